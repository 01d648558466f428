using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Wire.Drawing.Painting;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>
/// Draws one layer: asks its index what may be in the picture, reads what is not drawn by the index alone, in slices by several threads, and
/// paints the slices in their order.
/// </summary>
sealed class LayerDrawing : IDisposable
{
    const int Slice = 1_024;

    readonly MapLayer _layer;
    readonly ViewProjection _projection;
    readonly PreparedSymbol[] _symbols;
    readonly ShapePainter[] _painters;
    readonly DrawingBudget _budget;
    readonly ParallelOptions _options;
    IReadOnlyList<LayerEntry> _entries = [];
    IndexSketch[] _sketches = [];

    public LayerDrawing(MapLayer layer, MapView view, SpatialReferences references, int threads, DrawingBudget budget)
    {
        (_layer, _budget) = (layer, budget);
        _projection = new ViewProjection(view, layer.Features, references);
        _symbols = [.. layer.Renderer.Symbols.Select(symbol => new PreparedSymbol(symbol.Symbol, view.PixelsOfPoint))];
        _painters = new ShapePainter[threads == 1 ? 1 : threads * 2];
        for (var i = 0; i < _painters.Length; i++)
        {
            _painters[i] = new ShapePainter(_projection, budget);
        }

        _options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = budget.Stop };
    }

    public void Paint(Canvas canvas)
    {
        _entries = Find();
        var byIndex = _layer.Renderer.IsSimple && _layer.Filter is null && _symbols.Length > 0;
        _sketches = byIndex
            ? new IndexSketches(_projection, _layer.Features.Schema.GeometryType, _symbols[0]).Of(_entries)
            : new IndexSketch[_entries.Count];
        var lists = new List<DrawList>(_painters.Length);
        for (var start = 0; start < _entries.Count; start += Slice * _painters.Length)
        {
            var count = Math.Min(_painters.Length, (_entries.Count - start + Slice - 1) / Slice);
            Prepare(start, count);
            lists.Clear();
            lists.AddRange(_painters.Take(count).Select(painter => painter.List));
            canvas.Paint(lists);
        }
    }

    public void Dispose()
    {
        foreach (var painter in _painters)
        {
            painter.Dispose();
        }
    }

    /// <summary>What the index finds for the picture.</summary>
    IReadOnlyList<LayerEntry> Find()
    {
        var reach = _symbols.Length == 0 ? 0 : _symbols.Max(symbol => symbol.Reach);
        var windows = SourceWindows.Of(_projection, reach + 1);
        if (windows is null)
        {
            return _layer.Features.Find((Envelope?)null);
        }

        if (windows is [var only])
        {
            return _layer.Features.Find(only);
        }

        // Windows of several turns may find the same feature.
        return [.. windows.SelectMany(window => _layer.Features.Find(window)).DistinctBy(entry => entry.Place).OrderBy(entry => entry.Place)];
    }

    void Prepare(int start, int count)
    {
        if (count == 1)
        {
            Prepare(_painters[0], start);
            return;
        }

        Parallel.For(0, count, _options, i => Prepare(_painters[i], start + (i * Slice)));
    }

    void Prepare(ShapePainter painter, int start)
    {
        painter.List.Clear();
        _budget.Take(0);
        var end = Math.Min(start + Slice, _entries.Count);
        var places = new List<int>();
        for (var i = start; i < end; i++)
        {
            if (_sketches[i].Kind == SketchKind.Read)
            {
                places.Add(_entries[i].Place);
            }
        }

        // An answer without features is not asked for.
        var selection = new LayerSelection { Places = places, Attributes = !_layer.Renderer.IsSimple || _layer.Filter is not null };
        using var features = places.Count == 0
            ? Enumerable.Empty<Feature>().GetEnumerator()
            : _layer.Features.Read(selection, _budget.Stop).GetEnumerator();
        var choose = _layer.Renderer.Chooser(_layer.Features.Schema);
        for (var i = start; i < end; i++)
        {
            if (_sketches[i].Kind == SketchKind.Dot)
            {
                painter.Dot(_sketches[i], _symbols[0]);
            }
            else if (_sketches[i].Kind == SketchKind.Read && features.MoveNext())
            {
                Add(painter, features.Current, choose);
            }
        }
    }

    void Add(ShapePainter painter, Feature feature, Func<Feature, int> choose)
    {
        if (feature.Geometry is not { } geometry || _layer.Filter?.Invoke(feature) == false)
        {
            return;
        }

        var symbol = choose(feature);
        if (symbol >= 0 && symbol < _symbols.Length)
        {
            painter.Add(geometry, _symbols[symbol]);
        }
    }
}

using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Buffers;
using GpServer.Execution;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Rest.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Maps;

/// <summary><c>…/MapServer/…/identify</c>: the features at a place of a picture.</summary>
sealed class IdentifyResource(MapServices maps, ValueReadings readings, SpatialReferences references, TimeProvider clock)
{
    const int MostTolerance = 1_000;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async ValueTask<EsriAnswer> Identify(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        var (geometry, own) = request.Parameters.Find("geometry") is { IsNotGiven: false } text
            ? new SpatialFilterReading(readings.For(request.Parameters.Find)).Geometry(text)
            : throw new GpException(GpError.MissingParameter, "geometry: a value is required.");
        var shown = MapReading.Extent(request, "mapExtent", references)
            ?? throw new GpException(GpError.MissingParameter, "mapExtent: a value is required; expected xmin,ymin,xmax,ymax.");
        var system = MapReading.System(request, "sr", references) ?? own ?? shown.System ?? map.System(references);
        var distance = Tolerance(request) * PixelSize(request, shown.Extent);
        var query = new LayerQuery
        {
            OutSpatialReference = system,
            Limit = MapLimits.MaxResults,
            Reduction = new GeometryReduction { MaxAllowableOffset = Number(request, "maxAllowableOffset") ?? 0 },
        };
        var (layers, topOnly) = Wanted(request, map.Layers);
        var definitions = LayerDefinitions.Read(request);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        time.CancelAfter(Longest);
        try
        {
            var (found, exceeded) = await Task.Run(
                () => Find(
                    layers,
                    topOnly,
                    query with { Spatial = new SpatialFilter(Around(geometry, distance, time.Token), own ?? system) },
                    definitions,
                    time.Token),
                time.Token);
            return new FoundAnswer(found, exceeded, FoundWriting.Of(request));
        }
        catch (OperationCanceledException e) when (!request.Aborted.IsCancellationRequested)
        {
            throw new GpException(
                GpError.TimedOut,
                $"Identifying took longer than {Longest.TotalSeconds} s, which is the limit; name layers or use a smaller geometry.", e);
        }
    }

    (List<FoundFeature> Found, bool Exceeded) Find(
        IEnumerable<ServedLayer> layers, bool topOnly, LayerQuery query, LayerDefinitions definitions, CancellationToken stop)
    {
        var found = new List<FoundFeature>();
        var exceeded = false;
        foreach (var layer in layers)
        {
            var set = new LayerQueryRunner(layer.Features, references).Features(
                query with { Where = definitions.Of(layer, clock.GetUtcNow()), Limit = MapLimits.MaxResults - found.Count }, stop);
            found.AddRange(set.Features.Select(feature => new FoundFeature(layer, set.Schema, feature)));
            exceeded |= set.ExceededTransferLimit;
            if ((topOnly && found.Count > 0) || found.Count >= MapLimits.MaxResults)
            {
                break;
            }
        }

        return (found, exceeded);
    }

    /// <summary>The layers in which is looked, the one on top of the picture first, and whether the first with a feature is enough.</summary>
    static (IEnumerable<ServedLayer> Layers, bool TopOnly) Wanted(RestRequest request, ServedLayers map)
    {
        var text = request.Parameters.Word("layers") ?? "top";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var word = (colon < 0 ? text : text[..colon]).Trim().ToUpperInvariant();
        if (word is not ("TOP" or "VISIBLE" or "ALL"))
        {
            throw new GpException(GpError.InvalidParameter,
                $"layers: '{(text.Length > 60 ? text[..60] : text)}' is not valid; expected top, visible or all, and numbers of layers after a colon.");
        }

        var ids = colon < 0 ? null : ShownLayers.Numbers(text[(colon + 1)..], text);
        var layers = map.Layers.Where(layer => !layer.Features.Schema.IsTable && (ids is null || ids.Contains(layer.Id)))
            .OrderBy(layer => layer.Features.Schema.GeometryType switch
            {
                GeometryType.Point or GeometryType.Multipoint => 0,
                GeometryType.Polyline => 1,
                _ => 2,
            });
        return (layers, word == "TOP");
    }

    static double Tolerance(RestRequest request)
    {
        var pixels = Number(request, "tolerance")
            ?? throw new GpException(GpError.MissingParameter, "tolerance: a value is required; expected a number of pixels.");
        return pixels is >= 0 and <= MostTolerance
            ? pixels
            : throw new GpException(GpError.InvalidParameter, $"tolerance: expected 0 to {MostTolerance} pixels.");
    }

    static double PixelSize(RestRequest request, Envelope shown)
    {
        const string name = "imageDisplay";
        if (request.Parameters.Find(name) is not { IsNotGiven: false } text)
        {
            throw new GpException(GpError.MissingParameter, $"{name}: a value is required; expected width,height,dpi.");
        }

        var numbers = MapReading.Numbers(text.Utf8);
        if (numbers.Count is < 2 or > 3)
        {
            throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected width,height,dpi.");
        }

        return Math.Max(
            shown.Width / MapReading.DisplaySide(name, numbers[0], text),
            shown.Height / MapReading.DisplaySide(name, numbers[1], text));
    }

    static double? Number(RestRequest request, string name)
    {
        if (request.Parameters.Find(name) is not { IsNotGiven: false } text)
        {
            return null;
        }

        return MapReading.Numbers(text.Utf8) is [var number]
            ? number
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not a number.");
    }

    /// <summary>Everything nearer than a distance; a point becomes a circle.</summary>
    static Geometry Around(Geometry geometry, double distance, CancellationToken stop)
    {
        const int segmentsOfQuarter = 8;
        return distance > 0
            ? new PlanarBuffer(distance, new PlanarBufferOptions { QuadrantSegments = segmentsOfQuarter }).Buffer(geometry, stop)
            : geometry;
    }
}

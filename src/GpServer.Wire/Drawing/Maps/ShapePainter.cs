using GpServer.Wire.Drawing.Painting;
using GpServer.Wire.Drawing.Strokes;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Adds geometries of a layer to a list of what is to be painted. One thread.</summary>
sealed class ShapePainter(ViewProjection projection, DrawingBudget budget) : IDisposable
{
    /// <summary>Rectangles in place of tiny shapes have at least this size, in pixels.</summary>
    const float LeastDot = 0.5f;

    readonly ShapeTracer _tracer = new(projection);
    readonly Stroker _stroker = new();

    public DrawList List { get; } = new();

    /// <summary>Adds a geometry.</summary>
    public void Add(Geometry geometry, PreparedSymbol symbol)
    {
        if (geometry.IsEmpty)
        {
            return;
        }

        budget.Take(geometry.NumPoints);
        if (geometry.Dimension == Dimension.Point)
        {
            Points(geometry, symbol);
            return;
        }

        _tracer.Clear();
        if (projection.Transform.TakesVerticesAlone(geometry))
        {
            Trace(geometry, isInView: false);
        }
        else
        {
            // Where some vertices have no place, what has one is better than nothing.
            var shape = projection.Transform.Apply(geometry, out var outside);
            Trace(outside > 0 ? geometry : shape, isInView: outside == 0);
        }

        Paint(symbol);
    }

    /// <summary>Adds a rectangle in place of a shape that is smaller than a pixel: as its outline would look.</summary>
    public void Dot(in IndexSketch sketch, PreparedSymbol symbol)
    {
        if (symbol.Stamp is { } stamp)
        {
            List.Stamp(sketch.X + (sketch.Width / 2) + symbol.OffsetX, sketch.Y + (sketch.Height / 2) + symbol.OffsetY, stamp);
            return;
        }

        var paint = symbol.LinePaint ?? symbol.Fill;
        if (paint is null)
        {
            return;
        }

        var more = symbol.Line is { } line ? line.Width : 0;
        var (width, height) = (Math.Max(LeastDot, sketch.Width + more), Math.Max(LeastDot, sketch.Height + more));
        var (x, y) = (sketch.X + ((sketch.Width - width) / 2), sketch.Y + ((sketch.Height - height) / 2));
        List.Rectangle(x, y, x + width, y + height, paint);
    }

    public void Dispose()
    {
        _tracer.Dispose();
        List.Dispose();
    }

    void Trace(Geometry geometry, bool isInView)
    {
        switch (geometry)
        {
            case Polygon polygon:
                _tracer.Ring(polygon.ExteriorRing.CoordinateSequence, isHole: false, isInView);
                for (var i = 0; i < polygon.NumInteriorRings; i++)
                {
                    _tracer.Ring(polygon.GetInteriorRingN(i).CoordinateSequence, isHole: true, isInView);
                }

                break;
            case LineString line:
                _tracer.Line(line.CoordinateSequence, isInView);
                break;
            case GeometryCollection collection:
                foreach (var member in collection.Geometries)
                {
                    Trace(member, isInView);
                }

                break;
        }
    }

    void Paint(PreparedSymbol symbol)
    {
        if (symbol.Fill is not null && _tracer.Rings.Count > 0)
        {
            var first = List.Contours.Count;
            for (var i = 0; i < _tracer.Rings.Count; i++)
            {
                List.Contours.Add(_tracer.Rings[i]);
                List.Contours.End();
            }

            // By number, not by direction: data has holes of either.
            List.Fill(first, symbol.Fill, FillRule.EvenOdd);
        }

        if (symbol.Line is not null && _tracer.Lines.Count > 0)
        {
            var first = List.Contours.Count;
            for (var i = 0; i < _tracer.Lines.Count; i++)
            {
                _stroker.Add(_tracer.Lines[i], _tracer.AreClosed[i], symbol.Line, List.Contours);
            }

            List.Fill(first, symbol.LinePaint!, FillRule.NonZero);
        }
        else if (symbol.Stamp is { } stamp && _tracer.Lines.Count > 0)
        {
            var first = _tracer.Lines[0];
            List.Stamp(first[0] + symbol.OffsetX, first[1] + symbol.OffsetY, stamp);
        }
    }

    void Points(Geometry geometry, PreparedSymbol symbol)
    {
        switch (geometry)
        {
            case Point point:
                Point(point, symbol);
                break;
            case GeometryCollection collection:
                foreach (var member in collection.Geometries)
                {
                    Points(member, symbol);
                }

                break;
        }
    }

    void Point(Point point, PreparedSymbol symbol)
    {
        if (point.IsEmpty)
        {
            return;
        }

        _tracer.Load(point.CoordinateSequence, isInView: false);
        var (x, y) = (_tracer.Xs[0], _tracer.Ys[0]);
        foreach (var turn in projection.Turns)
        {
            var sketch = new IndexSketch(SketchKind.Dot, (float)(x + (turn * projection.TurnPixels)), (float)y, 0, 0);
            if (sketch.IsNear(projection.View, symbol.Reach))
            {
                Dot(sketch, symbol);
            }
        }
    }
}

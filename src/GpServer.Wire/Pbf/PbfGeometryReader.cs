using GpServer.Core.Features;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Pbf;

/// <summary>Reads the <c>Geometry</c> messages of one set, one after the other.</summary>
sealed class PbfGeometryReader(PbfAnswer answer, FeatureSchema schema, ReadingPlace place)
{
    readonly ShapeBuilder _shapes = new(schema, place);
    readonly int _dimension = 2 + (answer.HasZ ? 1 : 0) + (answer.HasM ? 1 : 0);
    readonly VertexLayout _layout = new(schema.HasZ, schema.HasM);
    readonly List<LineString> _lines = [];
    readonly List<Ring> _rings = [];

    /// <summary>How many vertices have been read so far.</summary>
    public long Vertices => _shapes.Vertices;

    public Geometry? Read(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> lengths = default, coordinates = default;
        bool hasLengths = false, hasCoordinates = false;
        var message = new ProtoReader(bytes);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 2 when !hasLengths:
                    lengths = message.Bytes();
                    hasLengths = true;
                    break;
                case 3 when !hasCoordinates:
                    coordinates = message.Bytes();
                    hasCoordinates = true;
                    break;
                case 2 or 3:
                    throw place.Invalid("the coordinates of a geometry come in pieces; expected one packed list");
                default:
                    message.Skip();
                    break;
            }
        }

        return coordinates.IsEmpty ? null : Make(lengths, coordinates);
    }

    Geometry? Make(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> coordinates)
    {
        var cells = new ProtoReader(coordinates);
        if (schema.GeometryType == GeometryType.Point)
        {
            return MakePoint(ref cells);
        }

        _lines.Clear();
        _rings.Clear();
        _shapes.Part.Clear();
        var parts = new ProtoReader(lengths);
        do
        {
            // Without lengths all is one part.
            ReadPart(ref cells, lengths.IsEmpty ? ulong.MaxValue : parts.Varint());
            TakePart();
        }
        while (!parts.IsAtEnd);

        ExpectEnd(cells);
        return schema.GeometryType switch
        {
            GeometryType.Multipoint => _shapes.Multipoint(),
            GeometryType.Polyline => _shapes.Lines(_lines),
            _ => _shapes.Polygon(_rings),
        };
    }

    Point? MakePoint(ref ProtoReader cells)
    {
        long cellX = 0, cellY = 0;
        Span<double> vertex = stackalloc double[VertexLayout.MaxDimension];
        ReadVertex(ref cells, ref cellX, ref cellY, vertex);
        ExpectEnd(cells);
        return (Point)_shapes.Point(
            vertex[0], vertex[1], _layout.HasZ ? vertex[_layout.Z] : double.NaN, _layout.HasM ? vertex[_layout.M] : double.NaN);
    }

    void ReadPart(ref ProtoReader cells, ulong length)
    {
        long cellX = 0, cellY = 0;
        for (ulong i = 0; i < length && !(cells.IsAtEnd && length == ulong.MaxValue); i++)
        {
            ReadVertex(ref cells, ref cellX, ref cellY, _shapes.Part.Add());
        }
    }

    /// <summary>Takes the part as a line or a ring; the points of a multipoint stay together.</summary>
    void TakePart()
    {
        if (schema.GeometryType == GeometryType.Multipoint)
        {
            return;
        }

        if (schema.GeometryType == GeometryType.Polyline)
        {
            _shapes.AddLine(_lines);
        }
        else if (_shapes.Ring() is { } ring)
        {
            _rings.Add(ring);
        }

        _shapes.Part.Clear();
    }

    void ReadVertex(scoped ref ProtoReader cells, ref long cellX, ref long cellY, scoped Span<double> vertex)
    {
        if (cells.IsAtEnd)
        {
            throw place.Invalid("the geometry has fewer coordinates than its lengths say");
        }

        // What overflows is far beyond the largest coordinate that is taken, or hits by chance a place within it: no harm either way.
        cellX = unchecked(cellX + ProtoReader.UnZigZag(cells.Varint()));
        cellY = unchecked(cellY + ProtoReader.UnZigZag(cells.Varint()));
        vertex[0] = answer.Grid.X(cellX);
        vertex[1] = answer.Grid.Y(cellY);
        if (answer.HasZ)
        {
            vertex[_layout.Z] = answer.Grid.Z(ProtoReader.UnZigZag(cells.Varint()));
        }

        if (answer.HasM)
        {
            vertex[_layout.M] = answer.Grid.M(ProtoReader.UnZigZag(cells.Varint()));
        }
    }

    void ExpectEnd(ProtoReader cells)
    {
        if (!cells.IsAtEnd)
        {
            throw place.Invalid($"the geometry has more coordinates than its lengths say; expected {_dimension} numbers for each vertex");
        }
    }
}

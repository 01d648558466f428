using GpServer.Core.Features;
using GpServer.Wire.Files.Text;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Csv;

/// <summary>What the values of a column of well-known text say of all features: shape, dimensions and spatial reference.</summary>
sealed class CsvTextColumn(int column)
{
    bool _isOther;

    public int Column { get; } = column;

    public GeometryType Type { get; private set; }

    public VertexLayout Layout { get; private set; }

    /// <summary>The first that a value names.</summary>
    public int? Wkid { get; private set; }

    /// <summary>Whether the first vertices of all can be longitude and latitude.</summary>
    public bool MayBeDegrees { get; private set; } = true;

    /// <summary>Whether the first value is a geometry; what is wrong with others is said when they are read.</summary>
    public bool HasGeometries => Type != GeometryType.None && !_isOther;

    /// <exception cref="Core.GpException">The value names another spatial reference than those before it.</exception>
    public void Add(ReadOnlySpan<char> value, ReadingPlace place)
    {
        if (_isOther || value.IsWhiteSpace())
        {
            return;
        }

        if (WktGeometryReader.Head(value) is not { } head)
        {
            _isOther = Type == GeometryType.None;
            return;
        }

        Type = Type is GeometryType.None || (Type == GeometryType.Point && head.Type == GeometryType.Multipoint) ? head.Type : Type;
        Layout = Layout.With(head.Said ?? default);
        if (head.Wkid is { } wkid && Wkid is { } other && wkid != other)
        {
            throw place.Invalid($"the geometry has SRID {wkid}, and one before it {other}; expected one spatial reference for all");
        }

        Wkid ??= head.Wkid;
        MayBeDegrees &= head.MayBeDegrees;
    }
}

using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Reading;

/// <summary>Which shape a set has, and whether its parameter takes it.</summary>
static class GeometryTypes
{
    /// <summary>
    /// The shape of a set: what it says, else what its geometries are, else what the parameter's default says, else points.
    /// </summary>
    public static GeometryType Resolve(GeometryType? declared, GeometryType found, FeatureReadOptions options)
    {
        var type = (declared, found) switch
        {
            // A declared envelope is only the rectangle in which some clients send a polygon.
            ({ } said, _) when said != GeometryType.None => said,
            (_, not GeometryType.None) => found,
            _ when options.Table => GeometryType.None,
            _ => options.Schema?.GeometryType ?? GeometryType.Point,
        };
        return type == GeometryType.Envelope && !options.GeometryTypes.Contains(GeometryType.Envelope) ? GeometryType.Polygon : type;
    }

    /// <exception cref="GpServer.Core.GpException">The parameter does not take this shape.</exception>
    public static void CheckAccepted(GeometryType type, ReadingPlace place)
    {
        if (type == GeometryType.MultiPatch)
        {
            throw place.Invalid("the features are of type esriGeometryMultiPatch, which is not read; expected points, lines or polygons");
        }

        var accepted = place.Options.GeometryTypes;
        if (accepted.Count > 0 && type != GeometryType.None && !accepted.Contains(type))
        {
            throw place.Invalid($"the features are {Plural(type)}; expected {string.Join(" or ", accepted.Select(Plural))}");
        }
    }

    /// <exception cref="GpServer.Core.GpException">A geometry is of another shape than its set.</exception>
    public static void CheckFits(GeometryType geometry, GeometryType set, ReadingPlace place)
    {
        var fits = geometry == set
            || (geometry == GeometryType.Point && set == GeometryType.Multipoint)
            || (geometry is GeometryType.Envelope or GeometryType.Polygon && set is GeometryType.Envelope or GeometryType.Polygon);
        if (!fits)
        {
            throw place.Invalid(
                $"the geometry is {Singular(geometry)}; expected {Singular(set)}, since all features of a set have one shape");
        }
    }

    static string Singular(GeometryType type) => type switch
    {
        GeometryType.None => "no geometry",
        GeometryType.Envelope => "an envelope",
        _ => $"a {Word(type)}",
    };

    public static string Plural(GeometryType type) => type == GeometryType.None ? "rows without geometry" : $"{Word(type)}s";

    static string Word(GeometryType type) => type switch
    {
        GeometryType.Point => "point",
        GeometryType.Multipoint => "multipoint",
        GeometryType.Polyline => "line",
        GeometryType.Polygon => "polygon",
        GeometryType.Envelope => "envelope",
        _ => "multipatch",
    };
}

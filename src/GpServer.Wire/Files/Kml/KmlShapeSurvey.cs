using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>Takes note of which geometries there are, and keeps none.</summary>
sealed class KmlShapeSurvey(ReadingPlace place) : IKmlShapes
{
    static readonly GeometryType[] Kinds = [GeometryType.Point, GeometryType.Polyline, GeometryType.Polygon];

    readonly VertexBuffer _vertices = new(new VertexLayout(HasZ: true, HasM: false), place);
    readonly HashSet<GeometryType> _found = [];
    bool _hasPointParts;
    int _points;
    int _mostPoints;

    public bool HasAltitudeMode { get; private set; }

    public VertexBuffer? Begin(GeometryType type, bool isPart)
    {
        _found.Add(type);
        _points += type == GeometryType.Point ? 1 : 0;
        _mostPoints = Math.Max(_mostPoints, _points);
        _hasPointParts |= isPart && type == GeometryType.Point;
        return _vertices;
    }

    public void TakePart(GeometryType type)
    {
    }

    public void TakeRing(bool isOuter)
    {
    }

    public void EndPolygon()
    {
    }

    public void SetAltitudes() => HasAltitudeMode = true;

    /// <summary>The next placemark begins.</summary>
    public void BeginPlacemark() => _points = 0;

    /// <summary>
    /// The type of the set. Where there are several kinds, it is the only one of them that the parameter takes: the others are left out.
    /// </summary>
    /// <exception cref="GpServer.Core.GpException">The parameter takes several of them, or none.</exception>
    public GeometryType Resolve()
    {
        var options = place.Options;
        GeometryType[] found = [.. Kinds.Where(_found.Contains).Select(TypeOf)];
        if (found.Length <= 1)
        {
            var type = GeometryTypes.Resolve(null, found.FirstOrDefault(), options);
            GeometryTypes.CheckAccepted(type, place);
            return type;
        }

        GeometryType[] accepted = options.GeometryTypes.Count == 0 ? found : [.. found.Where(options.GeometryTypes.Contains)];
        return accepted.Length == 1
            ? accepted[0]
            : throw place.Invalid(
                $"the document has {Listed(found, " and ")}; expected geometries of one type, " +
                (options.GeometryTypes.Count == 0 ? "whichever" : Listed(options.GeometryTypes, " or ")));
    }

    static string Listed(IEnumerable<GeometryType> types, string separator) => string.Join(separator, types.Select(GeometryTypes.Plural));

    /// <summary>Points in collections make multipoints, but for a parameter that takes single ones alone and gets them.</summary>
    GeometryType TypeOf(GeometryType kind)
    {
        var accepted = place.Options.GeometryTypes;
        var isSingle = !_hasPointParts || (_mostPoints <= 1 && accepted.Contains(GeometryType.Point)
            && !accepted.Contains(GeometryType.Multipoint));
        return kind == GeometryType.Point && !isSingle ? GeometryType.Multipoint : kind;
    }
}

using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>Looks at Esri geometries for their shape, their spatial reference and whether they have z and m.</summary>
static class EsriGeometrySurvey
{
    public static void Read(ref JsonScanner json, FeatureSurvey survey)
    {
        if (json.TryReadNull())
        {
            return;
        }

        var shape = GeometryType.None;
        bool? hasZ = null, hasM = null;
        var pointLayout = default(VertexLayout);
        var numbers = 0;
        json.EnterObject();
        if (json.TryNextMember("\"x\":"u8))
        {
            shape = GeometryType.Point;
            json.SkipUnread();
            if (json.TryNextMember("\"y\":"u8))
            {
                json.SkipUnread();
            }
        }

        while (json.NextMember(out var name))
        {
            var member = EsriGeometryMembers.Find(name);
            switch (member)
            {
                case EsriGeometryMember.X or EsriGeometryMember.XMin:
                    shape = member == EsriGeometryMember.X ? GeometryType.Point : GeometryType.Envelope;
                    json.SkipUnread();
                    break;
                case EsriGeometryMember.Z:
                    pointLayout = pointLayout with { HasZ = double.IsFinite(json.ReadDouble()) };
                    break;
                case EsriGeometryMember.M:
                    pointLayout = pointLayout with { HasM = double.IsFinite(json.ReadDouble()) };
                    break;
                case EsriGeometryMember.HasZ:
                    hasZ = ReadFlag(ref json);
                    break;
                case EsriGeometryMember.HasM:
                    hasM = ReadFlag(ref json);
                    break;
                case EsriGeometryMember.SpatialReference:
                    survey.ReadSpatialReference(ref json);
                    break;
                case >= EsriGeometryMember.Points when !json.TryReadNull():
                    shape = EsriGeometryMembers.ShapeOf(member);
                    numbers = Math.Max(numbers, FirstVertexLength(json, shape == GeometryType.Multipoint ? 1 : 2));
                    json.SkipUnread();
                    break;
                case >= EsriGeometryMember.Points:
                    break;
                default:
                    json.SkipUnread();
                    break;
            }
        }

        if (shape != GeometryType.None)
        {
            survey.Add(shape);
            survey.Add(shape == GeometryType.Point ? pointLayout : survey.Header.Layout(hasZ, hasM, numbers));
        }
    }

    /// <summary>Reads true, false, or null for anything else.</summary>
    public static bool? ReadFlag(ref JsonScanner json)
    {
        if (json.Peek() is JsonKind.True or JsonKind.False)
        {
            return json.ReadBoolean();
        }

        json.Skip();
        return null;
    }

    /// <summary>How many numbers the first vertex has, or 0. The scanner is a copy: nothing is read.</summary>
    /// <param name="depth">1 before an array of vertices, 2 before an array of parts.</param>
    public static int FirstVertexLength(JsonScanner json, int depth)
    {
        for (; depth > 0; depth--)
        {
            if (json.Peek() != JsonKind.Array)
            {
                return 0;
            }

            json.EnterArray();
            if (!json.NextElement())
            {
                return 0;
            }
        }

        return json.Peek() == JsonKind.Array ? json.ReadNumbers([]) : 0;
    }
}

using GpServer.Core.Json;
using GpServer.Wire.Esri;
using GpServer.Wire.Reading;

namespace GpServer.Wire.GeoJson;

/// <summary>Looks at GeoJSON geometries for their shape and whether they have a third coordinate.</summary>
static class GeoJsonGeometrySurvey
{
    public static void Read(ref JsonScanner json, FeatureSurvey survey)
    {
        if (json.TryReadNull())
        {
            return;
        }

        var type = GeoJsonType.None;
        JsonScanner coordinates = default;
        var hasCoordinates = false;
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                type = GeoJsonTypes.Find(json.ReadUtf8String());
            }
            else if (name.SequenceEqual("coordinates"u8))
            {
                coordinates = json;
                hasCoordinates = true;
                json.SkipUnread();
            }
            else
            {
                json.SkipUnread();
            }
        }

        var shape = GeoJsonTypes.ShapeOf(type);
        if (shape != Core.Features.GeometryType.None && hasCoordinates)
        {
            survey.Add(shape);
            survey.Add(new VertexLayout(EsriGeometrySurvey.FirstVertexLength(coordinates, GeoJsonTypes.Depth(type)) >= 3, HasM: false));
        }
    }
}

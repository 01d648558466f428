using System.Xml;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// Reads the placemarks of a KML document as features. The document is gone through once for its fields and types of geometries, and again
/// each time that its features are read; it is never held whole.
/// </summary>
static class KmlDocument
{
    /// <param name="path">Where the document lies.</param>
    /// <param name="file">The file that came, for its name and the layer that is wanted: a folder or document within.</param>
    public static FeatureSet Read(string path, FeatureFileSource file, FeatureReadOptions options)
    {
        ReadingPlace NewPlace() => new(options) { File = file.Name };
        var place = NewPlace();
        var shapes = new KmlShapeSurvey(place);
        var fields = new KmlFields(place);
        using var cursor = new KmlCursor(File.OpenRead(path), place);
        var geometries = new KmlGeometryReader(cursor, shapes, place);
        var rows = new KmlRows(cursor, geometries, file.Layer, place);
        var count = 0;
        try
        {
            while (rows.TryRead(shapes.BeginPlacemark))
            {
                fields.Add(rows.Placemark);
                count++;
            }
        }
        catch (XmlException problem)
        {
            throw Malformed(problem, place);
        }

        place.Feature = 0;
        if (file.Layer is not null && !rows.FoundLayer)
        {
            throw place.Invalid($"there is no folder '{FilePlace.Shown(file.Layer)}'; expected the name of a Folder or Document");
        }

        var type = shapes.Resolve();
        var schema = new FeatureSchema
        {
            Fields = options.Schema is { Fields: { IsDefaultOrEmpty: false } given } ? given : fields.ToFields(rows.Declared),
            GeometryType = type,
            HasZ = type != GeometryType.None && (geometries.HasAltitude || (shapes.HasAltitudeMode && geometries.HasThird)),
            SpatialReference = type == GeometryType.None ? null : options.Reading.SpatialReferences.Wgs84,
            DisplayFieldName = options.Schema?.DisplayFieldName ?? "",
        };
        return new FeatureSet(schema, new KmlFeatures(path, file.Layer, schema, NewPlace)) { KnownCount = count };
    }

    public static GpException Malformed(XmlException problem, ReadingPlace place) =>
        place.Invalid($"the document is not well-formed XML: {problem.Message}", problem);

    /// <summary>Whether the beginning of a file can be that of a document.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) && (text.IndexOf("<kml"u8) >= 0 || text.IndexOf("/kml/2."u8) >= 0);
    }
}

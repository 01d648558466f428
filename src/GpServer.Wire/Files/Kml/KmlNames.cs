namespace GpServer.Wire.Files.Kml;

/// <summary>Names and numbers that reader and writer of KML share.</summary>
static class KmlNames
{
    public const string Namespace = "http://www.opengis.net/kml/2.2";

    /// <summary>The name by which other programs look for the document of an archive.</summary>
    public const string ArchivedDocument = "doc.kml";
}

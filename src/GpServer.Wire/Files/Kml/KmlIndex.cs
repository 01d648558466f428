using System.Xml;
using GpServer.Wire.Files.Archives;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// Reads a document that has no placemarks of its own and only points to other documents of the same archive, as GDAL writes them: one for
/// each layer. Nothing else is followed.
/// </summary>
static class KmlIndex
{
    const int MostLinks = 100;

    /// <summary>The entry of the layer that is wanted, or of the first one; null where the document is no such index.</summary>
    public static ArchiveEntry? Find(string path, FileArchive archive, string? layer, ReadingPlace place)
    {
        var links = new List<(string Name, ArchiveEntry Entry)>();
        using var cursor = new KmlCursor(File.OpenRead(path), place);
        try
        {
            while (cursor.Next())
            {
                if (!cursor.IsElement)
                {
                    continue;
                }

                if (cursor.Name == "Placemark" || links.Count > MostLinks)
                {
                    return null;
                }

                if (cursor.Name == "NetworkLink")
                {
                    var (name, href) = ReadLink(cursor);
                    if (archive.Named(href) is not { Extension: ".kml" } entry)
                    {
                        return null;
                    }

                    links.Add((name, entry));
                }
            }
        }
        catch (XmlException problem)
        {
            throw KmlDocument.Malformed(problem, place);
        }

        return layer is null ? links.FirstOrDefault().Entry : links.Find(link => link.Name == layer).Entry;
    }

    static (string Name, string Href) ReadLink(KmlCursor cursor)
    {
        var (name, href) = ("", "");
        if (cursor.IsEmpty)
        {
            return (name, href);
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "name")
            {
                name = cursor.ReadText("the name of a link").Trim();
            }
            else if (cursor.Name is "Link" or "Url" && !cursor.IsEmpty)
            {
                var inner = cursor.Depth;
                while (cursor.NextChild(inner))
                {
                    href = cursor.Name == "href" ? cursor.ReadText("a link").Trim() : href;
                }
            }
        }

        return (name, href);
    }
}

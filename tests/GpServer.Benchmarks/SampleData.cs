using System.Globalization;
using System.Text;

namespace GpServer.Benchmarks;

/// <summary>Features as GIS data has them: coordinates with 15 to 17 digits, polygons of some hundred vertices. The same at every call.</summary>
static class SampleData
{
    /// <summary>Star-shaped polygons in WGS 84 as an Esri feature set, about <paramref name="bytes"/> long.</summary>
    public static byte[] Polygons(int bytes)
    {
        var random = new Random(1);
        var text = new StringBuilder(bytes + 100_000);
        text.Append("""{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":4326},"fields":[""");
        text.Append("""{"name":"OBJECTID","type":"esriFieldTypeOID","alias":"OBJECTID"},{"name":"NAME","type":"esriFieldTypeString","alias":"NAME","length":80}""");
        text.Append("""],"features":[""");
        for (var i = 1; text.Length < bytes; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{{(i > 1 ? "," : "")}}{"attributes":{"OBJECTID":{{i}},"NAME":"Polygon {{i}}"},"geometry":{"rings":[[""");
            Ring(text, random);
            text.Append("]]}}");
        }

        text.Append("]}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Points in Web Mercator as an Esri feature set.</summary>
    public static byte[] Points(int count)
    {
        var random = new Random(2);
        var text = new StringBuilder();
        text.Append("""{"geometryType":"esriGeometryPoint","spatialReference":{"wkid":102100,"latestWkid":3857},"fields":[""");
        text.Append("""{"name":"NAME","type":"esriFieldTypeString","alias":"NAME","length":80},{"name":"POP","type":"esriFieldTypeInteger","alias":"POP"}""");
        text.Append("""],"features":[""");
        for (var i = 1; i <= count; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $$$"""{{{(i > 1 ? "," : "")}}}{"geometry":{"x":{{{random.NextDouble() * 1e7}}},"y":{{{random.NextDouble() * 1e7}}}},"attributes":{"NAME":"Place {{{i}}}","POP":{{{random.Next(100_000)}}}}}""");
        }

        text.Append("]}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void Ring(StringBuilder text, Random random)
    {
        const int vertices = 250;
        var (x, y) = ((random.NextDouble() * 300) - 150, (random.NextDouble() * 120) - 60);
        var first = "";
        for (var v = 0; v < vertices; v++)
        {
            var angle = -2 * Math.PI * v / vertices;
            var radius = 1 + (0.2 * random.NextDouble());
            var vertex = string.Create(CultureInfo.InvariantCulture, $"[{x + (radius * Math.Cos(angle))},{y + (radius * Math.Sin(angle))}]");
            first = v == 0 ? vertex : first;
            text.Append(vertex).Append(',');
        }

        text.Append(first);
    }
}

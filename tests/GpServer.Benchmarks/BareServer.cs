using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace GpServer.Benchmarks;

/// <summary>
/// What the server is compared with: Kestrel, the framework's form reader, Utf8JsonReader, NetTopologySuite's buffer and Utf8JsonWriter, and
/// nothing else. Answers what the Buffer task answers for points with a NAME and a POP.
/// </summary>
static class BareServer
{
    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(options =>
        {
            options.ValueLengthLimit = int.MaxValue;
            options.BufferBodyLengthLimit = long.MaxValue;
        });
        var app = builder.Build();
        app.MapPost("/buffer", Buffer);
        app.MapGet("/constant", () => Results.Text("{}", "application/json"));
        app.MapPost("/constant", () => Results.Text("{}", "application/json"));
        app.MapGet("/bytes/{count:int}", (int count) => Results.Bytes(new byte[count], "application/octet-stream"));
        await app.RunAsync();
    }

    static async Task Buffer(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var distance = Distance(Encoding.UTF8.GetBytes(form["Distance"].ToString()));
        var features = Features(Encoding.UTF8.GetBytes(form["Input_Features"].ToString()));
        context.Response.ContentType = "application/json;charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        Head(json);
        for (var i = 0; i < features.Count; i++)
        {
            var (point, name, population) = features[i];
            Feature(json, i + 1, (Polygon)point.Buffer(distance, 16), name, population, distance);
            if (json.BytesPending > 65_536)
            {
                await json.FlushAsync();
            }
        }

        Tail(json);
    }

    static double Distance(byte[] utf8)
    {
        var json = new Utf8JsonReader(utf8);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("distance"u8) && json.Read())
            {
                return json.GetDouble();
            }
        }

        return 0;
    }

    static List<(Point Point, string? Name, int Population)> Features(byte[] utf8)
    {
        var features = new List<(Point, string?, int)>();
        var json = new Utf8JsonReader(utf8);
        var (x, y, population) = (0.0, 0.0, 0);
        string? name = null;
        var depth = -1;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("features"u8))
                {
                    depth = json.CurrentDepth + 1;
                }
                else if (depth < 0)
                {
                    json.Read();
                    json.TrySkip();
                }
                else if (json.ValueTextEquals("x"u8) && json.Read())
                {
                    x = json.GetDouble();
                }
                else if (json.ValueTextEquals("y"u8) && json.Read())
                {
                    y = json.GetDouble();
                }
                else if (json.ValueTextEquals("NAME"u8) && json.Read())
                {
                    name = json.GetString();
                }
                else if (json.ValueTextEquals("POP"u8) && json.Read())
                {
                    population = json.GetInt32();
                }
            }
            else if (json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == depth)
            {
                features.Add((GeometryFactory.Default.CreatePoint(new Coordinate(x, y)), name, population));
            }
        }

        return features;
    }

    static void Head(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        json.WriteStartObject();
        json.WriteString("paramName", "Output_Features");
        json.WriteString("dataType", "GPFeatureRecordSetLayer");
        json.WriteStartObject("value");
        json.WriteString("displayFieldName", "");
        json.WriteString("geometryType", "esriGeometryPolygon");
        json.WriteStartObject("spatialReference");
        json.WriteNumber("wkid", 102100);
        json.WriteNumber("latestWkid", 3857);
        json.WriteEndObject();
        json.WriteStartArray("fields");
        foreach (var (name, type) in new[]
        {
            ("OBJECTID", "OID"), ("NAME", "String"), ("POP", "Integer"), ("BUFF_DIST", "Double"), ("ORIG_FID", "Integer"),
        })
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("type", $"esriFieldType{type}");
            json.WriteString("alias", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("features");
    }

    static void Feature(Utf8JsonWriter json, int id, Polygon shape, string? name, int population, double distance)
    {
        json.WriteStartObject();
        json.WriteStartObject("attributes");
        json.WriteNumber("OBJECTID", id);
        json.WriteString("NAME", name);
        json.WriteNumber("POP", population);
        json.WriteNumber("BUFF_DIST", distance);
        json.WriteNumber("ORIG_FID", id);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        json.WriteStartArray("rings");
        json.WriteStartArray();
        foreach (var vertex in shape.ExteriorRing.Coordinates)
        {
            json.WriteStartArray();
            json.WriteNumberValue(vertex.X);
            json.WriteNumberValue(vertex.Y);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Tail(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteBoolean("exceededTransferLimit", false);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("messages");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

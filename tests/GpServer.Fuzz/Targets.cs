using System.Buffers;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Wire;

namespace GpServer.Fuzz;

/// <summary>What is done with each input. Only a failure that a caller can act on may come out.</summary>
public static class Targets
{
    // Small enough that inputs reach them.
    static readonly ReadLimits Limits = new() { Vertices = 100_000, Features = 1000, Fields = 20, JsonDepth = 32, TextBytes = 10_000 };

    static readonly FeatureWriter Writer = new();

    static readonly FeatureSchema ConditionSchema = new()
    {
        GeometryType = GeometryType.Point,
        Fields =
        [
            new Field("OBJECTID", FieldType.OID), new Field("NAME", FieldType.String), new Field("POP", FieldType.BigInteger),
            new Field("AREA", FieldType.Double), new Field("SEEN", FieldType.Date), new Field("DAY", FieldType.DateOnly),
        ],
    };

    static readonly Feature[] ConditionRows =
    [
        new(null, [1L, "a%b", long.MaxValue, 1e308, long.MinValue, "2024-01-31"]), new(null, [2L, null, null, null, null, null]),
        new(null, [3L, "", long.MinValue, -0.0, 0L, "no date"]),
    ];

    /// <summary>Passes over the text with the scanner, whole and by brackets. True when it is JSON that the scanner takes.</summary>
    public static bool Scan(byte[] input)
    {
        var end = End(input);
        var quick = QuickEnd(input);
        return end < 0 || end == quick
            ? end >= 0
            : throw new InvalidOperationException($"A value ends at {end}, but by its brackets at {quick}.");
    }

    /// <summary>Reads the text as features, all of them, and writes them in every form. True when that was possible.</summary>
    public static bool ReadAndWrite(byte[] input, bool simplify)
    {
        try
        {
            if (new FeatureReader().Read(input, Options(simplify)) is FeatureSet set)
            {
                Write(set, new ValueWriting { Features = Writer, ReturnZ = true, ReturnM = true });
                Write(set, new ValueWriting { Features = Writer, ReturnFeatureCollection = true });
                Write(set, new ValueWriting { Features = Writer, GeoJson = true });
            }

            return true;
        }
        catch (GpException problem) when (problem.Message.StartsWith("Input: ", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>Reads the text as a condition, and tries it on rows if it is one. True when it is.</summary>
    public static bool ReadCondition(byte[] input)
    {
        try
        {
            var where = WhereClause.Parse(System.Text.Encoding.UTF8.GetString(input), ConditionSchema, DateTimeOffset.UnixEpoch);
            foreach (var row in ConditionRows)
            {
                where.Matches(row);
            }

            return true;
        }
        catch (GpException problem) when (problem.Message.StartsWith("'where' clause is invalid: ", StringComparison.Ordinal)
            || problem.Error == GpError.LimitExceeded)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads the text as a spatial reference, and projects a point if it is one. True when it is one, or no projection for that point.
    /// </summary>
    public static bool ReadSystem(byte[] input)
    {
        try
        {
            var references = SpatialReferences.Default;
            var system = references.FromWkt(System.Text.Encoding.UTF8.GetString(input));
            double[] xs = [12.5];
            double[] ys = [48.25];
            references.Transform(references.Wgs84, system).Apply(xs, ys);
            return double.IsInfinity(xs[0]) || double.IsInfinity(ys[0])
                ? throw new InvalidOperationException($"A projection leads to {xs[0]}, {ys[0]}.")
                : true;
        }
        catch (GpException problem) when (problem.Error == GpError.SpatialReference)
        {
            return false;
        }
    }

    static int End(byte[] input)
    {
        try
        {
            var json = new JsonScanner(input, Limits.JsonDepth);
            json.Skip();
            var end = json.Position;
            json.ExpectEnd();
            return end;
        }
        catch (JsonFormatException)
        {
            return -1;
        }
    }

    static int QuickEnd(byte[] input)
    {
        try
        {
            var json = new JsonScanner(input, Limits.JsonDepth);
            json.SkipUnread();
            return json.Position;
        }
        catch (JsonFormatException)
        {
            return -1;
        }
    }

    static void Write(FeatureSet set, ValueWriting writing)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(buffer);
        Writer.Write(json, set, "Output", writing);
        json.Flush();

        // What is written must be JSON to everyone, not only to the lenient scanner.
        System.Text.Json.JsonDocument.Parse(buffer.WrittenMemory).Dispose();
    }

    static FeatureReadOptions Options(bool simplify) => new()
    {
        Parameter = "Input",
        Reading = new ValueReading { Features = new FeatureReader(), Limits = Limits, SimplifyFeatures = simplify },
    };
}

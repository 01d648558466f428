using System.Buffers;
using System.Text.Json;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Wire;

namespace GpServer.Benchmarks;

/// <summary>Reads and writes polygons, beside the framework's reader and writer doing nothing but the numbers.</summary>
static class WireBenchmark
{
    const int Rounds = 9;

    public static void Run(string[] args)
    {
        var json = args is [var file] ? File.ReadAllBytes(file) : SampleData.Polygons(16_000_000);
        var megabytes = json.Length / 1e6;
        var reader = new FeatureReader();
        var writer = new FeatureWriter();
        var set = Read(reader, json);
        var kept = new FeatureSet(set.Schema, set.Features.ToList());
        var written = new ArrayBufferWriter<byte>(json.Length + 1_000_000);
        Write(writer, kept, written);
        var output = written.WrittenCount / 1e6;
        var numbers = Numbers(json);

        var seconds = Turns.Median(
            Rounds,
            () => GC.KeepAlive(Read(reader, json).Features.Count()),
            () => Numbers(json, null),
            () => Write(writer, kept, written),
            () => WriteNumbers(numbers, written));

        var plain = written.WrittenCount / 1e6;
        Console.WriteLine($"input {megabytes:F1} MB, {kept.Features.Count()} features, {numbers.Count} numbers");
        Console.WriteLine($"reading features       {megabytes / seconds[0],8:F0} MB/s");
        Console.WriteLine($"Utf8JsonReader numbers {megabytes / seconds[1],8:F0} MB/s   ratio {seconds[1] / seconds[0]:F2}");
        Console.WriteLine($"writing features       {output / seconds[2],8:F0} MB/s");
        Console.WriteLine($"Utf8JsonWriter numbers {plain / seconds[3],8:F0} MB/s   ratio {output / seconds[2] / (plain / seconds[3]):F2}");
    }

    static FeatureSet Read(FeatureReader reader, byte[] json) => (FeatureSet)reader.Read(json, new FeatureReadOptions
    {
        Parameter = "Input_Features",
        Reading = new ValueReading { Features = reader, Limits = new ReadLimits { Vertices = long.MaxValue } },
    });

    static void Write(FeatureWriter writer, FeatureSet set, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        var json = new JsonOutput(buffer);
        writer.Write(json, set, "Output_Features", new ValueWriting { Features = writer });
        json.Flush();
    }

    static List<double> Numbers(byte[] json)
    {
        var numbers = new List<double>();
        Numbers(json, numbers);
        return numbers;
    }

    static void Numbers(byte[] json, List<double>? numbers)
    {
        var reader = new Utf8JsonReader(json);
        var sum = 0.0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                sum += reader.GetDouble();
                numbers?.Add(reader.GetDouble());
            }
        }

        GC.KeepAlive(sum);
    }

    // As arrays of two, the way coordinates stand.
    static void WriteNumbers(List<double> numbers, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartArray();
        for (var i = 0; i + 1 < numbers.Count; i += 2)
        {
            json.WriteStartArray();
            json.WriteNumberValue(numbers[i]);
            json.WriteNumberValue(numbers[i + 1]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Tests;

/// <summary>Writes feature sets to text.</summary>
static class Writer
{
    public static ValueWriting Plain { get; } = new() { Features = new FeatureWriter() };

    public static ValueWriting WithZAndM { get; } = new() { Features = new FeatureWriter(), ReturnZ = true, ReturnM = true };

    public static ValueWriting Layer { get; } = new() { Features = new FeatureWriter(), ReturnFeatureCollection = true };

    public static ValueWriting GeoJson { get; } = new() { Features = new FeatureWriter(), GeoJson = true, ReturnZ = true };

    public static string Text(FeatureSet set, ValueWriting? writing = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(buffer);
        new FeatureWriter().Write(json, set, "Output", writing ?? Plain);
        json.Flush();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        JsonDocument.Parse(text).Dispose();
        return text;
    }

    /// <summary>What is written for a text that was read.</summary>
    public static string Again(string text, ValueWriting? writing = null) => Text(Reader.Set(text), writing);

    /// <summary>What is written for the geometry of the only feature.</summary>
    public static string Geometry(string geometry, ValueWriting? writing = null)
    {
        using var document = JsonDocument.Parse(Again($$"""{"features":[{"geometry":{{geometry}}}]}""", writing));
        return document.RootElement.GetProperty("features")[0].GetProperty("geometry").GetRawText();
    }
}

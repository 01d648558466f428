using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Values;

namespace GpServer.Core.Execution;

/// <summary>Reads the request parameter <c>context</c>: <c>{"extent":…,"outSR":…,"processSR":…}</c>, each of which may be null.</summary>
static class ContextReading
{
    static readonly SpatialReferenceParameter OutSR = new("context.outSR");
    static readonly SpatialReferenceParameter ProcessSR = new("context.processSR");
    static readonly ExtentParameter Extent = new("context.extent");

    public static EnvironmentSettings Apply(EnvironmentSettings settings, ParameterText text, ValueReading reading)
    {
        try
        {
            var json = new JsonScanner(text.Utf8.Span, reading.Limits.JsonDepth);
            json.EnterObject();
            while (json.NextMember(out var name))
            {
                settings = Member(settings, name, Next(ref json, text.Utf8), reading);
            }

            json.ExpectEnd();
            return settings;
        }
        catch (JsonFormatException e)
        {
            throw new GpException(GpError.InvalidParameter,
                $"context: '{text.Excerpt()}' is not a JSON object with extent, outSR and processSR: {e.Message}", e);
        }
    }

    static EnvironmentSettings Member(
        EnvironmentSettings settings, ReadOnlySpan<byte> name, ParameterText value, ValueReading reading)
    {
        if (name.SequenceEqual("outSR"u8) && !OutSR.IsNotGiven(value))
        {
            return settings with { OutSpatialReference = (SpatialReference)OutSR.Read(value, reading) };
        }

        if (name.SequenceEqual("processSR"u8) && !ProcessSR.IsNotGiven(value))
        {
            return settings with { ProcessSpatialReference = (SpatialReference)ProcessSR.Read(value, reading) };
        }

        if (name.SequenceEqual("extent"u8) && !Extent.IsNotGiven(value))
        {
            var extent = (Extent)Extent.Read(value, reading);
            return settings with { Extent = extent.ToEnvelope(), ExtentSpatialReference = extent.SpatialReference };
        }

        return settings;
    }

    static ParameterText Next(ref JsonScanner json, ReadOnlyMemory<byte> utf8)
    {
        var raw = json.SkipRaw();
        return ParameterText.Json(utf8.Slice(json.Position - raw.Length, raw.Length));
    }
}

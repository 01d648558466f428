using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Files;

namespace GpServer.Wire.Reading;

/// <summary>Where in a parameter's value reading stands: what error texts name, and the limits that hold there.</summary>
sealed class ReadingPlace(FeatureReadOptions options)
{
    const int ExcerptLength = 40;

    public FeatureReadOptions Options { get; } = options;

    public ReadLimits Limits => Options.Reading.Limits;

    /// <summary>The name of the file that is read, for error texts; null where the value itself is read.</summary>
    public string? File { get; init; }

    /// <summary>The place of the feature in its set, counted from 1; 0 outside the features.</summary>
    public int Feature { get; set; }

    /// <summary>The failure of what is read here, with a sentence of its own.</summary>
    public GpException Invalid(string sentence, Exception? cause = null) => Fail(GpError.InvalidParameter, sentence, cause);

    /// <summary>The failure for an inbound quantity beyond its limit.</summary>
    public GpException Exceeds(string sentence) => Fail(GpError.LimitExceeded, sentence, null);

    public SpatialReference? ReadSpatialReference(ref JsonScanner json)
    {
        try
        {
            return SpatialReferenceReading.Read(ref json, Options.Reading.SpatialReferences);
        }
        catch (GpException problem)
        {
            throw Fail(problem.Error, problem.Message, problem);
        }
    }

    /// <summary>The start of the value that comes next, for an error text. The scanner is a copy: nothing is read.</summary>
    public static string Excerpt(JsonScanner json)
    {
        var raw = json.SkipRaw();
        var text = System.Text.Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 4 * ExcerptLength)]).ReplaceLineEndings(" ");
        return text.Length <= ExcerptLength ? text : $"{text.AsSpan(0, ExcerptLength)}…";
    }

    public GpException Fail(GpError error, string sentence, Exception? cause)
    {
        var where = File is null ? Options.Parameter : $"{Options.Parameter}: {FilePlace.Shown(File)}";
        return new(error, Feature > 0 ? FormattableString.Invariant($"{where}: feature {Feature}: {sentence}") : $"{where}: {sentence}", cause);
    }
}

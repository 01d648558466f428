using GpServer.Options;

namespace GpServer.Scan.Rules;

/// <summary>Limits so far above what they are at first that one request could take the whole machine.</summary>
sealed class LargeLimits : IScanRule
{
    // The default serves uses that are large already; some need several times as much.
    const double Most = 16;

    static readonly (string Key, Func<LimitOptions, double> Of)[] Bounds =
    [
        // At most 2 GB, so another measure.
        (nameof(LimitOptions.RequestBytes), limits => limits.RequestBytes * 3.0),
        (nameof(LimitOptions.AllRequestBytes), limits => limits.AllRequestBytes),
        (nameof(LimitOptions.RequestFields), limits => limits.RequestFields),
        (nameof(LimitOptions.Vertices), limits => limits.Vertices),
        (nameof(LimitOptions.Features), limits => limits.Features),
        (nameof(LimitOptions.JsonDepth), limits => limits.JsonDepth * 4.0),
        (nameof(LimitOptions.Values), limits => limits.Values),
        (nameof(LimitOptions.TextBytes), limits => limits.TextBytes),
        (nameof(LimitOptions.ResultVertices), limits => limits.ResultVertices),
        (nameof(LimitOptions.VerticesInMemory), limits => limits.VerticesInMemory),
        (nameof(LimitOptions.FileBytes), limits => limits.FileBytes),
        (nameof(LimitOptions.Waiting), limits => limits.Waiting),
        (nameof(LimitOptions.RequestHeaderBytes), limits => limits.RequestHeaderBytes),
        (nameof(LimitOptions.RequestHeaders), limits => limits.RequestHeaders * 2.0),
    ];

    static readonly LimitOptions Usual = new();

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        List<string> large = [.. Bounds.Where(bound => bound.Of(subject.Options.Limits) > Most * bound.Of(Usual)).Select(bound => bound.Key)];
        if (large.Count > 0)
        {
            yield return new Finding(Severity.Recommended, "large-limits",
                $"GpServer:Limits has very large values: {string.Join(", ", large)}.",
                "A single request could use up memory, disk or hours of computing.",
                "them to what the largest wanted request needs; the defaults are in docs/configuration.md.");
        }
    }
}

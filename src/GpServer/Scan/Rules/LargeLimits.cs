using GpServer.Options;

namespace GpServer.Scan.Rules;

/// <summary>Limits so far above what they are at first that one request could take the whole machine.</summary>
sealed class LargeLimits : IScanRule
{
    // The defaults serve uses that are large already; some need several times as much.
    const double Most = 16;

    static readonly (string Key, Func<LimitOptions, double> Of, double Most)[] Bounds =
    [
        (nameof(LimitOptions.RequestBytes), limits => limits.RequestBytes, 5),
        (nameof(LimitOptions.JsonDepth), limits => limits.JsonDepth, 4),
        (nameof(LimitOptions.RequestHeaders), limits => limits.RequestHeaders, 5),
        (nameof(LimitOptions.AllRequestBytes), limits => limits.AllRequestBytes, Most),
        (nameof(LimitOptions.RequestFields), limits => limits.RequestFields, Most),
        (nameof(LimitOptions.Vertices), limits => limits.Vertices, Most),
        (nameof(LimitOptions.Features), limits => limits.Features, Most),
        (nameof(LimitOptions.Values), limits => limits.Values, Most),
        (nameof(LimitOptions.TextBytes), limits => limits.TextBytes, Most),
        (nameof(LimitOptions.ResultVertices), limits => limits.ResultVertices, Most),
        (nameof(LimitOptions.VerticesInMemory), limits => limits.VerticesInMemory, Most),
        (nameof(LimitOptions.FileBytes), limits => limits.FileBytes, Most),
        (nameof(LimitOptions.Waiting), limits => limits.Waiting, Most),
        (nameof(LimitOptions.RequestHeaderBytes), limits => limits.RequestHeaderBytes, Most),
    ];

    static readonly LimitOptions Usual = new();

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var limits = subject.Options.Limits;
        List<string> large = [.. Bounds.Where(bound => bound.Of(limits) > bound.Most * bound.Of(Usual)).Select(bound => bound.Key)];
        if (large.Count > 0)
        {
            yield return new Finding(Severity.Recommended, "large-limits",
                $"GpServer:Limits has very large values: {string.Join(", ", large)}.",
                "A single request could use up memory, disk or hours of computing.",
                "them to what the largest wanted request needs; the defaults are in docs/configuration.md.");
        }
    }
}

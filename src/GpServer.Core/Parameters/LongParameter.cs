using System.Globalization;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPLong: a whole number, also written <c>5.0</c> as clients without an integer type do, from −4503599627370495 to 4503599627370495, which
/// every client keeps exactly.
/// </summary>
public sealed class LongParameter(string name) : ScalarParameter<long>(name)
{
    const long Greatest = 4_503_599_627_370_495;
    const long Least = -Greatest;

    /// <summary>The least number that the tool takes.</summary>
    public long? Minimum { get; init; }

    /// <summary>The greatest number that the tool takes.</summary>
    public long? Maximum { get; init; }

    public override string DataType => "GPLong";

    protected override string Expected => string.Create(
        CultureInfo.InvariantCulture, $"a whole number from {Minimum ?? Least} to {Maximum ?? Greatest}");

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Value((long)value);
    }

    public override string? Problem() =>
        RangeFilter.Problem(Name, Minimum, Maximum) ?? base.Problem();

    protected internal override string? ValueProblem(object value) =>
        RangeFilter.Problem<long>(Name, Minimum ?? Least, Maximum ?? Greatest, (long)value);

    protected internal override bool HasFilter => RangeFilter.IsSet(Minimum, Maximum);

    protected internal override void WriteFilter(JsonOutput json)
    {
        ArgumentNullException.ThrowIfNull(json);
        RangeFilter.Write(json, Minimum ?? Least, Maximum ?? Greatest);
    }

    protected override bool TryRead(ReadOnlySpan<byte> utf8, out long value) =>
        NumberParser.TryParseInt64(utf8, out value, out var consumed)
        && consumed == utf8.Length
        && value >= (Minimum ?? Least)
        && value <= (Maximum ?? Greatest);
}

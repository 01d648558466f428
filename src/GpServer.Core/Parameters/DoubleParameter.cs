using System.Globalization;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>GPDouble: a decimal number with a point and perhaps an exponent, never infinite or NaN.</summary>
public sealed class DoubleParameter(string name) : ScalarParameter<double>(name)
{
    /// <summary>The least number that the tool takes.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number that the tool takes.</summary>
    public double? Maximum { get; init; }

    public override string DataType => "GPDouble";

    protected override string Expected => (Minimum, Maximum) switch
    {
        (null, null) => "a number such as 2.5",
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"a number of at least {least}"),
        (null, { } greatest) => string.Create(CultureInfo.InvariantCulture, $"a number of at most {greatest}"),
        ({ } least, { } greatest) => string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {greatest}"),
    };

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Value((double)value);
    }

    public override string? Problem() =>
        RangeFilter.Problem(Name, Minimum, Maximum) ?? base.Problem();

    protected internal override string? ValueProblem(object value) =>
        RangeFilter.Problem<double>(Name, Minimum, Maximum, (double)value);

    protected internal override bool HasFilter => RangeFilter.IsSet(Minimum, Maximum);

    protected internal override void WriteFilter(JsonOutput json)
    {
        ArgumentNullException.ThrowIfNull(json);
        RangeFilter.Write(json, Minimum ?? double.MinValue, Maximum ?? double.MaxValue);
    }

    protected override bool TryRead(ReadOnlySpan<byte> utf8, out double value) =>
        NumberParser.TryParse(utf8, out value, out var consumed)
        && consumed == utf8.Length
        && double.IsFinite(value)
        && value >= (Minimum ?? double.MinValue)
        && value <= (Maximum ?? double.MaxValue);
}

using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPTimeUnit. In: <c>{"time":3,"units":"esriTimeUnitsYears"}</c>, or text such as <c>1 Week</c> with a blank between; unknown units when
/// the unit is missing. Out: the object.
/// </summary>
public sealed class TimeUnitParameter(string name) : UnitParameter<TimeUnit, TimeUnitName>(name)
{
    public override string DataType => "GPTimeUnit";

    protected override ReadOnlySpan<byte> NoValue => """{"time":0,"units":"esriTimeUnitsUnknown"}"""u8;

    private protected override string NumberMember => "time";

    private protected override string Prefix => "esriTimeUnits";

    private protected override TimeUnitName MissingUnit => TimeUnitName.Unknown;

    private protected override string Kind => "a unit of time";

    private protected override string Expected => """{"time":number,"units":"esriTimeUnitsDays"} or text such as 1 Week""";

    private protected override bool NeedsBlank => true;

    private protected override TimeUnit Make(double number, TimeUnitName unit) => new(number, unit);

    private protected override (double Number, TimeUnitName Unit) Parts(TimeUnit value) => (value.Time, value.Unit);
}

using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPLinearUnit. In: <c>{"distance":5,"units":"esriMiles"}</c>, metres when the unit is missing, or text such as <c>5 Miles</c>. Out: the
/// object.
/// </summary>
public sealed class LinearUnitParameter(string name) : UnitParameter<LinearUnit, LinearUnitName>(name)
{
    public override string DataType => "GPLinearUnit";

    protected override ReadOnlySpan<byte> NoValue => """{"distance":0,"units":"esriUnknownUnits"}"""u8;

    private protected override string NumberMember => "distance";

    private protected override string Prefix => "esri";

    private protected override LinearUnitName MissingUnit => LinearUnitName.Meters;

    private protected override string Kind => "a linear unit";

    private protected override string Expected => """{"distance":number,"units":"esriMeters"} or text such as 5 Miles""";

    protected internal override object AsRead(object value, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.LinearUnits.Apply((LinearUnit)value);
    }

    private protected override LinearUnit Make(double number, LinearUnitName unit) => new(number, unit);

    private protected override (double Number, LinearUnitName Unit) Parts(LinearUnit value) => (value.Distance, value.Unit);
}

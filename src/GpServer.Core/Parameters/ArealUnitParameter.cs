using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPArealUnit. In: <c>{"area":50,"units":"esriSquareMiles"}</c>, or text such as <c>3 SquareKilometers</c>; unknown units when the unit is
/// missing. Out: the object.
/// </summary>
public sealed class ArealUnitParameter(string name) : UnitParameter<ArealUnit, ArealUnitName>(name)
{
    public override string DataType => "GPArealUnit";

    protected override ReadOnlySpan<byte> NoValue => """{"area":0,"units":"esriUnknownAreaUnits"}"""u8;

    private protected override string NumberMember => "area";

    private protected override string Prefix => "esri";

    private protected override ArealUnitName MissingUnit => ArealUnitName.UnknownAreaUnits;

    private protected override string Kind => "an areal unit";

    private protected override string Expected => """{"area":number,"units":"esriSquareMeters"} or text such as 3 SquareKilometers""";

    private protected override ArealUnit Make(double number, ArealUnitName unit) => new(number, unit);

    private protected override (double Number, ArealUnitName Unit) Parts(ArealUnit value) => (value.Area, value.Unit);
}

using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPLinearUnit. In: <c>{"distance":5,"units":"esriMiles"}</c>, metres when the unit is missing, or text such as <c>5 Miles</c>. Out: the object.
/// </summary>
public sealed class LinearUnitParameter(string name) : GpParameter<LinearUnit>(name)
{
    const string Expected = """{"distance":number,"units":"esriMeters"} or text such as 5 Miles""";

    public override string DataType => "GPLinearUnit";

    public override object Read(ParameterText text, ValueReading reading)
    {
        var (number, unit) = UnitText.Read(this, text, "distance", "units", Expected);
        return new LinearUnit(number, unit is null ? LinearUnitName.Meters : UnitOf(unit));
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        var unit = (LinearUnit)value;
        json.StartObject();
        json.Member("distance"u8, unit.Distance);
        json.Member("units"u8, $"esri{unit.Unit}");
        json.EndObject();
    }

    LinearUnitName UnitOf(string unit) =>
        UnitText.Find<LinearUnitName>(unit, "esri")
        ?? throw Invalid($"'{unit}' is not a linear unit; expected one of {UnitText.Names<LinearUnitName>("esri")}.");
}

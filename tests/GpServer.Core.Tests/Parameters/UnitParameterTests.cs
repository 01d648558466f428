using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class UnitParameterTests
{
    static readonly LinearUnitParameter Distance = new("Distance");

    [Theory]
    [InlineData("""{"distance": 345.678, "units": "esriMiles"}""", 345.678, LinearUnitName.Miles)]
    [InlineData("{'units': 'esriIntFeet', 'distance': 200}", 200, LinearUnitName.IntFeet)]
    [InlineData("""{"distance":5}""", 5, LinearUnitName.Meters)]
    [InlineData("""{"distance":"5","units":null}""", 5, LinearUnitName.Meters)]
    [InlineData("5 Miles", 5, LinearUnitName.Miles)]
    [InlineData(" 1 mile ", 1, LinearUnitName.Miles)]
    [InlineData("-2.5 Decimal Degrees", -2.5, LinearUnitName.DecimalDegrees)]
    [InlineData("3 FeetInt", 3, LinearUnitName.IntFeet)]
    [InlineData("1 Inch", 1, LinearUnitName.Inches)]
    [InlineData("72 Points", 72, LinearUnitName.Points)]
    [InlineData("7", 7, LinearUnitName.Meters)]
    public void A_length_is_an_object_or_a_number_with_the_name_of_a_unit(string text, double number, LinearUnitName unit) =>
        Distance.ReadForm(text).ShouldBe(new LinearUnit(number, unit));

    [Theory]
    [InlineData("\"5 Miles\"")]
    [InlineData("""  "{\"distance\":5,\"units\":\"esriMiles\"}"  """)]
    public void A_JSON_string_is_the_text_or_an_object_encoded_twice(string json) =>
        Distance.ReadJson(json).ShouldBe(new LinearUnit(5, LinearUnitName.Miles));

    [Theory]
    [InlineData("far")]
    [InlineData("""{"units":"esriMiles"}""")]
    [InlineData("""{"distance":"NaN"}""")]
    [InlineData("[5]")]
    [InlineData("""{"distance":5""")]
    public void What_is_no_length_is_refused_with_the_forms_expected(string text) =>
        Distance.Refusal(text).Message.ShouldStartWith($"Distance: '{text}' is not valid; expected {{\"distance\":number");

    [Fact]
    public void An_unknown_unit_is_named() =>
        Distance.Refusal("""{"distance":5,"units":"esriCubits"}""").Message
            .ShouldStartWith("Distance: 'esriCubits' is not a linear unit; expected one of esriUnknownUnits, esriMillimeters,");

    [Theory]
    [InlineData("""{"area": 50, "units": "esriSquareMiles"}""", 50, ArealUnitName.SquareMiles)]
    [InlineData("3 SquareKilometers", 3, ArealUnitName.SquareKilometers)]
    [InlineData("1 SquareFoot", 1, ArealUnitName.SquareFeet)]
    [InlineData("1 SquareInchUS", 1, ArealUnitName.SquareInchesUS)]
    [InlineData("2 Acres", 2, ArealUnitName.Acres)]
    [InlineData("2 AcresUS", 2, ArealUnitName.AcresUS)]
    [InlineData("2 Unknown", 2, ArealUnitName.UnknownAreaUnits)]
    [InlineData("1 Are", 1, ArealUnitName.Ares)]
    [InlineData("2", 2, ArealUnitName.UnknownAreaUnits)]
    public void An_area_is_an_object_or_a_number_with_the_name_of_a_unit(string text, double number, ArealUnitName unit) =>
        new ArealUnitParameter("Area").ReadForm(text).ShouldBe(new ArealUnit(number, unit));

    [Theory]
    [InlineData("""{"time": 3, "units": "esriTimeUnitsYears"}""", 3, TimeUnitName.Years)]
    [InlineData("1 Week", 1, TimeUnitName.Weeks)]
    [InlineData("2 Centuries", 2, TimeUnitName.Centuries)]
    [InlineData("1 century", 1, TimeUnitName.Centuries)]
    [InlineData("""{"time": 3}""", 3, TimeUnitName.Unknown)]
    public void A_length_of_time_is_an_object_or_a_number_with_the_name_of_a_unit(string text, double number, TimeUnitName unit) =>
        new TimeUnitParameter("Every").ReadForm(text).ShouldBe(new TimeUnit(number, unit));

    [Fact]
    public void The_text_of_a_time_needs_a_blank_before_the_unit() =>
        new TimeUnitParameter("Every").Refusal("1Week").Message.ShouldStartWith("Every: '1Week' is not valid;");

    [Fact]
    public void Every_unit_is_read_back_under_the_name_that_is_written()
    {
        foreach (var unit in Enum.GetValues<LinearUnitName>())
        {
            Distance.ReadForm(Distance.Written(new LinearUnit(1, unit))).ShouldBe(new LinearUnit(1, unit));
        }

        var area = new ArealUnitParameter("Area");
        foreach (var unit in Enum.GetValues<ArealUnitName>())
        {
            area.ReadForm(area.Written(new ArealUnit(1, unit))).ShouldBe(new ArealUnit(1, unit));
        }

        var time = new TimeUnitParameter("Every");
        foreach (var unit in Enum.GetValues<TimeUnitName>())
        {
            time.ReadForm(time.Written(new TimeUnit(1, unit))).ShouldBe(new TimeUnit(1, unit));
        }
    }

    [Fact]
    public void Results_are_objects() =>
        Distance.Written(new LinearUnit(5, LinearUnitName.Miles)).ShouldBe("""{"distance":5,"units":"esriMiles"}""");

    [Fact]
    public void The_server_s_own_table_of_units_holds_for_values_and_defaults()
    {
        var table = LinearUnitTable.Standard.With(new Dictionary<string, double> { ["esriFeet"] = 0.3048 });
        var reading = new ValueReading { Features = new FeatureStub(), LinearUnits = table };
        var width = new LinearUnitParameter("Width") { Default = new LinearUnit(100, LinearUnitName.Feet) };

        ((LinearUnit)width.ReadForm("100 Feet", reading)).Meters.ShouldBe(30.48, 1e-12);
        ((LinearUnit)width.DefaultFor(reading)!).Meters.ShouldBe(30.48, 1e-12);
        ((LinearUnit)width.DefaultFor(ParameterValues.Reading)!).Meters.ShouldBe(30.480060960121921, 1e-12);
    }
}

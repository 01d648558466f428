using GpServer.Core.Values;

namespace GpServer.Core.Tests.Values;

public sealed class UnitTests
{
    [Fact]
    public void A_buffer_of_500_feet_is_as_long_as_in_published_results() =>
        new LinearUnit(500, LinearUnitName.Feet).Meters.ShouldBe(152.40030480060963, 1e-13);

    [Theory]
    [InlineData(LinearUnitName.IntFeet, 0.3048)]
    [InlineData(LinearUnitName.Miles, 1609.347218694437)]
    [InlineData(LinearUnitName.Inches, 0.0254000508001016)]
    [InlineData(LinearUnitName.Yards, 0.9144018288036576)]
    [InlineData(LinearUnitName.NauticalMiles, 1853.248)]
    [InlineData(LinearUnitName.IntNauticalMiles, 1852)]
    public void Linear_units_have_their_metres(LinearUnitName unit, double meters) =>
        new LinearUnit(1, unit).Meters.ShouldBe(meters, 1e-12 * meters);

    [Fact]
    public void Degrees_and_unknown_units_have_no_metres()
    {
        Should.Throw<InvalidOperationException>(() => new LinearUnit(1, LinearUnitName.DecimalDegrees).Meters);
        new LinearUnit(1, LinearUnitName.DecimalDegrees).IsAngular.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => new ArealUnit(1, ArealUnitName.UnknownAreaUnits).SquareMeters);
    }

    [Fact]
    public void A_table_of_other_factors_names_what_is_wrong_with_it()
    {
        Should.Throw<ArgumentException>(() => LinearUnitTable.Standard.With(new Dictionary<string, double> { ["esriCubits"] = 0.5 }))
            .Message.ShouldStartWith("'esriCubits' is not the name of a linear unit.");
        Should.Throw<ArgumentException>(() => LinearUnitTable.Standard.With(new Dictionary<string, double> { ["Feet"] = 0 }))
            .Message.ShouldStartWith("The metres of 'Feet' must be a positive number, not 0.");
        var table = LinearUnitTable.Standard.With(new Dictionary<string, double> { ["Feet"] = 0.3048 });
        table.Apply(new LinearUnit(1, LinearUnitName.Feet)).Meters.ShouldBe(0.3048);
        table.Apply(new LinearUnit(1, LinearUnitName.Miles)).ShouldBe(new LinearUnit(1, LinearUnitName.Miles));
    }

    [Theory]
    [InlineData(ArealUnitName.Acres, 4046.8564224)]
    [InlineData(ArealUnitName.AcresUS, 4046.872609874)]
    [InlineData(ArealUnitName.SquareMilesUS, 2589998.470319)]
    [InlineData(ArealUnitName.SquareInchesUS, 0.000645162580)]
    [InlineData(ArealUnitName.SquareFeetUS, 0.092903411613)]
    [InlineData(ArealUnitName.SquareYardsUS, 0.836130704519)]
    [InlineData(ArealUnitName.Hectares, 10000)]
    public void Areal_units_have_their_square_metres(ArealUnitName unit, double squareMeters) =>
        new ArealUnit(1, unit).SquareMeters.ShouldBe(squareMeters, 1e-8 * squareMeters);

    [Theory]
    [InlineData(90, TimeUnitName.Minutes, "2008-01-31T01:30:00")]
    [InlineData(1, TimeUnitName.Months, "2008-02-29T00:00:00")]
    [InlineData(1.5, TimeUnitName.Months, "2008-03-14T12:00:00")]
    [InlineData(-1, TimeUnitName.Decades, "1998-01-31T00:00:00")]
    [InlineData(0.25, TimeUnitName.Centuries, "2033-01-31T00:00:00")]
    public void Time_is_added_by_the_calendar(double time, TimeUnitName unit, string expected) =>
        new TimeUnit(time, unit).AddTo(new DateTimeOffset(2008, 1, 31, 0, 0, 0, TimeSpan.Zero))
            .ToString("s", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);

    [Theory]
    [InlineData(1e300, TimeUnitName.Years)]
    [InlineData(1e300, TimeUnitName.Seconds)]
    [InlineData(-21, TimeUnitName.Centuries)]
    public void Time_beyond_the_calendar_is_refused(double time, TimeUnitName unit) =>
        Should.Throw<GpException>(() => new TimeUnit(time, unit).AddTo(new DateTimeOffset(2008, 1, 31, 0, 0, 0, TimeSpan.Zero)))
            .Error.ShouldBe(GpError.InvalidParameter);

    [Fact]
    public void Weeks_have_seconds_and_months_have_not()
    {
        new TimeUnit(2, TimeUnitName.Weeks).Seconds.ShouldBe(1_209_600);
        Should.Throw<InvalidOperationException>(() => new TimeUnit(2, TimeUnitName.Months).Seconds);
    }
}

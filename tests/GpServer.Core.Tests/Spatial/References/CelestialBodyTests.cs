using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class CelestialBodyTests
{
    const string MarsSphere = """GEOGCS["My_Mars",DATUM["D_Mars_2000_Sphere",SPHEROID["Mars",3396190,0]],PRIMEM["Reference_Meridian",0],"""
        + """UNIT["Degree",0.0174532925199433]]""";

    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData("D_Mars_2000", "Mars")]
    [InlineData("Mars_2000_(Sphere)", "Mars")]
    [InlineData("1_Ceres_2015", "Ceres")]
    [InlineData("Phobos_2015", "Phobos")]
    [InlineData("D_2000", "D_2000")]
    public void A_body_is_named_by_the_first_word_of_its_datum(string datum, string body) => CelestialBody.Named(datum).ShouldBe(body);

    [Theory]
    [InlineData(4326, 104905)]
    [InlineData(104905, 3857)]
    [InlineData(104905, 104903)]
    public void Coordinates_are_not_projected_from_one_body_to_another(int from, int to)
    {
        var failure = Should.Throw<GpException>(() => References.Transform(References.Get(from), References.Get(to)));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain("Mars");
        failure.Message.ShouldEndWith("both systems must belong to one celestial body.");
    }

    [Fact]
    public void Systems_of_one_body_are_projected_between_each_other()
    {
        double[] xs = [0];
        double[] ys = [0];

        References.Transform(References.Get(104903), References.Get(103880)).Apply(xs, ys).ShouldBe(0);

        (xs[0], ys[0]).ShouldBe((0, 0));
    }

    [Fact]
    public void A_custom_system_belongs_to_the_body_that_its_size_and_datum_tell()
    {
        var mars = References.FromWkt(MarsSphere);

        Should.Throw<GpException>(() => References.Transform(mars, References.Wgs84)).Message.ShouldContain("lie on Mars");
        References.Transform(mars, References.Get(104905)).To.Wkid.ShouldBe(104905);
    }

    [Fact]
    public void A_custom_sphere_of_the_size_of_the_Earth_is_on_the_Earth()
    {
        var sphere = References.FromWkt(MarsSphere.Replace("3396190", "6371007", StringComparison.Ordinal));

        References.Transform(sphere, References.Wgs84).IsIdentity.ShouldBeFalse();
    }
}

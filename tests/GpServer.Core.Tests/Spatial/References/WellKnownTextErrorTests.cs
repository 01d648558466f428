using System.Diagnostics;
using GpServer.Core.Spatial;
using static GpServer.Core.Tests.Spatial.References.WellKnownTexts;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class WellKnownTextErrorTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData("", "character 1")]
    [InlineData("4326", "character 5")]
    [InlineData("GEOGCS", "character 7")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137", "character 42")]
    [InlineData("GEOGCS[\"a", "character 8")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",1e999,0]]]", "character 35")]
    [InlineData("GEOGCS[\"a\"] x", "character 13")]
    [InlineData("GEOGCS[\"a\")", "character 11")]
    [InlineData("GEOGCS[\"a\",UNIT[\"degree\",1]]", "character 1")]
    [InlineData("PROJCS[\"a\",GEOGCS[\"b\"]]", "character 12")]
    [InlineData("VERTCS[\"a\"]", "character 1")]
    [InlineData("COMPOUNDCRS[\"a\"]", "character 1")]
    [InlineData("BOUNDCRS[SOURCECRS[\"a\"],TARGETCRS[\"b\"]]", "character 1")]
    [InlineData("+proj=utm +zone=33", "character 1")]
    [InlineData("{\"type\":\"GeographicCRS\"}", "character 1")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",-5,0]],UNIT[\"degree\",1]]", "character 22")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,0.5]],UNIT[\"degree\",1]]", "character 22")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",1e300,300]],UNIT[\"degree\",1]]", "character 22")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",NaN,300]],UNIT[\"degree\",1]]", "character 22")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,Infinity]],UNIT[\"degree\",1]]", "character 22")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,300]],UNIT[\"furlong\"]]", "character 49")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,300]],UNIT[\"degree\",0]]", "character 49")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,300],TOWGS84[1,2]],UNIT[\"degree\",1]]", "character 48")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,300],TOWGS84[1,2,1e30]],UNIT[\"degree\",1]]", "character 48")]
    public void A_text_that_cannot_be_read_names_the_character(string wkt, string place)
    {
        var failure = Should.Throw<GpException>(() => References.FromWkt(wkt));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain(place + ":");
    }

    [Theory]
    [InlineData("Albers", "\"Standard_Parallel_1\",40],PARAMETER[\"Standard_Parallel_2\",-40", "that make a cone")]
    [InlineData("Lambert_Conformal_Conic", "\"Standard_Parallel_1\",0],PARAMETER[\"Standard_Parallel_2\",0", "that make a cone")]
    [InlineData("Transverse_Mercator", "\"Latitude_Of_Origin\",100", "is 100 where a latitude within ±90° was expected")]
    [InlineData("Transverse_Mercator", "\"Central_Meridian\",1e9", "an angle within two turns")]
    [InlineData("Transverse_Mercator", "\"Scale_Factor\",0", "'Scale_Factor' is 0 where a scale above 0 was expected")]
    [InlineData("Mercator", "\"Scale_Factor\",-1", "a scale above 0")]
    [InlineData("Transverse_Mercator", "\"False_Easting\",1e200", "'False_Easting' is 1E+200 where a length")]
    [InlineData("Transverse_Mercator", "\"False_Easting\",NaN", "NAN is none")]
    [InlineData("Transverse_Mercator", "\"False_Easting\",1],PARAMETER[\"false_easting\",2", "'false_easting' comes twice")]
    [InlineData("Transverse_Mercator", "\"Fudge\",1", "'Fudge' is not one of Transverse Mercator")]
    [InlineData("Transverse_Mercator", "\"Standard_Parallel_1\",40", "Transverse Mercator has no parameter 'Standard_Parallel_1'")]
    [InlineData("Stereographic_South_Pole", "\"Standard_Parallel_1\",71", "of the other pole")]
    [InlineData("Polar_Stereographic_Variant_A", "\"Latitude_Of_Origin\",70", "90 or -90 was expected")]
    [InlineData("Polar_Stereographic", "\"latitude_of_origin\",70],PARAMETER[\"scale_factor\",0.9", "1 was expected with a standard")]
    [InlineData("Mercator_Auxiliary_Sphere", "\"Auxiliary_Sphere_Type\",3", "0, 1 or 2 was expected")]
    [InlineData("Krovak", "\"X_Scale\",-1],PARAMETER[\"Y_Scale\",-1", "(-1, 1, 90) or (1, 1, 0) was expected")]
    public void A_parameter_out_of_range_is_refused(string method, string parameters, string reason) => Should.Throw<GpException>(
        () => References.FromWkt(Custom("Ours", method, $"PARAMETER[{parameters}],"))).Message.ShouldContain(reason);

    [Theory]
    [InlineData("AXIS[\"x\",WEST],AXIS[\"y\",NORTH],")]
    [InlineData("AXIS[\"x\",SOUTH],AXIS[\"y\",EAST],")]
    [InlineData("AXIS[\"x\",UP],AXIS[\"y\",NORTH],")]
    public void Axes_that_a_method_does_not_have_are_refused(string axes) => Should.Throw<GpException>(
        () => References.FromWkt(Custom("Ours", "Transverse_Mercator", axes))).Error.ShouldBe(GpError.SpatialReference);

    [Theory]
    [InlineData(EsriUtm33)]
    [InlineData(GdalUtm33)]
    [InlineData(Version2Wgs84)]
    [InlineData(Version2Utm33)]
    [InlineData(Version2LambertParis)]
    public void A_known_text_cut_anywhere_is_refused(string text)
    {
        text = text.TrimEnd();
        for (var length = 0; length < text.Length; length++)
        {
            Should.Throw<GpException>(() => References.FromWkt(text[..length])).Error.ShouldBe(GpError.SpatialReference);
        }
    }

    [Theory]
    [InlineData('[')]
    [InlineData('"')]
    [InlineData('A')]
    [InlineData('1')]
    [InlineData(' ')]
    public void A_megabyte_of_nonsense_is_refused_at_once(char character)
    {
        var watch = Stopwatch.StartNew();

        Should.Throw<GpException>(() => References.FromWkt("GEOGCS[" + new string(character, 1 << 20)));
        Should.Throw<GpException>(() => References.FromWkt("GEOGCS[" + new string(character, 60_000)));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Deep_nesting_within_the_length_limit_is_refused()
    {
        var wkt = string.Concat(Enumerable.Repeat("A[", 8000));

        Should.Throw<GpException>(() => References.FromWkt(wkt)).Message.ShouldContain("nested deeper");
    }

    [Fact]
    public void Many_elements_within_the_length_limit_are_read_at_once()
    {
        var wkt = EsriUtm33[..^1] + string.Concat(Enumerable.Repeat(",AUTHORITY[\"x\",1]", 3000)) + "]";
        var watch = Stopwatch.StartNew();

        References.FromWkt(wkt).Wkid.ShouldBe(32633);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}

using System.Globalization;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class ProjectionParameterTests
{
    [Theory]
    [InlineData("latitude_of_origin", 90.5, "a latitude within ±90°")]
    [InlineData("latitude_of_origin", -1e300, "a latitude within ±90°")]
    [InlineData("scale_factor", 0, "a scale above 0")]
    public void A_parameter_that_no_projection_can_take_is_refused_by_name_and_value(string name, double value, string expected)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            PROJCS["Mine",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],
            UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["{name}",{value}],UNIT["Meter",1]]
            """);

        var failure = Should.Throw<GpException>(() => SpatialReferences.Default.FromWkt(text));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain(string.Create(
            CultureInfo.InvariantCulture, $"the parameter '{name}' is {value} where {expected} was expected."));
    }
}

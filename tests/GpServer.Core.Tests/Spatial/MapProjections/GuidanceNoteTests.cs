using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

/// <summary>The worked examples of EPSG Guidance Note 7-2, which give centimetres or millimetres.</summary>
public sealed class GuidanceNoteTests
{
    [Theory]
    [InlineData(24200, -76.9436833333333, 17.9321666666667, 255966.58, 142493.51)] // Lambert Conic Conformal (1SP)
    [InlineData(32040, -96, 28.5, 2963503.91, 254759.80)] // Lambert Conic Conformal (2SP)
    [InlineData(22700, 34.1364697222222, 37.5215625, 15707.96, 623165.96)] // Lambert Conic Near-Conformal
    [InlineData(5514, 16.8497719444444, 50.2090116666667, -568990.997, -1050538.63)] // Krovak (North Orientated)
    [InlineData(5225, 16.8497719444444, 50.2090116666667, -5568990.91, -6050538.71)] // Krovak Modified (North Orientated)
    [InlineData(28992, 6, 53, 196105.283, 557057.739)] // Oblique Stereographic
    [InlineData(32661, 44, 73, 3320416.75, 632668.43)] // Polar Stereographic (variant A)
    [InlineData(3032, 120, -75, 7255380.79, 7053389.56)] // Polar Stereographic (variant B)
    [InlineData(2985, 140.0714, -66.6052277777778, 303169.52, 244055.72)] // Polar Stereographic (variant C)
    [InlineData(3295, 138.19303, 9.59652583333333, 42665.90, 65509.82)] // Modified Azimuthal Equidistant
    [InlineData(3993, 144.635331291667, 13.3390384611111, 37712.48, 35242.00)] // Guam Projection
    [InlineData(6247, -74.25, 4.8, 80859.033, 122543.174)] // Colombia Urban
    [InlineData(29701, 44.4575722222222, -16.1898, 188333.848, 1098841.091)] // Laborde Oblique Mercator
    public void The_published_example_is_met(int wkid, double longitude, double latitude, double x, double y)
    {
        double[] xs = [double.DegreesToRadians(longitude)];
        double[] ys = [double.DegreesToRadians(latitude)];

        Projections.For(SpatialReferences.Default.Get(wkid))!.Forward(xs, ys);

        xs[0].ShouldBe(x, 0.03);
        ys[0].ShouldBe(y, 0.03);
    }
}

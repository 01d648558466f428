using System.Globalization;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>A point that breaks a rule of <see cref="EverywhereCheck"/>.</summary>
/// <param name="Rule">What is expected.</param>
/// <param name="X">Longitude in degrees, or x in the system's unit.</param>
/// <param name="Y">Latitude in degrees, or y in the system's unit.</param>
/// <param name="Error">Metres on the ground, or units of the system; NaN where no length says it.</param>
sealed record EverywhereFinding(TableSystem System, string Rule, double X, double Y, double Error)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{System.Wkid} {System.Method}: {Rule}: {X:R}, {Y:R}: {Error:G3}");
}

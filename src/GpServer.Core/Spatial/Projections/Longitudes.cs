namespace GpServer.Core.Spatial;

/// <summary>Turns of longitudes in radians.</summary>
static class Longitudes
{
    /// <summary>Into [-π, π]; values there are left as they are to the last bit.</summary>
    public static double OneTurn(double radians) => Math.Abs(radians) <= Math.PI ? radians : Math.IEEERemainder(radians, Math.Tau);
}

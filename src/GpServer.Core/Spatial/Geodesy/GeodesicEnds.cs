namespace GpServer.Core.Spatial.Geodesy;

/// <summary>The length of a geodesic in metres and sines and cosines (up to a common factor) of the azimuths at its ends.</summary>
struct GeodesicEnds
{
    public double Distance { get; set; }

    public double Sin1 { get; set; }

    public double Cos1 { get; set; }

    public double Sin2 { get; set; }

    public double Cos2 { get; set; }
}

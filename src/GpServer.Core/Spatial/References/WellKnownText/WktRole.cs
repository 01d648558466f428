namespace GpServer.Core.Spatial;

/// <summary>What a parameter of a projection is for, whatever its name in a dialect.</summary>
enum WktRole
{
    /// <summary>Of the origin: natural, false or that of the projection's centre.</summary>
    Latitude,

    /// <summary>Of the origin, and the central meridian.</summary>
    Longitude,
    Parallel1,
    Parallel2,
    FalseEasting,
    FalseNorthing,
    Scale,
    Azimuth,

    /// <summary>From the rectified to the skew grid.</summary>
    GridAngle,
    PlaneRotation,
    XScale,
    YScale,
    PseudoParallel,
    Latitude1,
    Longitude1,
    Latitude2,
    Longitude2,
    Height,
    Option,
    SphereType,
    InitialLongitude,
    ZoneWidth,

    /// <summary>Metres of the ellipsoid that is projected, where it is not that of the datum.</summary>
    SemiMajor,

    SemiMinor,
}

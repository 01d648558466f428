namespace GpServer.Wire.Esri;

/// <summary>The members of Esri geometries. The order matters: from <see cref="Points"/> on they hold vertices.</summary>
enum EsriGeometryMember
{
    Other,
    X,
    Y,
    Z,
    M,
    XMin,
    YMin,
    XMax,
    YMax,
    HasZ,
    HasM,
    SpatialReference,
    Points,
    Paths,
    Rings,
    CurvePaths,
    CurveRings,
}

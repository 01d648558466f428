namespace GpServer.Core.Spatial;

/// <summary>Chooses the class that computes a projection.</summary>
static class Projections
{
    /// <summary>The code for a system's projection, or null for a geographic system.</summary>
    /// <exception cref="GpException">The projection is not computed.</exception>
    public static IProjection? For(SpatialReference reference)
    {
        if (reference.System.Projection is not { } definition)
        {
            return null;
        }

        if (!definition.IsComputed)
        {
            throw new GpException(
                GpError.SpatialReference,
                $"The projection method '{definition.Method}' of {reference} is not computed yet.");
        }

        return definition.ClassName == "Popular_Visualisation_Pseudo-Mercator" ? WebMercator(definition) : new ProjNetProjection(definition);
    }

    static WebMercatorProjection WebMercator(ProjectionDefinition definition) => new(
        definition.Ellipsoid.SemiMajorAxis / definition.MetresPerUnit,
        double.DegreesToRadians(definition.Value("central_meridian")),
        definition.Value("false_easting"),
        definition.Value("false_northing"));
}

using System.Reflection;

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

        return definition.ClassName switch
        {
            "Popular_Visualisation_Pseudo-Mercator" => WebMercator(definition),
            "Transverse_Mercator" => new TransverseMercatorProjection(definition),
            _ => ByProjNet(reference, definition),
        };
    }

    static ProjNetProjection ByProjNet(SpatialReference reference, ProjectionDefinition definition)
    {
        try
        {
            return new ProjNetProjection(definition);
        }
        catch (Exception failure) when (failure is TargetInvocationException or ArgumentException or InvalidOperationException)
        {
            // Constructors check their parameters, such as standard parallels that cancel each other, and are called by reflection.
            throw new GpException(
                GpError.SpatialReference,
                $"The parameters of {reference} do not make a projection by the method '{definition.Method}'.",
                failure);
        }
    }

    static WebMercatorProjection WebMercator(ProjectionDefinition definition) => new(
        definition.Ellipsoid.SemiMajorAxis / definition.MetresPerUnit,
        double.DegreesToRadians(definition.Value("central_meridian")),
        definition.Value("false_easting"),
        definition.Value("false_northing"));
}

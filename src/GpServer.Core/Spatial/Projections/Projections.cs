using System.Collections.Frozen;
using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>Chooses the class that computes a projection.</summary>
static class Projections
{
    static readonly FrozenDictionary<string, Func<ProjectionDefinition, IProjection>> Factories =
        RegionalProjections.Factories.Concat(WorldProjections.Factories).ToFrozenDictionary();

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

        Check(reference, definition);
        try
        {
            return Create(definition);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            // Constructors check their parameters, such as standard parallels that cancel each other.
            throw new GpException(
                GpError.SpatialReference,
                $"The parameters of {reference} do not make a projection by the method '{definition.Method}'.",
                failure);
        }
    }

    /// <summary>The code for a definition that is computed; axes among its parameters replace those of the ellipsoid, for all classes.</summary>
    /// <exception cref="ArgumentException">The parameters make no projection.</exception>
    public static IProjection Create(ProjectionDefinition definition) =>
        Factories[definition.ClassName](definition with { Ellipsoid = definition.ProjectedEllipsoid });

    /// <summary>Whether there is code for a class name.</summary>
    public static bool IsComputed(string className) => Factories.ContainsKey(className);

    /// <summary>What no projection can take, whatever its method.</summary>
    static void Check(SpatialReference reference, ProjectionDefinition definition)
    {
        foreach (var (name, value) in definition.Parameters)
        {
            if (name is "latitude_of_origin" or "latitude_of_center" or "standard_parallel_1" or "standard_parallel_2"
                && !(Math.Abs(value) <= 90))
            {
                throw Unusable(reference, name, value, "a latitude within ±90°");
            }

            if (name is "scale_factor" && value == 0)
            {
                throw Unusable(reference, name, value, "a scale other than 0");
            }
        }
    }

    static GpException Unusable(SpatialReference reference, string name, double value, string expected) => new(
        GpError.SpatialReference,
        string.Create(CultureInfo.InvariantCulture, $"The parameter {name} of {reference} is {value} where {expected} was expected."));
}

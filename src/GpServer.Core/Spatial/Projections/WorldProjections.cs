namespace GpServer.Core.Spatial;

/// <summary>The projections of maps of the whole world, by class name.</summary>
static class WorldProjections
{
    public static IReadOnlyDictionary<string, Func<ProjectionDefinition, IProjection>> Factories { get; } =
        new Dictionary<string, Func<ProjectionDefinition, IProjection>>
        {
        };
}

namespace GpServer.Layers;

/// <summary>The layers of one service that shows features.</summary>
/// <param name="Name">The service's name with its folder, or for results the name of the geoprocessing service.</param>
/// <param name="Layers">Layers and tables in the order of their ids.</param>
sealed record ServedLayers(string Name, IReadOnlyList<ServedLayer> Layers)
{
    public string Description { get; init; } = "";

    /// <summary>True where layers are left out that who asks may not read.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Changes whenever the data does: a part of entity tags and of the keys of caches.</summary>
    public string Version { get; init; } = "";
}

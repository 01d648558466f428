using GpServer.Core.Layers;

namespace GpServer.Layers;

/// <summary>A layer or table that this server shows: of a hosted feature service, or of the results of a job.</summary>
/// <param name="Id">Its number in the service.</param>
/// <param name="Name">Its name, as people read it.</param>
/// <param name="Features">Its features.</param>
sealed record ServedLayer(int Id, string Name, IFeatureLayer Features)
{
    /// <summary>How it is drawn, as the JSON text of an Esri renderer; null for the look that layers of its kind have by default.</summary>
    public string? Renderer { get; init; }
}

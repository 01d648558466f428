namespace GpServer.Storage.Features;

/// <summary>How deep collections may be inside one another, written and read: each takes a call.</summary>
static class GeometryDepth
{
    public const int Max = 32;
}

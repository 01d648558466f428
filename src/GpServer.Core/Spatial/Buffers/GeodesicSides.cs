namespace GpServer.Core.Spatial.Buffers;

/// <summary>The sides of a line, seen in its direction, to which a buffer reaches.</summary>
[Flags]
enum GeodesicSides
{
    Left = 1,
    Right = 2,
    Both = Left | Right,
}

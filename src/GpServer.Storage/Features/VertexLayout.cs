namespace GpServer.Storage.Features;

/// <summary>Which numbers a vertex has beside x and y, as stored. Parts of one set may differ in it.</summary>
[Flags]
enum VertexLayout : byte
{
    XY = 0,
    Z = 1,
    M = 2,
}

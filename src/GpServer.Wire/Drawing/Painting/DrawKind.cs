namespace GpServer.Wire.Drawing.Painting;

enum DrawKind
{
    Area,
    Rectangle,
    Stamp,
}

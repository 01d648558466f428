namespace GpServer.Wire.Drawing.Symbols;

/// <summary>The shape of a point: the styles of <c>esriSMS</c>.</summary>
public enum MarkerShape
{
    Circle,
    Square,
    Diamond,
    Cross,
    X,
    Triangle,
}

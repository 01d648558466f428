namespace GpServer.Wire.Drawing.Maps;

/// <summary>How a feature is drawn by what the index knows of it; pixels.</summary>
readonly record struct IndexSketch(SketchKind Kind, float X, float Y, float Width, float Height)
{
    /// <summary>Whether something of it may be seen. False where it has no place.</summary>
    public bool IsNear(MapView view, float reach) =>
        X > -reach - 1 && Y > -reach - 1 && X < view.Width + reach + 1 && Y < view.Height + reach + 1;
}

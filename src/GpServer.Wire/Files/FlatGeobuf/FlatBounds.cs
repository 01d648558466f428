using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>The extent of a feature or of several; one without a place touches none.</summary>
readonly record struct FlatBounds(double MinX, double MinY, double MaxX, double MaxY)
{
    public static FlatBounds Empty { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public bool IsEmpty => MaxX < MinX;

    public static FlatBounds Of(Envelope envelope) =>
        envelope.IsNull ? Empty : new(envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY);

    public FlatBounds With(FlatBounds other) =>
        new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));
}

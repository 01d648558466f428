namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>Where a feature lies among those that were written so far, and its extent.</summary>
readonly record struct FlatItem(FlatBounds Bounds, long Start, int Length);

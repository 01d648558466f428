using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>Where the features of a set stand in the text.</summary>
/// <param name="Start">The array of them, or the only one.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="IsGeometries">Whether they are geometries without attributes, not features.</param>
readonly record struct FeatureSequence(JsonBookmark Start, bool IsArray, bool IsGeometries = false);

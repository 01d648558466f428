namespace GpServer.Core.Spatial;

/// <summary>A projection as a text describes it.</summary>
/// <param name="Definition">What is computed.</param>
/// <param name="Axes">Where x and y point.</param>
/// <param name="IsAxesStated">Whether the text says so, or the method by its definition.</param>
/// <param name="AlsoMethod">Another method that the text's method may stand for; null for none.</param>
readonly record struct WktProjectionReading(ProjectionDefinition Definition, WktAxes Axes, bool IsAxesStated, string? AlsoMethod);

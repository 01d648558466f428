using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Execution;

/// <summary>
/// What a request says beside the task's parameters about how to run it: <c>env:outSR</c>, <c>env:processSR</c> and <c>context</c>. All other
/// settings are ignored, as the product does.
/// </summary>
public sealed record EnvironmentSettings
{
    /// <summary>The system of the results; null leaves them in the system of the process.</summary>
    public SpatialReference? OutSpatialReference { get; init; }

    /// <summary>The system in which the tool works; null is that of the first feature input.</summary>
    public SpatialReference? ProcessSpatialReference { get; init; }

    /// <summary>Only features that overlap this envelope are used; null uses all.</summary>
    public Envelope? Extent { get; init; }

    /// <summary>The system of <see cref="Extent"/>; null is that of the features.</summary>
    public SpatialReference? ExtentSpatialReference { get; init; }

    /// <summary>Reads the settings of a request. What <c>context</c> says wins over <c>env:</c>.</summary>
    /// <param name="values">Gives the text of a request parameter, or null.</param>
    /// <exception cref="GpException">A setting cannot be read; the message names it.</exception>
    public static EnvironmentSettings Read(Func<string, ParameterText?> values, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(values);
        var settings = new EnvironmentSettings
        {
            OutSpatialReference = Read("env:outSR", values, reading),
            ProcessSpatialReference = Read("env:processSR", values, reading),
        };
        return values("context") is { IsNotGiven: false } context ? ContextReading.Apply(settings, context, reading) : settings;
    }

    static SpatialReference? Read(string name, Func<string, ParameterText?> values, ValueReading reading) =>
        values(name) is { } text && new SpatialReferenceParameter(name) is var parameter && !parameter.IsNotGiven(text)
            ? (SpatialReference)parameter.Read(text, reading)
            : null;
}

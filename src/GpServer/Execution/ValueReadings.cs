using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Options;

namespace GpServer.Execution;

/// <summary>How the inputs of a run are read, for a request that waits and for a stored job alike.</summary>
sealed class ValueReadings(IFeatureReader features, CurrentLimits limits, LinearUnitTable linearUnits)
{
    const string Simplify = "simplifyFeatures";

    static readonly ReadLimits NoLimits = new()
    {
        Vertices = long.MaxValue,
        Features = int.MaxValue,
        Fields = int.MaxValue,
        Values = int.MaxValue,
        TextBytes = int.MaxValue,
    };

    /// <param name="values">Gives the text of a request parameter, or null.</param>
    /// <exception cref="GpException">A parameter of the protocol cannot be read.</exception>
    public ValueReading For(Func<string, ParameterText?> values) => new()
    {
        Features = features,
        Limits = limits.Reading,
        LinearUnits = linearUnits,
        SimplifyFeatures = Flag.Read(Simplify, values(Simplify), otherwise: true),
    };

    /// <summary>For what the server itself has stored, whatever its size.</summary>
    public ValueReading Stored() => Stored(isResult: false);

    /// <summary>For results, in which there may be files that a run made.</summary>
    public ValueReading StoredResults() => Stored(isResult: true);

    ValueReading Stored(bool isResult) => new()
    {
        Features = features,
        Limits = NoLimits,
        LinearUnits = linearUnits,
        SimplifyFeatures = false,
        IsStored = isResult,
    };
}

using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Writing;

/// <summary>What every form needs to write one set.</summary>
sealed class SetWriting(JsonOutput json, FeatureSet set, string name, ValueWriting writing)
{
    public JsonOutput Json { get; } = json;

    public FeatureSet Set { get; } = set;

    public FeatureSchema Schema => Set.Schema;

    /// <summary>The name of the parameter.</summary>
    public string Name { get; } = name;

    /// <summary>Z and m are written where the set has them and they are asked for.</summary>
    public bool WritesZ => writing.ReturnZ && Schema.HasZ;

    public bool WritesM => writing.ReturnM && Schema.HasM;
}

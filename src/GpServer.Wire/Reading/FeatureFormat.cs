using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>What differs between the formats in which features are written: their members' names, and their geometries.</summary>
abstract class FeatureFormat
{
    /// <summary>The member that has the attributes.</summary>
    public abstract ReadOnlySpan<byte> AttributesName { get; }

    /// <summary>The member of a feature that has its object id, or empty.</summary>
    public abstract ReadOnlySpan<byte> IdName { get; }

    /// <summary>Looks at a geometry for what the set must know before the first feature is made.</summary>
    public abstract void Survey(ref JsonScanner json, FeatureSurvey survey);

    public abstract IGeometryReader Geometries(SetHeader header, FeatureSchema schema, ReadingPlace place);
}

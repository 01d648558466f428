using GpServer.Core.Spatial;

namespace GpServer.Core.Features;

/// <summary>
/// A schema and the features that follow it; a record set is the same with <see cref="GeometryType.None"/>. The features may be made
/// while they are read (see <see cref="Map(Func{Feature, Feature?})"/>): reading them twice does the work twice, so a tool that needs
/// them more than once takes <see cref="ToList"/>.
/// </summary>
public sealed class FeatureSet
{
    readonly FeaturePipeline _pipeline;

    public FeatureSet(FeatureSchema schema, IEnumerable<Feature> features, FeaturePipeline? pipeline = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(features);
        Schema = schema;
        Features = features;
        _pipeline = pipeline ?? FeaturePipeline.Sequential;
    }

    public FeatureSchema Schema { get; }

    public IEnumerable<Feature> Features { get; }

    /// <summary>How many features there are, where that is known without reading them.</summary>
    public int? KnownCount { get; init; }

    /// <summary>True when more features exist than are here.</summary>
    public bool ExceededTransferLimit { get; init; }

    public SpatialReference? SpatialReference => Schema.SpatialReference;

    /// <summary>
    /// One feature made from each, or none where <paramref name="map"/> gives null, in the order of this set. The work is done when the
    /// result is read, on several cores when there is enough of it, so <paramref name="map"/> must not change what it shares. Between
    /// features the run's cancellation, time and vertex budget are checked and its progress is counted.
    /// </summary>
    public FeatureSet Map(Func<Feature, Feature?> map) => Map(Schema, map);

    /// <summary>As <see cref="Map(Func{Feature, Feature?})"/>, for results of another schema.</summary>
    public FeatureSet Map(FeatureSchema schema, Func<Feature, Feature?> map) =>
        new(schema, _pipeline.Map(Features, map), _pipeline);

    /// <summary>As <see cref="Map(FeatureSchema, Func{Feature, Feature?})"/>; the function is also given the feature's place, counted from 0.</summary>
    public FeatureSet Map(FeatureSchema schema, Func<Feature, int, Feature?> map) =>
        new(schema, _pipeline.Map(Features, map), _pipeline);

    /// <summary>All features at once, for work that needs them together, such as dissolving. Checks and counts as Map does.</summary>
    public List<Feature> ToList() => [.. _pipeline.Map(Features, static feature => feature)];

    /// <summary>A set made by whole-set work; it keeps the run's checks of this one.</summary>
    public FeatureSet With(FeatureSchema schema, IEnumerable<Feature> features) => new(schema, features, _pipeline);

    /// <summary>The same features under a schema that differs only in names and descriptions.</summary>
    public FeatureSet As(FeatureSchema schema) =>
        new(schema, Features, _pipeline) { KnownCount = KnownCount, ExceededTransferLimit = ExceededTransferLimit };

    /// <summary>The same features under another pipeline.</summary>
    public FeatureSet Under(FeaturePipeline pipeline) =>
        new(Schema, Features, pipeline) { KnownCount = KnownCount, ExceededTransferLimit = ExceededTransferLimit };
}

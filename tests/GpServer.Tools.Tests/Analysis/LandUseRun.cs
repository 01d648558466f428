using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Core.Values;
using GpServer.Tools.Analysis;
using NetTopologySuite.Geometries;
using GeometryType = GpServer.Core.Features.GeometryType;

namespace GpServer.Tools.Tests.Analysis;

/// <summary>The results of a land-use task, read.</summary>
sealed class LandUseRun : IDisposable
{
    readonly TaskResults _results;
    readonly FeatureSet _features, _summary;

    public LandUseRun(FeatureSet area, RunOptions? options = null, RunSettings? settings = null, CancellationToken stop = default)
    {
        _results = new LandUse().RunWith(new() { ["Area_of_Interest"] = area }, options, settings, stop);
        _features = _results.Set("Land_Use");
        _summary = _results.Set("Summary");
        Features = [.. _features.Features];
        Summary = [.. _summary.Features];
    }

    public LandUseRun(int wkid, params string?[] shapes)
        : this(Tests.Features.Set(GeometryType.Polygon, wkid, shapes))
    {
    }

    public FeatureSchema Schema => _features.Schema;

    public FeatureSchema SummarySchema => _summary.Schema;

    public List<Feature> Features { get; }

    public List<Feature> Summary { get; }

    public IEnumerable<string> Warnings => Messages(MessageType.Warning);

    public double Hectares => Features.Sum(feature => (double)_features.Value(feature, "AREA_HA")!);

    public string Report => File.ReadAllText(
        ((DataFile)_results.Results.Single(result => result.Parameter.Name == "Report").Value!).LocalPath!);

    public static string Rectangle(double west, double south, double east, double north) => FormattableString.Invariant(
        $"POLYGON (({west} {south}, {west} {north}, {east} {north}, {east} {south}, {west} {south}))");

    public IEnumerable<string> Messages(MessageType type) =>
        _results.Messages.Where(message => message.Type == type).Select(message => message.Description);

    public object? Value(Feature feature, string field) => _features.Value(feature, field);

    /// <summary>A column of the summary, by code.</summary>
    public Dictionary<long, double> Column(string field) => Summary.ToDictionary(
        row => (long)_summary.Value(row, "CODE")!, row => (double)_summary.Value(row, field)!);

    public Geometry Union() => PolygonUnion.Union(Features.Select(feature => feature.Geometry!), CancellationToken.None);

    public void Dispose() => _results.Dispose();
}

using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;

namespace GpServer.Tools.Tests.Analysis;

/// <summary>The result of a buffer task, read.</summary>
sealed class Buffered : IDisposable
{
    readonly TaskResults _results;
    readonly FeatureSet _set;

    public Buffered(TaskResults results)
    {
        _results = results;
        _set = results.Set("Output_Features");
        Features = [.. _set.Features];
    }

    public FeatureSchema Schema => _set.Schema;

    public List<Feature> Features { get; }

    public IEnumerable<string> Warnings =>
        _results.Messages.Where(message => message.Type == MessageType.Warning).Select(message => message.Description);

    public Geometry Shape(int place) => Features[place].Geometry!;

    public object? Value(int place, string field) => _set.Value(Features[place], field);

    public void Dispose() => _results.Dispose();
}

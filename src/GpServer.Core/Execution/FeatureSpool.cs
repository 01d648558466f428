using GpServer.Core.Features;

namespace GpServer.Core.Execution;

/// <summary>
/// Keeps features that come one after another: in memory while they are few, in a temporary file when they are many. Once all are there they can
/// be read any number of times, also at the same time.
/// </summary>
public sealed class FeatureSpool(RunOptions options) : IDisposable
{
    readonly List<Feature> _memory = [];
    FeatureFile? _file;
    long _weight;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <exception cref="GpException">The disk is full.</exception>
    public void Add(Feature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        Count++;
        _weight += feature.Weight;
        if (_file is null && _weight > options.VerticesInMemory)
        {
            _file = new FeatureFile(options.TemporaryDirectory);
            foreach (var kept in _memory)
            {
                _file.Write(kept);
            }

            _memory.Clear();
            _memory.TrimExcess();
        }

        if (_file is null)
        {
            _memory.Add(feature);
        }
        else
        {
            _file.Write(feature);
        }
    }

    /// <summary>All of them, in the order in which they came, when no more come.</summary>
    /// <exception cref="GpException">The disk is full.</exception>
    public IEnumerable<Feature> End()
    {
        _file?.EndWriting();
        return _file is null ? _memory : _file.Read();
    }

    public void Dispose() => _file?.Dispose();
}

using GpServer.Core.Features;

namespace GpServer.Core.Execution;

/// <summary>
/// Keeps the features of one result until they are sent: in memory while they are few, in a temporary file when they are many. Gives every
/// set one object id field, first in the row and unique.
/// </summary>
sealed class ResultFeatures(RunOptions options, int? recordLimit, Action<int> made) : IDisposable
{
    const int ProgressFeatures = 1_000;

    readonly List<Feature> _memory = [];
    readonly HashSet<long> _ids = [];
    FeatureFile? _file;
    int _count;
    long _weight;
    bool _idsAreUnique = true;

    /// <summary>Reads all features of a set, which does the work that makes them.</summary>
    public FeatureSet Keep(FeatureSet set)
    {
        var schema = set.Schema;
        var id = schema.ObjectIdIndex;
        foreach (var feature in set.Features)
        {
            if (_count == recordLimit)
            {
                // The protocol returns no feature at all then, so the rest need not be made.
                return new FeatureSet(ObjectIds.Schema(schema), []) { KnownCount = 0, ExceededTransferLimit = true };
            }

            Add(feature, id);
            if (_count % ProgressFeatures == 0)
            {
                made(_count);
            }
        }

        _file?.EndWriting();
        _ids.Clear();
        _ids.TrimExcess();
        var renumber = id >= 0 && !_idsAreUnique;
        var features = _file is null ? _memory : _file.Read();
        return new FeatureSet(ObjectIds.Schema(schema), ObjectIds.Number(features, id, renumber))
        {
            KnownCount = _count,
        };
    }

    public void Dispose() => _file?.Dispose();

    void Add(Feature feature, int id)
    {
        _count++;
        _weight += feature.Weight;
        if (id >= 0 && _idsAreUnique)
        {
            _idsAreUnique = feature.Attributes[id] is long number && _ids.Add(number);
        }

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
}

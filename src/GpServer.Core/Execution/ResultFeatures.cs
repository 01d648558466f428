using GpServer.Core.Features;

namespace GpServer.Core.Execution;

/// <summary>
/// Keeps the features of one result until they are sent: in memory while they are few, in a temporary file when they are many. Gives every
/// set one object id field, first in the row and unique.
/// </summary>
sealed class ResultFeatures(RunOptions options, int? recordLimit, Action<int> made) : IDisposable
{
    const int ProgressFeatures = 1_000;

    readonly FeatureSpool _spool = new(options);
    readonly HashSet<long> _ids = [];
    bool _idsAreUnique = true;

    /// <summary>Reads all features of a set, which does the work that makes them.</summary>
    public FeatureSet Keep(FeatureSet set)
    {
        var schema = set.Schema;
        var id = schema.ObjectIdIndex;
        foreach (var feature in set.Features)
        {
            if (_spool.Count == recordLimit)
            {
                // The protocol returns no feature at all then, so the rest need not be made.
                return new FeatureSet(ObjectIds.Schema(schema), []) { KnownCount = 0, ExceededTransferLimit = true };
            }

            Add(feature, id);
            if (_spool.Count % ProgressFeatures == 0)
            {
                made(_spool.Count);
            }
        }

        var features = _spool.End();
        _ids.Clear();
        _ids.TrimExcess();
        var renumber = id >= 0 && !_idsAreUnique;
        return new FeatureSet(ObjectIds.Schema(schema), ObjectIds.Number(features, id, renumber))
        {
            KnownCount = _spool.Count,
        };
    }

    public void Dispose() => _spool.Dispose();

    void Add(Feature feature, int id)
    {
        if (id >= 0 && _idsAreUnique)
        {
            _idsAreUnique = feature.Attributes[id] is long number && _ids.Add(number);
        }

        _spool.Add(feature);
    }
}

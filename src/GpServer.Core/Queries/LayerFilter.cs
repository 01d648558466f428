using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>
/// Finds the features of a layer that match a query: by the index first, then by what the index knows of each, and only those that are left
/// are read, each with no more of it than the decision needs.
/// </summary>
sealed class LayerFilter
{
    const int FeaturesBetweenChecks = 4_096;

    static readonly Geometry SomeShape = GeometryServices.Factory.CreatePoint(new Coordinate(0, 0));

    readonly IFeatureLayer _layer;
    readonly LayerQuery _query;
    readonly WhereClause? _onIndex;
    readonly WhereClause? _onAttributes;
    readonly SpatialTest? _spatial;
    readonly TimeFilter? _time;
    readonly int _timeField;

    public LayerFilter(IFeatureLayer layer, LayerQuery query, SpatialReferences references, CancellationToken stop)
    {
        _layer = layer;
        _query = query;
        var where = query.Where is { IsAlwaysTrue: true } ? null : query.Where;
        _onIndex = where is { UsesIndexAlone: true } ? where : null;
        _onAttributes = _onIndex is null ? where : null;
        _spatial = query.Spatial is { } spatial && !layer.Schema.IsTable ? new SpatialTest(spatial, layer.Schema, references, stop) : null;
        _time = query.Time;
        _timeField = _time is null ? -1 : TimeField(layer.Schema);
    }

    /// <summary>Whether every feature matches.</summary>
    public bool IsEverything => _onIndex is null && _onAttributes is null && _spatial is null && _time is null && _query.ObjectIds is null;

    bool ReadsAttributes => _onAttributes is not null || _time is not null;

    /// <summary>What the index knows of the features that match, in the order of their places. The work is done while it is read.</summary>
    public IEnumerable<LayerEntry> Matches(CancellationToken stop)
    {
        var candidates = Candidates();
        if (IsEverything)
        {
            return candidates;
        }

        var undecided = new List<LayerEntry>();
        var left = new List<(LayerEntry Entry, bool HasToLie)>();
        for (var i = 0; i < candidates.Count; i++)
        {
            if (i % FeaturesBetweenChecks == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            var entry = candidates[i];
            if ((_onIndex is null || _onIndex.Matches(IndexRow(entry)))
                && (_spatial is null ? true : _spatial.Decide(entry)) is not false and var lies)
            {
                left.Add((entry, lies is null));
                if (lies is null)
                {
                    undecided.Add(entry);
                }
            }
        }

        return ReadsAttributes || undecided.Count > 0 ? Read(left, undecided, stop) : left.Select(one => one.Entry);
    }

    /// <summary>The object id of an entry as a row of the layer, all else in it null.</summary>
    public Feature IndexRow(in LayerEntry entry)
    {
        var row = new object?[_layer.Schema.Fields.Length];
        row[_layer.Schema.ObjectIdIndex] = entry.ObjectId;
        return new Feature(entry.HasExtent ? SomeShape : null, row);
    }

    static int TimeField(FeatureSchema schema)
    {
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            if (schema.Fields[i].Type == FieldType.Date)
            {
                return i;
            }
        }

        throw new GpException(GpError.InvalidParameter, "time: the layer has no field of type esriFieldTypeDate to compare with.");
    }

    IReadOnlyList<LayerEntry> Candidates()
    {
        if (_onIndex is { IsNeverTrue: true } || _onAttributes is { IsNeverTrue: true } || _spatial is { IsNever: true })
        {
            return [];
        }

        var ids = (_query.ObjectIds, _query.Where?.ObjectIds) switch
        {
            ({ } some, { } others) => some.Intersect(others).ToList(),
            var (some, others) => some ?? others,
        };
        return ids is null ? _layer.Find(_spatial?.Window) : _layer.Find(ids);
    }

    IEnumerable<LayerEntry> Read(List<(LayerEntry Entry, bool HasToLie)> candidates, List<LayerEntry> undecided, CancellationToken stop)
    {
        using var shapes = Features(undecided, geometry: true, stop).GetEnumerator();
        List<LayerEntry> others = ReadsAttributes ? [.. candidates.Where(one => !one.HasToLie).Select(one => one.Entry)] : [];
        using var rows = Features(others, geometry: false, stop).GetEnumerator();
        foreach (var (entry, hasToLie) in candidates)
        {
            if (!hasToLie && !ReadsAttributes)
            {
                yield return entry;
                continue;
            }

            var reader = hasToLie ? shapes : rows;
            if (!reader.MoveNext())
            {
                throw new InvalidDataException("The layer gave fewer features than were asked for.");
            }

            if (IsMatch(entry, reader.Current, hasToLie))
            {
                yield return entry;
            }
        }
    }

    IEnumerable<Feature> Features(List<LayerEntry> entries, bool geometry, CancellationToken stop) => entries.Count == 0 ? [] : _layer.Read(
        new LayerSelection { Places = entries.ConvertAll(entry => entry.Place), Geometry = geometry, Attributes = ReadsAttributes }, stop);

    bool IsMatch(in LayerEntry entry, Feature feature, bool hasToLie)
    {
        if (_time is not null && !IsIn(_time, feature.Attributes[_timeField]))
        {
            return false;
        }

        if (_onAttributes is not null
            && !_onAttributes.Matches(_onAttributes.UsesShape ? feature.With(entry.HasExtent ? SomeShape : null) : feature))
        {
            return false;
        }

        return !hasToLie || _spatial!.Matches(feature.Geometry);
    }

    static bool IsIn(TimeFilter time, object? value) =>
        value is long moment && (time.From is null || moment >= time.From) && (time.To is null || moment <= time.To);
}

using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.References;

/// <summary>Puts the answers of a layer together to one set. All follow the schema of the first; Z and M are there where one has them.</summary>
sealed class PageSpool(RunOptions run, FeatureReadOptions options) : IDisposable
{
    readonly FeatureSpool _spool = new(run);
    FeatureSchema? _schema;

    public int Count => _spool.Count;

    /// <summary>The schema of the first answer; null before it.</summary>
    public FeatureSchema? Schema => _schema;

    /// <summary>The object id of the first feature of the last answer, or null.</summary>
    public long? FirstId { get; private set; }

    /// <summary>Adds the features of an answer.</summary>
    /// <returns>How many they were.</returns>
    /// <exception cref="GpException">A feature cannot be read, or there are more than one set may have.</exception>
    public int Add(FeatureSet page, CancellationToken stop)
    {
        var before = _spool.Count;
        _schema = _schema is null ? page.Schema : _schema with
        {
            HasZ = _schema.HasZ || page.Schema.HasZ,
            HasM = _schema.HasM || page.Schema.HasM,
            SpatialReference = _schema.SpatialReference ?? page.Schema.SpatialReference,
        };
        var places = Places(_schema, page.Schema);
        var id = page.Schema.ObjectIdIndex;
        FirstId = null;
        foreach (var feature in page.Features)
        {
            stop.ThrowIfCancellationRequested();
            if (_spool.Count == before && id >= 0)
            {
                FirstId = feature.Attributes[id] as long?;
            }

            _spool.Add(places is null ? feature : Placed(feature, places));
            if (_spool.Count > options.Reading.Limits.Features)
            {
                throw TooMany(options);
            }
        }

        return _spool.Count - before;
    }

    public static GpException TooMany(FeatureReadOptions options) => new(GpError.LimitExceeded,
        $"{options.Parameter}: there are more than {options.Reading.Limits.Features} features, the limit of one set.");

    /// <summary>All of them.</summary>
    public FeatureSet End() => new(_schema ?? throw new InvalidOperationException("No answer was added."), _spool.End())
    {
        KnownCount = _spool.Count,
    };

    public void Dispose() => _spool.Dispose();

    /// <summary>For each field of the set its place in a page; null where they are the same.</summary>
    static int[]? Places(FeatureSchema all, FeatureSchema page)
    {
        var isSame = all.Fields.Length == page.Fields.Length;
        var places = new int[all.Fields.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = page.IndexOf(all.Fields[i].Name);
            isSame &= places[i] == i;
        }

        return isSame ? null : places;
    }

    static Feature Placed(Feature feature, int[] places)
    {
        var values = new object?[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            values[i] = places[i] < 0 ? null : feature.Attributes[places[i]];
        }

        return new Feature(feature.Geometry, values);
    }
}

using System.Buffers;
using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Storage.Features;

/// <summary>
/// Writes a feature set in its stored form: <see cref="SchemaBlock"/>, then <see cref="Chunks"/>, and at the end <see cref="Summary"/>. The
/// features are read once, and no more of them are held than one chunk has. The same set gives the same bytes.
/// </summary>
public sealed class FeatureChunkWriter
{
    /// <summary>A chunk has no more values than this, so that a table of many fields does not take more memory when read than when written.</summary>
    internal const int MaxValues = 1 << 20;

    readonly FeatureSet _set;
    readonly ChunkLimits _limits;
    readonly uint _schema;
    readonly int _maxFeatures;
    readonly GeometryWriter _geometries = new();
    readonly AttributeColumn[] _columns;
    readonly SectionWriter _section = new();
    readonly ArrayBufferWriter<byte> _body = new();
    FeatureSetSummary? _summary;
    bool _begun;

    public FeatureChunkWriter(FeatureSet set, ChunkLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        _set = set;
        _limits = limits ?? ChunkLimits.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(_limits.Features, 1);
        SchemaBlock = Features.SchemaBlock.Write(set.Schema);
        _schema = Checksum.Of(SchemaBlock.Span);
        var fields = set.Schema.Fields.Length;
        _columns = [.. Enumerable.Range(0, fields).Select(_ => new AttributeColumn())];
        _maxFeatures = Math.Min(Math.Min(_limits.Features, FeatureChunk.MaxFeatures), Math.Max(1, MaxValues / Math.Max(1, fields)));
    }

    /// <summary>The schema of the set as it is stored. It is needed to read any chunk.</summary>
    public ReadOnlyMemory<byte> SchemaBlock { get; }

    /// <summary>What the chunks were found to hold.</summary>
    /// <exception cref="InvalidOperationException">Not all chunks were taken yet.</exception>
    public FeatureSetSummary Summary => _summary ?? throw new InvalidOperationException("The summary is known when all chunks are written.");

    /// <summary>Reads the features, which does the work that makes them, and gives them chunk by chunk.</summary>
    /// <exception cref="InvalidOperationException">The chunks were asked for before; or a feature does not fit the schema.</exception>
    /// <exception cref="GpException">A feature is larger than one may be (<see cref="GpError.LimitExceeded"/>), or could not be made.</exception>
    public IEnumerable<FeatureChunk> Chunks()
    {
        if (_begun)
        {
            throw new InvalidOperationException("The features are read once.");
        }

        _begun = true;
        var summary = new FeatureSetSummary { ExceededTransferLimit = _set.ExceededTransferLimit };
        var count = 0;
        long bytes = 0;
        foreach (var feature in _set.Features)
        {
            var size = Size(feature, summary.Count + count);
            if (count > 0 && (count == _maxFeatures || bytes + size > _limits.Bytes))
            {
                var full = End(ref summary, count);
                (count, bytes) = (0, 0);
                yield return full;
            }

            Add(feature);
            count++;
            bytes += size;
        }

        if (count > 0)
        {
            yield return End(ref summary, count);
        }

        _summary = summary;
    }

    long Size(Feature feature, long place)
    {
        if (feature.Attributes.Length != _columns.Length)
        {
            throw new InvalidOperationException($"A feature has {feature.Attributes.Length} values for {_columns.Length} fields.");
        }

        var schema = _set.Schema;
        var ordinates = 2 + (schema.HasZ ? 1 : 0) + (schema.HasM ? 1 : 0);
        var size = ((long)sizeof(double) * ordinates * (feature.Geometry?.NumPoints ?? 0)) + ((long)sizeof(double) * _columns.Length);
        foreach (var value in feature.Attributes)
        {
            size += value is string text ? (long)sizeof(char) * text.Length : 0;
        }

        return size <= _limits.FeatureBytes ? size : throw new GpException(
            GpError.LimitExceeded,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Feature {place + 1} of a result has {size} bytes of coordinates and values. One may have up to {_limits.FeatureBytes}."));
    }

    void Add(Feature feature)
    {
        _geometries.Add(feature.Geometry);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(feature.Attributes[i]);
        }
    }

    FeatureChunk End(ref FeatureSetSummary summary, int count)
    {
        var extent = _geometries.Extent;
        _body.GetSpan(FeatureChunk.HeaderBytes)[..FeatureChunk.HeaderBytes].Clear();
        _body.Advance(FeatureChunk.HeaderBytes);
        _geometries.End(_section);
        _section.End(_body);
        foreach (var column in _columns)
        {
            column.End(_section);
            _section.End(_body);
        }

        var chunk = FeatureChunk.Seal(_body.WrittenSpan.ToArray(), summary.Count, count, extent, _schema);
        _body.ResetWrittenCount();
        summary = summary with
        {
            Count = summary.Count + count,
            Chunks = summary.Chunks + 1,
            Bytes = summary.Bytes + chunk.Bytes.Length,
            Extent = Extent.Around(summary.Extent, extent),
        };
        return chunk;
    }
}

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
    /// <summary>
    /// A chunk has no more values than this, so that a table of many fields does not take more memory when read than when written.
    /// </summary>
    internal const int MaxValues = 1 << 20;

    readonly FeatureSet _set;
    readonly ChunkLimits _limits;
    readonly int _fields;
    readonly int _maxFeatures;
    readonly ChunkBuilder _chunk;
    FeatureSetSummary? _summary;
    bool _begun;

    public FeatureChunkWriter(FeatureSet set, ChunkLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        _set = set;
        _limits = limits ?? ChunkLimits.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(_limits.Features, 1);
        SchemaBlock = Features.SchemaBlock.Write(set.Schema);
        _fields = set.Schema.Fields.Length;
        _chunk = new ChunkBuilder(_fields, Checksum.Of(SchemaBlock.Span));
        _maxFeatures = Math.Min(Math.Min(_limits.Features, FeatureChunk.MaxFeatures), Math.Max(1, MaxValues / Math.Max(1, _fields)));
    }

    /// <summary>The schema of the set as it is stored. It is needed to read any chunk.</summary>
    public ReadOnlyMemory<byte> SchemaBlock { get; }

    /// <summary>What the chunks were found to hold.</summary>
    /// <exception cref="InvalidOperationException">Not all chunks were taken yet.</exception>
    public FeatureSetSummary Summary =>
        _summary ?? throw new InvalidOperationException("The summary is known when all chunks are written.");

    /// <summary>Reads the features, which does the work that makes them, and gives them chunk by chunk.</summary>
    /// <exception cref="InvalidOperationException">The chunks were asked for before; or a feature does not fit the schema.</exception>
    /// <exception cref="GpException">A feature is larger than one may be (<see cref="GpError.LimitExceeded"/>), or could not be
    /// made.</exception>
    public IEnumerable<FeatureChunk> Chunks()
    {
        if (_begun)
        {
            throw new InvalidOperationException("The features are read once.");
        }

        _begun = true;
        var summary = new FeatureSetSummary { ExceededTransferLimit = _set.ExceededTransferLimit };
        long bytes = 0;
        foreach (var feature in _set.Features)
        {
            var size = Size(feature, summary.Count + _chunk.Count);
            if (_chunk.Count > 0 && (_chunk.Count == _maxFeatures || bytes + size > _limits.Bytes))
            {
                yield return End(ref summary);
                bytes = 0;
            }

            _chunk.Add(feature);
            bytes += size;
        }

        if (_chunk.Count > 0)
        {
            yield return End(ref summary);
        }

        _summary = summary;
    }

    long Size(Feature feature, long place)
    {
        if (feature.Attributes.Length != _fields)
        {
            throw new InvalidOperationException($"A feature has {feature.Attributes.Length} values for {_fields} fields.");
        }

        var schema = _set.Schema;
        var ordinates = 2 + (schema.HasZ ? 1 : 0) + (schema.HasM ? 1 : 0);
        var size = ((long)sizeof(double) * ordinates * (feature.Geometry?.NumPoints ?? 0)) + ((long)sizeof(double) * _fields);
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

    FeatureChunk End(ref FeatureSetSummary summary)
    {
        var chunk = _chunk.End();
        summary = summary with
        {
            Count = summary.Count + chunk.Count,
            Chunks = summary.Chunks + 1,
            Bytes = summary.Bytes + chunk.Bytes.Length,
            Extent = Extent.Around(summary.Extent, chunk.Extent),
        };
        return chunk;
    }
}

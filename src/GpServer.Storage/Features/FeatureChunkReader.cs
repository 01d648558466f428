using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Storage.Features;

/// <summary>Reads stored features, chunk by chunk. Immutable: many threads may read different chunks.</summary>
public sealed class FeatureChunkReader
{
    const int AllFields = -1;
    const int NoField = -2;

    readonly uint _schema;

    /// <param name="schemaBlock">What <see cref="FeatureChunkWriter.SchemaBlock"/> gave.</param>
    /// <param name="references">Where the spatial reference is looked up.</param>
    /// <exception cref="InvalidDataException">The block is damaged, or of a newer form.</exception>
    /// <exception cref="GpException">The spatial reference is not known here (<see cref="GpError.SpatialReference"/>).</exception>
    public FeatureChunkReader(ReadOnlyMemory<byte> schemaBlock, SpatialReferences references)
    {
        ArgumentNullException.ThrowIfNull(references);
        Schema = SchemaBlock.Read(schemaBlock.Span, references);
        _schema = Checksum.Of(schemaBlock.Span);
    }

    public FeatureSchema Schema { get; }

    /// <summary>
    /// The stored set, from all of its chunks in their order. They are read when its features are, once for each reading, one at a time; a
    /// chunk that is missing is noticed there.
    /// </summary>
    /// <exception cref="InvalidDataException">A chunk is damaged, is missing, or belongs to another set (when the features are
    /// read).</exception>
    public FeatureSet Read(IEnumerable<FeatureChunk> chunks, FeatureSetSummary summary, FeaturePipeline? pipeline = null)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(summary);
        return new FeatureSet(Schema, All(chunks, summary.Count), pipeline)
        {
            KnownCount = summary.Count <= int.MaxValue ? (int)summary.Count : null,
            ExceededTransferLimit = summary.ExceededTransferLimit,
        };
    }

    /// <summary>
    /// The features that are wanted, from chunks in their order of which those that have none may be left out already.
    /// </summary>
    /// <exception cref="InvalidDataException">A chunk is damaged, or belongs to another set (when the features are read).</exception>
    public FeatureSet Read(IEnumerable<FeatureChunk> chunks, FeatureSelection selection, FeaturePipeline? pipeline = null)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(selection);
        return new FeatureSet(Schema, Selected(chunks, selection), pipeline);
    }

    /// <summary>All features of one chunk.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged, or belongs to another set.</exception>
    public Feature[] Read(FeatureChunk chunk) => Read(chunk, geometry: true, attributes: true);

    /// <summary>
    /// All features of one chunk. A part that is not wanted is not unpacked: the features come without shape, or with null for every value.
    /// </summary>
    /// <exception cref="InvalidDataException">The chunk is damaged, or belongs to another set.</exception>
    public Feature[] Read(FeatureChunk chunk, bool geometry, bool attributes) => Read(chunk, geometry, attributes ? AllFields : NoField);

    /// <summary>All features of one chunk, with their shapes and, of their values, the object ids alone.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged, or belongs to another set.</exception>
    internal Feature[] ReadForIndex(FeatureChunk chunk) => Read(chunk, withGeometry: true, Schema.ObjectIdIndex);

    Feature[] Read(FeatureChunk chunk, bool withGeometry, int only)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (chunk.Schema != _schema)
        {
            Damage.Found("a chunk belongs to another set");
        }

        if (chunk.Count > 1 && (long)chunk.Count * Schema.Fields.Length > FeatureChunkWriter.MaxValues)
        {
            Damage.Found($"a chunk cannot have {chunk.Count} features of {Schema.Fields.Length} fields");
        }

        var body = chunk.Body;
        var features = new Feature[chunk.Count];
        var rows = new object?[chunk.Count][];
        if (only == NoField)
        {
            Array.Fill(rows, new object?[Schema.Fields.Length]);
        }
        else
        {
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = Schema.Fields.IsEmpty ? [] : new object?[Schema.Fields.Length];
            }
        }

        ReadGeometries(ref body, rows, features, withGeometry);
        for (var field = 0; field < Schema.Fields.Length; field++)
        {
            if (only != AllFields && only != field)
            {
                SectionReader.Skip(ref body);
                continue;
            }

            // A copy moves on through the section; the one that is disposed must not be passed on to be changed.
            using var section = new SectionReader(ref body);
            var column = section;
            AttributeColumn.Read(ref column, rows, field);
        }

        if (!body.IsEmpty)
        {
            Damage.Found("a chunk is longer than what is in it");
        }

        return features;
    }

    static void ReadGeometries(ref ReadOnlySpan<byte> body, object?[][] rows, Feature[] features, bool withGeometry)
    {
        if (!withGeometry)
        {
            SectionReader.Skip(ref body);
            for (var i = 0; i < features.Length; i++)
            {
                features[i] = new Feature(null, rows[i]);
            }

            return;
        }

        using var section = new SectionReader(ref body);
        var columns = section;
        using var geometries = new GeometryReader(ref columns);
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = new Feature(geometries.Next(), rows[i]);
        }

        geometries.ExpectEnd();
    }

    IEnumerable<Feature> All(IEnumerable<FeatureChunk> chunks, long count)
    {
        long place = 0;
        foreach (var chunk in chunks)
        {
            if (chunk.First != place)
            {
                Damage.Found(string.Create(CultureInfo.InvariantCulture, $"after feature {place} comes feature {chunk.First + 1}"));
            }

            foreach (var feature in Read(chunk))
            {
                yield return feature;
            }

            place += chunk.Count;
        }

        if (place != count)
        {
            Damage.Found(string.Create(CultureInfo.InvariantCulture, $"there are {place} features of {count}"));
        }
    }

    IEnumerable<Feature> Selected(IEnumerable<FeatureChunk> chunks, FeatureSelection selection)
    {
        foreach (var chunk in chunks)
        {
            if (!selection.Touches(chunk))
            {
                continue;
            }

            var features = Read(chunk, selection.Geometry || selection.Extent is not null, attributes: true);
            for (var i = 0; i < features.Length; i++)
            {
                if (selection.Has(chunk.First + i, features[i]))
                {
                    yield return selection.Geometry ? features[i] : features[i].With(null);
                }
            }
        }
    }
}

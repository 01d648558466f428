using System.Buffers;
using GpServer.Core.Features;

namespace GpServer.Storage.Features;

/// <summary>Takes features apart into columns until they are a chunk.</summary>
sealed class ChunkBuilder(int fields, uint schema)
{
    readonly GeometryWriter _geometries = new();
    readonly AttributeColumn[] _columns = [.. Enumerable.Range(0, fields).Select(_ => new AttributeColumn())];
    readonly SectionWriter _section = new();
    readonly ArrayBufferWriter<byte> _body = new();
    long _first;

    /// <summary>How many features were added since the last chunk.</summary>
    public int Count { get; private set; }

    /// <exception cref="InvalidOperationException">A value or the geometry is of a kind that no feature has.</exception>
    public void Add(Feature feature)
    {
        _geometries.Add(feature.Geometry);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(feature.Attributes[i]);
        }

        Count++;
    }

    /// <summary>The chunk of what was added, of which there must be something; the next one begins behind it.</summary>
    public FeatureChunk End()
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

        var chunk = FeatureChunk.Seal(_body.WrittenSpan.ToArray(), _first, Count, extent, schema);
        _body.ResetWrittenCount();
        _first += Count;
        Count = 0;
        return chunk;
    }
}

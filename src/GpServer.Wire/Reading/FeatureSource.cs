using System.Collections;
using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Reading;

/// <summary>The features of one set, made from the bytes each time they are read.</summary>
sealed class FeatureSource(
    ReadOnlyMemory<byte> utf8,
    FeatureSequence sequence,
    FeatureFormat format,
    SetHeader header,
    FeatureSchema schema,
    FeatureReadOptions options)
    : IEnumerable<Feature>
{
    readonly FieldTable _fields = new(schema.Fields);
    int _counted;

    public ReadOnlyMemory<byte> Utf8 => utf8;

    public FeatureSequence Sequence => sequence;

    public FeatureFormat Format => format;

    public FeatureSchema Schema => schema;

    public FieldTable Fields => _fields;

    /// <summary>Where the object id comes from the feature itself and not from its attributes, its place in the row; else -1.</summary>
    public int IdIndex { get; init; } = -1;

    public IEnumerator<Feature> GetEnumerator()
    {
        var place = new ReadingPlace(options);
        var rows = new FeatureRows(this, format.Geometries(header, schema, place), place);
        while (rows.TryRead(out var feature))
        {
            yield return feature;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Counts the vertices of a feature for the request, the first time that it is read.</summary>
    public void Count(int feature, long vertices)
    {
        if (feature > _counted)
        {
            _counted = feature;
            options.Reading.Vertices.Add(vertices, options.Reading.Limits, options.Parameter);
        }
    }
}

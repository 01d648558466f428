using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Storage.Features;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Layers;

/// <summary>Builds the index of a set from its features, chunk by chunk in their order.</summary>
public sealed class LayerIndexBuilder
{
    // What an object, an array and a text take beside what is in them, roughly.
    const int FeatureOverhead = 200;
    const int ValueOverhead = 24;

    readonly bool _isSorted;
    readonly int _id;
    readonly List<int> _firsts = [0];
    readonly List<long> _ids = [];
    readonly List<float> _boxes = [];
    readonly Envelope _extent = new();
    long _bytes;
    int _located;
    bool _locatedFirst = true;
    bool _byId = true;

    /// <param name="isSorted">True where near features stand together already, as far as that is to be.</param>
    /// <exception cref="InvalidDataException">The schema has no object id field.</exception>
    public LayerIndexBuilder(FeatureSchema schema, bool isSorted = false)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _isSorted = isSorted;
        _id = schema.ObjectIdIndex;
        if (_id < 0)
        {
            Damage.Found("a layer has no field of object ids");
        }
    }

    /// <summary>Adds the features of the next chunk; of their values only the object ids are looked at.</summary>
    /// <exception cref="InvalidDataException">A feature has no object id.</exception>
    /// <exception cref="GpException">There are more features than an index can have.</exception>
    public void Add(IReadOnlyList<Feature> chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (_ids.Count + chunk.Count > LayerIndex.MostFeatures)
        {
            throw new GpException(GpError.LimitExceeded, $"A layer may have up to {LayerIndex.MostFeatures} features; this one has more.");
        }

        foreach (var feature in chunk)
        {
            Add(feature);
        }

        _firsts.Add(_ids.Count);
    }

    public LayerIndex Build()
    {
        float[] boxes = [.. _boxes];
        long[] ids = [.. _ids];
        return new LayerIndex(new LayerIndexParts
        {
            Firsts = [.. _firsts],
            Ids = ids,
            Boxes = boxes,
            ById = _byId ? null : ById(ids),
            Order = Order(boxes),
            Located = _located,
            Extent = _extent.Copy(),
            FeatureBytes = _bytes,
        });
    }

    /// <summary>About how many bytes of memory a feature takes.</summary>
    internal static long BytesOf(Feature feature)
    {
        var bytes = FeatureOverhead + (ValueOverhead * (long)feature.Attributes.Length) + (2L * sizeof(double) * (feature.Geometry?.NumPoints ?? 0));
        foreach (var value in feature.Attributes)
        {
            bytes += value is string text ? (long)sizeof(char) * text.Length : 0;
        }

        return bytes;
    }

    void Add(Feature feature)
    {
        var id = feature.Attributes[_id] is long number ? number : throw Damage.New("a feature of a layer has no object id");
        _byId &= _ids.Count == 0 || _ids[^1] < id;
        _ids.Add(id);
        _bytes += BytesOf(feature);
        if (feature.Geometry?.EnvelopeInternal is not { IsNull: false } box || double.IsNaN(box.Area))
        {
            _boxes.AddRange([float.NaN, float.NaN, float.NaN, float.NaN]);
            return;
        }

        _locatedFirst &= _located == _ids.Count - 1;
        _located++;
        _extent.ExpandToInclude(box);
        _boxes.AddRange([Below(box.MinX), Below(box.MinY), Above(box.MaxX), Above(box.MaxY)]);
    }

    /// <summary>Places along the curve; null where they stand so already.</summary>
    int[]? Order(float[] boxes)
    {
        if (_isSorted && _locatedFirst)
        {
            return null;
        }

        var places = new int[_located];
        var keys = new uint[_located];
        var count = 0;
        for (var place = 0; place < _ids.Count; place++)
        {
            var box = boxes.AsSpan(place * 4, 4);
            if (float.IsNaN(box[0]))
            {
                continue;
            }

            keys[count] = HilbertCurve.Place(((double)box[0] + box[2]) / 2, ((double)box[1] + box[3]) / 2, _extent);
            places[count++] = place;
        }

        Array.Sort(keys, places);
        return places;
    }

    static int[] ById(long[] ids)
    {
        var places = new int[ids.Length];
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = place;
        }

        Array.Sort((long[])ids.Clone(), places);
        return places;
    }

    static float Below(double value) => (float)value is var near && near > value ? MathF.BitDecrement(near) : near;

    static float Above(double value) => (float)value is var near && near < value ? MathF.BitIncrement(near) : near;
}

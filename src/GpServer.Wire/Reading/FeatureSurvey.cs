using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Spatial;

namespace GpServer.Wire.Reading;

/// <summary>
/// One pass over all features for what must be known before the first is made: how many they are, which fields and shapes they have, and
/// whether any has z or m. Coordinates are passed over unread.
/// </summary>
sealed class FeatureSurvey(SetHeader header, ReadingPlace place, FieldInference? fields)
{
    bool _everyId = true;

    public SetHeader Header { get; } = header;

    public ReadingPlace Place { get; } = place;

    public int Count { get; private set; }

    public VertexLayout Layout { get; private set; }

    /// <summary>The shape of the features; None when there is no geometry.</summary>
    public GeometryType Shape { get; private set; }

    /// <summary>The first that a geometry names.</summary>
    public SpatialReference? SpatialReference { get; private set; }

    /// <summary>Whether every feature has a whole number for its id.</summary>
    public bool HasIds => _everyId && Count > 0;

    /// <summary>Surveys the features of a sequence.</summary>
    public void Read(ReadOnlySpan<byte> utf8, FeatureSequence sequence, FeatureFormat format)
    {
        var json = new JsonScanner(utf8, sequence.Start, Place.Limits.JsonDepth);
        if (!sequence.IsArray)
        {
            ReadElement(ref json, sequence, format);
        }
        else
        {
            json.EnterArray();
            while (json.NextElement())
            {
                ReadElement(ref json, sequence, format);
            }
        }

        Place.Feature = 0;
    }

    /// <summary>Takes note of a geometry's shape.</summary>
    public void Add(GeometryType shape)
    {
        if (Shape == GeometryType.None
            || (Shape == GeometryType.Point && shape == GeometryType.Multipoint)
            || (Shape == GeometryType.Envelope && shape == GeometryType.Polygon))
        {
            Shape = shape;
        }
    }

    /// <summary>Takes note of what a geometry's vertices have.</summary>
    public void Add(VertexLayout layout) => Layout = Layout.With(layout);

    /// <summary>Reads a geometry's spatial reference where it is the first.</summary>
    public void ReadSpatialReference(ref JsonScanner json)
    {
        if (SpatialReference is null && Header.SpatialReference is null)
        {
            SpatialReference = Place.ReadSpatialReference(ref json);
        }
        else
        {
            json.SkipUnread();
        }
    }

    void ReadElement(ref JsonScanner json, FeatureSequence sequence, FeatureFormat format)
    {
        Count++;
        Place.Feature = Count;
        if (Count > Place.Limits.Features)
        {
            Place.Feature = 0;
            throw Place.Exceeds($"there are more than {Place.Limits.Features} features, the limit of one set.");
        }

        if (sequence.IsGeometries)
        {
            _everyId = false;
            format.Survey(ref json, this);
            return;
        }

        var hasId = false;
        json.EnterObject();
        if (fields is null && json.TryNextMember("\"attributes\":"u8))
        {
            json.SkipUnread();
        }

        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("geometry"u8))
            {
                format.Survey(ref json, this);
            }
            else if (fields is not null && name.SequenceEqual(format.AttributesName))
            {
                fields.Read(ref json);
            }
            else if (format.IdName.Length > 0 && name.SequenceEqual(format.IdName))
            {
                hasId = json.Peek() == JsonKind.Number && json.TryReadInt64(out _);
                if (!hasId)
                {
                    json.SkipUnread();
                }
            }
            else
            {
                json.SkipUnread();
            }
        }

        _everyId &= hasId;
    }
}

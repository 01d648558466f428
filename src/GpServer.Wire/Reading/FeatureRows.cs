using System.Diagnostics.CodeAnalysis;
using GpServer.Core.Features;
using GpServer.Core.Json;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Reading;

/// <summary>One way through the features of a source. It keeps only the place in the text between two features.</summary>
sealed class FeatureRows(FeatureSource source, IGeometryReader geometries, ReadingPlace place)
{
    readonly AttributeReader _attributes = new(source.Fields, place);
    JsonBookmark _next = source.Sequence.Start;
    bool _begun;
    long _vertices;

    /// <summary>Makes the next feature.</summary>
    /// <exception cref="GpServer.Core.GpException">It cannot be read; the message names its place in the set.</exception>
    public bool TryRead([NotNullWhen(true)] out Feature? feature)
    {
        var json = new JsonScanner(source.Utf8.Span, _next, place.Limits.JsonDepth);
        try
        {
            feature = MoveNext(ref json) ? ReadFeature(ref json) : null;
        }
        catch (JsonFormatException problem)
        {
            throw place.Invalid(problem.Message, problem);
        }

        _next = json.Bookmark;
        source.Count(place.Feature, geometries.Vertices - _vertices);
        _vertices = geometries.Vertices;
        return feature is not null;
    }

    bool MoveNext(ref JsonScanner json)
    {
        if (source.Sequence.IsArray)
        {
            if (!_begun)
            {
                json.EnterArray();
            }

            place.Feature++;
            _begun = true;
            return json.NextElement();
        }

        place.Feature = 1;
        var first = !_begun;
        _begun = true;
        return first;
    }

    Feature ReadFeature(ref JsonScanner json)
    {
        if (source.Sequence.IsGeometries)
        {
            return new Feature(geometries.Read(ref json), _attributes.NewRow());
        }

        Geometry? geometry = null;
        object?[]? values = null;
        object? id = null;
        json.EnterObject();

        // Most features are written like this, to the letter.
        if (json.TryNextMember("\"attributes\":"u8))
        {
            values = _attributes.Read(ref json);
        }

        if (json.TryNextMember("\"geometry\":"u8))
        {
            geometry = geometries.Read(ref json);
        }

        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual(source.Format.AttributesName))
            {
                values = _attributes.Read(ref json);
            }
            else if (name.SequenceEqual("geometry"u8))
            {
                geometry = geometries.Read(ref json);
            }
            else if (source.IdIndex >= 0 && name.SequenceEqual(source.Format.IdName) && json.TryReadInt64(out var number))
            {
                id = number;
            }
            else
            {
                json.Skip();
            }
        }

        values ??= _attributes.NewRow();
        if (id is not null)
        {
            values[source.IdIndex] = id;
        }

        return new Feature(geometry, values);
    }
}

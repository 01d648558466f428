using System.Collections;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Pbf;

/// <summary>The features of one answer, made from its bytes each time they are read.</summary>
sealed class PbfFeatures(PbfBytes bytes, PbfAnswer answer, FeatureSchema schema, Func<ReadingPlace> newPlace) : IEnumerable<Feature>
{
    const int FeatureField = 15;

    readonly VertexTally _tally = new();

    public IEnumerator<Feature> GetEnumerator()
    {
        var place = newPlace();
        var rows = new Rows(this, place);
        using var cursor = bytes.Open();
        var result = PbfReader.FindResult(cursor, place);
        while (rows.TryRead(result) is { } feature)
        {
            yield return feature;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One way through the features.</summary>
    sealed class Rows(PbfFeatures features, ReadingPlace place)
    {
        readonly PbfAnswer _answer = features.Answer;
        readonly PbfAttributeReader _attributes = new(place);
        readonly PbfGeometryReader _geometries = new(features.Answer, features.Schema, place);

        public Feature? TryRead(PbfMessage result)
        {
            try
            {
                while (result.Next())
                {
                    if (result.Field == FeatureField)
                    {
                        place.Feature++;
                        return Read(result.Bytes());
                    }
                }

                return null;
            }
            catch (Exception problem) when (problem is InvalidDataException or JsonFormatException)
            {
                throw place.Invalid(problem.Message, problem);
            }
        }

        Feature Read(ReadOnlySpan<byte> bytes)
        {
            var values = _answer.Fields.IsEmpty ? [] : new object?[_answer.Fields.Length];
            var next = 0;
            Geometry? geometry = null;
            var before = _geometries.Vertices;
            var message = new ProtoReader(bytes);
            while (message.Next())
            {
                switch (message.Field)
                {
                    case 1:
                        ReadAttribute(message.Bytes(), next++, values);
                        break;
                    case 2 when !features.Schema.IsTable:
                        geometry = _geometries.Read(message.Bytes());
                        break;
                    case 3 or 7:
                        throw place.Invalid("the geometry comes as curves or as a shape of a shapefile; expected lists of coordinates");
                    default:
                        message.Skip();
                        break;
                }
            }

            features._tally.Count(place, _geometries.Vertices - before);
            return new Feature(geometry, values);
        }

        void ReadAttribute(ReadOnlySpan<byte> value, int index, object?[] values)
        {
            if (index >= _answer.Places.Length)
            {
                throw place.Invalid($"the feature has more values than there are fields; expected {_answer.Places.Length}");
            }

            if (_answer.Places[index] is >= 0 and var field)
            {
                values[field] = _attributes.Read(value, _answer.Fields[field]);
            }
        }
    }

    PbfAnswer Answer => answer;

    FeatureSchema Schema => schema;
}

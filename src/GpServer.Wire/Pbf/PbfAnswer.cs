using System.Collections.Immutable;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Pbf;

/// <summary>What a <c>FeatureResult</c> says of all its features, and how many they are.</summary>
sealed class PbfAnswer
{
    const int Feature = 15;

    public ImmutableArray<Field> Fields { get; private set; } = [];

    /// <summary>For each value of a feature the place of its field, or -1.</summary>
    public int[] Places { get; private set; } = [];

    public GeometryType? GeometryType { get; private set; }

    public SpatialReference? SpatialReference { get; private set; }

    public bool ExceededTransferLimit { get; private set; }

    public bool HasZ { get; private set; }

    public bool HasM { get; private set; }

    public PbfGrid Grid { get; private set; } = PbfGrid.None();

    public int Count { get; private set; }

    string? ObjectIdField { get; set; }

    /// <summary>Goes through the message once. Features are passed over unread.</summary>
    public static PbfAnswer Read(PbfMessage result, ReadingPlace place)
    {
        var answer = new PbfAnswer();
        var fields = new PbfFieldReader(place);
        while (result.Next())
        {
            answer.ReadMember(result, fields, place);
        }

        answer.Fields = ObjectIdFields.Mark(fields.Fields, answer.ObjectIdField);
        answer.Places = fields.Places;
        return answer;
    }

    void ReadMember(PbfMessage member, PbfFieldReader fields, ReadingPlace place)
    {
        switch (member.Field)
        {
            case 1:
                ObjectIdField = FieldNames.DecodeOrNone(member.Bytes(), place);
                break;
            case 7:
                GeometryType = PbfTypes.GeometryOf(member.Number) is { } type and not Core.Features.GeometryType.Envelope
                    ? type
                    : throw place.Invalid(FormattableString.Invariant(
                        $"the geometries are of type {member.Number}; expected 0 to 3 (points to polygons) or 127 (none)"));
                break;
            case 8:
                SpatialReference = PbfSpatialReference.Read(member.Bytes(), place);
                break;
            case 9:
                ExceededTransferLimit = member.Number != 0;
                break;
            case 10:
                HasZ = member.Number != 0;
                break;
            case 11:
                HasM = member.Number != 0;
                break;
            case 12:
                Grid = PbfGrid.Read(member.Bytes());
                break;
            case 13:
                fields.Read(member.Bytes());
                break;
            case Feature:
                CountFeature(place);
                break;
        }
    }

    void CountFeature(ReadingPlace place)
    {
        Count++;
        if (Count > place.Limits.Features)
        {
            throw place.Exceeds($"there are more than {place.Limits.Features} features, the limit of one set.");
        }
    }
}

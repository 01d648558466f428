using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Pbf;

/// <summary>
/// Reads the features that a layer of this or another server answers for <c>f=pbf</c>: the protocol buffer <c>FeatureCollectionPBuffer</c>.
/// What is not known is passed over.
/// </summary>
public static class PbfReader
{
    const int QueryResult = 2;
    const int FeatureResult = 1;

    /// <summary>
    /// Reads an answer. Its features are made of the bytes while they are enumerated, each time anew; what is wrong inside a feature is
    /// thrown only then.
    /// </summary>
    /// <exception cref="GpException">It is no such answer, is one without features (a count, ids, an extent), or exceeds a limit of
    /// <paramref name="options"/>.</exception>
    public static FeatureSet Read(ReadOnlyMemory<byte> bytes, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Read(PbfBytes.Of(bytes), () => new ReadingPlace(options));
    }

    /// <summary>Whether bytes can be the beginning of an answer: the version, or the result, comes first.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> beginning)
    {
        const byte version = (1 << 3) | WireType.Bytes;
        const byte result = (QueryResult << 3) | WireType.Bytes;
        if (beginning.Length > 2 && beginning[0] == version && beginning[1] < 0x80 && beginning.Length > 2 + beginning[1])
        {
            beginning = beginning[(2 + beginning[1])..];
        }

        if (beginning.IsEmpty || beginning[0] != result)
        {
            return false;
        }

        var length = beginning[1..].IndexOfAnyInRange((byte)0, (byte)0x7F) + 1;
        return length is > 0 and <= 10 && beginning.Length > 1 + length && beginning[1 + length] == ((FeatureResult << 3) | WireType.Bytes);
    }

    /// <param name="newPlace">Makes the place of one reading.</param>
    internal static FeatureSet Read(PbfBytes bytes, Func<ReadingPlace> newPlace)
    {
        var place = newPlace();
        try
        {
            using var cursor = bytes.Open();
            var answer = PbfAnswer.Read(FindResult(cursor, place), place);
            var schema = Schema(answer, place);
            return new FeatureSet(schema, new PbfFeatures(bytes, answer, schema, newPlace))
            {
                KnownCount = answer.Count,
                ExceededTransferLimit = answer.ExceededTransferLimit,
            };
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonFormatException)
        {
            throw place.Invalid(problem.Message, problem);
        }
    }

    /// <summary>The <c>FeatureResult</c> of an answer.</summary>
    internal static PbfMessage FindResult(IPbfCursor cursor, ReadingPlace place)
    {
        try
        {
            var whole = PbfMessage.Whole(cursor);
            while (whole.Next())
            {
                if (whole.Field == QueryResult)
                {
                    var result = whole.Message();
                    return result.Next() && result.Field == FeatureResult
                        ? result.Message()
                        : throw place.Invalid("the answer holds a count, object ids or an extent; expected features");
                }
            }
        }
        catch (InvalidDataException problem)
        {
            throw place.Invalid(problem.Message, problem);
        }

        throw place.Invalid("the protocol buffer has no query result; expected the answer of a layer's query with f=pbf");
    }

    static FeatureSchema Schema(PbfAnswer answer, ReadingPlace place)
    {
        // Zero, which is points, may be left out like every zero.
        var options = place.Options;
        var declared = answer.GeometryType ?? (options.Table ? GeometryType.None : GeometryType.Point);
        var type = GeometryTypes.Resolve(declared, GeometryType.None, options);
        GeometryTypes.CheckAccepted(type, place);
        var hasGeometry = type != GeometryType.None;
        return new FeatureSchema
        {
            Fields = answer.Fields,
            GeometryType = type,
            HasZ = hasGeometry && answer.HasZ,
            HasM = hasGeometry && answer.HasM,
            SpatialReference = hasGeometry ? answer.SpatialReference ?? options.Schema?.SpatialReference : null,
            DisplayFieldName = options.Schema?.DisplayFieldName ?? "",
        };
    }
}

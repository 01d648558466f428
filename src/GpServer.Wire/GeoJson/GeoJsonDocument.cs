using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.GeoJson;

/// <summary>
/// Reads GeoJSON (RFC 7946): a feature collection, a feature or a geometry, in WGS 84 unless an old <c>crs</c> member says otherwise.
/// </summary>
sealed class GeoJsonDocument(ReadOnlyMemory<byte> utf8, ReadingPlace place)
{
    /// <summary>Whether an object with these members is GeoJSON.</summary>
    public static bool Is(JsonMembers members)
    {
        if (!members.TryGet("type", out var json) || json.Peek() != JsonKind.String)
        {
            return false;
        }

        var type = json.ReadUtf8String();
        return IsCollection(type) || IsFeature(type) || GeoJsonTypes.Find(type) != GeoJsonType.None;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="start">Where its object begins.</param>
    public FeatureSet Read(JsonMembers members, JsonBookmark start)
    {
        var header = Header(members);
        if (!IsCollection(TypeOf(members)))
        {
            return Read(new FeatureSequence(start, IsArray: false, IsGeometries: !IsFeature(TypeOf(members))), header);
        }

        header.ExceededTransferLimit = members.Flag("exceededTransferLimit")
            ?? members.Object("properties")?.Flag("exceededTransferLimit")
            ?? false;
        return members.TryGet("features", out var features)
            ? Read(new FeatureSequence(features.Bookmark, IsArray: true), header)
            : throw place.Invalid("the FeatureCollection has no features; expected a list of them");
    }

    /// <summary>Reads a list of features or of geometries.</summary>
    /// <param name="first">The members of the first one.</param>
    public FeatureSet ReadArray(JsonMembers first, JsonBookmark start) =>
        Read(new FeatureSequence(start, IsArray: true, IsGeometries: !IsFeature(TypeOf(first))), Header(first));

    static ReadOnlySpan<byte> TypeOf(JsonMembers members) => members.TryGet("type", out var json) ? json.ReadUtf8String() : default;

    static bool IsCollection(ReadOnlySpan<byte> type) => type.SequenceEqual("FeatureCollection"u8);

    static bool IsFeature(ReadOnlySpan<byte> type) => type.SequenceEqual("Feature"u8);

    SetHeader Header(JsonMembers members) => new()
    {
        SpatialReference = new GeoJsonCrs(place).Read(members.Object("crs")),
    };

    FeatureSet Read(FeatureSequence sequence, SetHeader header) =>
        SetReading.Read(utf8, sequence, GeoJsonFormat.Instance, header, place);
}

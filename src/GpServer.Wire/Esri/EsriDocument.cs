using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>Reads the forms of Esri JSON: a feature set, a layer with one, a list of features or geometries, and a single one.</summary>
sealed class EsriDocument(ReadOnlyMemory<byte> utf8, ReadingPlace place)
{
    /// <summary>Reads a feature set, or a layer whose set stands in <c>featureSet</c>.</summary>
    public FeatureSet ReadSet(JsonMembers members)
    {
        var header = new SetHeader();
        var headers = new EsriHeaderReader(utf8, place, header);
        if (members.Object("layerDefinition") is { } definition)
        {
            headers.ReadLayerDefinition(definition);
        }

        var set = members.Object("featureSet") ?? members;
        headers.ReadFeatureSet(set);
        return set.TryGet("features", out var features)
            ? Read(new FeatureSequence(features.Bookmark, IsArray: true), header)
            : throw FeatureDocument.Unknown(place, "the feature set has no features");
    }

    /// <summary>Reads a list of features or of geometries.</summary>
    public FeatureSet ReadArray(JsonBookmark start, bool isGeometries) =>
        Read(new FeatureSequence(start, IsArray: true, isGeometries), new SetHeader());

    /// <summary>Reads one feature or geometry as a set of it.</summary>
    public FeatureSet ReadSingle(JsonBookmark start, bool isGeometry) =>
        Read(new FeatureSequence(start, IsArray: false, isGeometry), new SetHeader());

    FeatureSet Read(FeatureSequence sequence, SetHeader header) =>
        SetReading.Read(utf8, sequence, EsriFormat.Instance, header, place);
}

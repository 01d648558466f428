using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Esri;
using GpServer.Wire.GeoJson;

namespace GpServer.Wire.Reading;

/// <summary>Finds out in which form a value comes, by the members that it has, and reads it.</summary>
sealed class FeatureDocument(ReadOnlyMemory<byte> utf8, ReadingPlace place)
{
    // A result in a layer in a list of layers is the most that was ever seen.
    const int MaxWrappers = 4;

    /// <summary>Reads the value that comes next: a feature set or a reference.</summary>
    public object Read(ref JsonScanner json) => Read(ref json, 0);

    /// <summary>The failure for a value in none of the forms.</summary>
    public static GpException Unknown(ReadingPlace place, string problem) => place.Invalid(
        $"{problem}; expected a feature set {{\"features\":[…]}}, a layer {{\"layerDefinition\":{{…}},\"featureSet\":{{…}}}}, " +
        "GeoJSON, a geometry, {\"url\":\"…\"}, {\"itemID\":\"…\"} or the name of a layer of this server");

    object Read(ref JsonScanner json, int wrappers)
    {
        if (wrappers > MaxWrappers)
        {
            throw Unknown(place, $"the value is wrapped more than {MaxWrappers} times");
        }

        return json.Peek() switch
        {
            JsonKind.Object => ReadObject(ref json, wrappers),
            JsonKind.Array => ReadArray(ref json),
            _ => throw Unknown(place, $"{ReadingPlace.Excerpt(json)} is not a value of features"),
        };
    }

    object ReadObject(ref JsonScanner json, int wrappers)
    {
        var start = json.Bookmark;
        var members = JsonMembers.Read(ref json, utf8, place);
        if (GeoJsonDocument.Is(members))
        {
            return new GeoJsonDocument(utf8, place).Read(members, start);
        }

        if (members.HasAny("features", "featureSet"))
        {
            return new EsriDocument(utf8, place).ReadSet(members);
        }

        if (members.TryGet("value", out var value) && members.HasAny("paramName", "dataType"))
        {
            return Read(ref value, wrappers + 1);
        }

        if (members.TryGet("layers", out var layers))
        {
            layers.EnterArray();
            return layers.NextElement() ? Read(ref layers, wrappers + 1) : throw Unknown(place, "the feature collection has no layers");
        }

        if (members.HasAny("url", "itemID", "itemId", "layer"))
        {
            var reference = FeatureReferences.FromMembers(members);
            return (reference.Url ?? reference.ItemId ?? reference.Layer) is not null
                ? reference
                : throw place.Invalid("the URL is empty; expected the address of a layer or file");
        }

        if (members.Has("portalItemID"))
        {
            throw place.Invalid("portalItemID is not taken, since this server belongs to no portal; expected features, a url or an itemID");
        }

        if (EsriGeometryReader.HasGeometry(members) || members.HasAny("geometry", "attributes"))
        {
            return new EsriDocument(utf8, place).ReadSingle(start, isGeometry: !members.HasAny("geometry", "attributes"));
        }

        throw Unknown(place, "the object has none of the members by which features are known");
    }

    FeatureSet ReadArray(ref JsonScanner json)
    {
        var start = json.Bookmark;
        json.SkipUnread();
        var first = new JsonScanner(utf8.Span, start, place.Limits.JsonDepth);
        first.EnterArray();
        if (!first.NextElement())
        {
            return new EsriDocument(utf8, place).ReadArray(start, isGeometries: false);
        }

        if (first.Peek() != JsonKind.Object)
        {
            throw Unknown(place, $"the list begins with {ReadingPlace.Excerpt(first)}");
        }

        var members = JsonMembers.Read(ref first, utf8, place);
        if (GeoJsonDocument.Is(members))
        {
            return new GeoJsonDocument(utf8, place).ReadArray(members, start);
        }

        var isGeometries = EsriGeometryReader.HasGeometry(members);
        return isGeometries || members.HasAny("attributes", "geometry")
            ? new EsriDocument(utf8, place).ReadArray(start, isGeometries)
            : throw Unknown(place, "the list does not begin with a feature or a geometry");
    }
}

using System.Text;
using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>
/// Where the values of one object's members stand, so that they can be read in another order than they came. A member that is null counts
/// as not there.
/// </summary>
sealed class JsonMembers
{
    const int MaxMembers = 1000;

    // These are large and read later; passing them is many times faster than checking them twice.
    static readonly HashSet<string> ReadLater =
    [
        "features", "featureSet", "layers", "layerDefinition", "value", "geometry", "geometries", "attributes", "properties",
        "rings", "paths", "points", "curveRings", "curvePaths", "coordinates",
    ];

    readonly Dictionary<string, JsonBookmark> _places = [];
    readonly ReadOnlyMemory<byte> _utf8;
    readonly ReadingPlace _place;

    JsonMembers(ReadOnlyMemory<byte> utf8, ReadingPlace place)
    {
        _utf8 = utf8;
        _place = place;
    }

    /// <summary>Reads over the object that comes next.</summary>
    /// <param name="utf8">The text that the scanner reads.</param>
    public static JsonMembers Read(ref JsonScanner json, ReadOnlyMemory<byte> utf8, ReadingPlace place)
    {
        var members = new JsonMembers(utf8, place);
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (!json.TryReadNull())
            {
                members.Add(Encoding.UTF8.GetString(name), ref json);
            }
            else if (name.SequenceEqual("x"u8) || name.SequenceEqual("xmin"u8))
            {
                members.IsEmptyGeometry = true;
            }
        }

        return members;
    }

    /// <summary>Whether the object has null for the member by which an empty point or envelope is known.</summary>
    public bool IsEmptyGeometry { get; private set; }

    public bool Has(string name) => _places.ContainsKey(name);

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_places.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A scanner before the value of a member.</summary>
    public bool TryGet(string name, out JsonScanner json)
    {
        if (_places.TryGetValue(name, out var bookmark))
        {
            json = new JsonScanner(_utf8.Span, bookmark, _place.Limits.JsonDepth);
            return true;
        }

        json = default;
        return false;
    }

    /// <summary>The members of the object that a member is, or null.</summary>
    public JsonMembers? Object(string name) => TryGet(name, out var json) ? Read(ref json, _utf8, _place) : null;

    /// <summary>The text of a member, or null where it is not there.</summary>
    /// <exception cref="GpServer.Core.GpException">It is something else than text, or longer than a text may be.</exception>
    public string? Text(string name)
    {
        if (!TryGet(name, out var json))
        {
            return null;
        }

        if (json.Peek() != JsonKind.String)
        {
            throw _place.Invalid($"{name} is {ReadingPlace.Excerpt(json)}; expected text");
        }

        var utf8 = json.ReadUtf8String();
        return utf8.Length <= _place.Limits.TextBytes
            ? Encoding.UTF8.GetString(utf8)
            : throw _place.Exceeds($"{name} has more than {_place.Limits.TextBytes} bytes, the limit of one value.");
    }

    /// <summary>Whether a member is true or false, or null where it is not there.</summary>
    /// <exception cref="GpServer.Core.GpException">It is something else.</exception>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var json))
        {
            return null;
        }

        return json.Peek() is JsonKind.True or JsonKind.False
            ? json.ReadBoolean()
            : throw _place.Invalid($"{name} is {ReadingPlace.Excerpt(json)}; expected true or false");
    }

    /// <summary>The whole number from 0 that a member is, or null where it is not there or something else.</summary>
    public int? Count(string name) =>
        TryGet(name, out var json) && json.TryReadInt64(out var number) && number is >= 0 and <= int.MaxValue ? (int)number : null;

    void Add(string name, ref JsonScanner json)
    {
        if (_places.Count < MaxMembers)
        {
            _places[name] = json.Bookmark;
        }

        if (ReadLater.Contains(name))
        {
            json.SkipUnread();
        }
        else
        {
            json.Skip();
        }
    }
}

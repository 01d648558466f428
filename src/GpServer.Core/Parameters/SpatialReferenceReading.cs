using System.Buffers;
using System.Globalization;
using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Spatial;

namespace GpServer.Core.Parameters;

/// <summary>
/// Reads and writes the JSON of a spatial reference, wherever it stands: a request parameter, a feature set, a geometry, an extent. In: a
/// bare wkid, a string that holds any form, or an object with <c>wkid</c>, <c>latestWkid</c> (and the vertical <c>vcsWkid</c>),
/// <c>wkt</c>, <c>wkt2</c> or <c>name</c>: the first of them in this order counts, and an id that is not known gives way to the next.
/// Other members, such as tolerances, are ignored.
/// </summary>
public static class SpatialReferenceReading
{
    static readonly SearchValues<char> KeywordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <returns>The system, or null for <c>null</c>, an empty object, or a wkid of 0 or less, by which clients say "unknown".</returns>
    /// <exception cref="GpException">The system is not known, or its text cannot be read.</exception>
    /// <exception cref="JsonFormatException">The value is neither a number, an object nor null.</exception>
    public static SpatialReference? Read(ref JsonScanner json, SpatialReferences references)
    {
        ArgumentNullException.ThrowIfNull(references);
        switch (json.Peek())
        {
            case JsonKind.Null:
                json.Skip();
                return null;
            case JsonKind.Object:
                return ReadObject(ref json, references);
            case JsonKind.String:
                return FromText(json.ReadString(), references);
            default:
                return json.TryReadInt64(out var wkid)
                    ? FromWkid(wkid, references)
                    : throw new JsonFormatException("expected a spatial reference: a wkid or an object", json.Position);
        }
    }

    /// <summary>
    /// Reads the text of a form field: a wkid, a code with its authority, a WKT, a name, or the JSON object, even in quotes.
    /// </summary>
    /// <exception cref="GpException">The system is not known, or its text cannot be read.</exception>
    /// <exception cref="JsonFormatException">The text begins as a JSON object and is none.</exception>
    public static SpatialReference? ReadText(ReadOnlySpan<byte> utf8, SpatialReferences references) =>
        FromText(Encoding.UTF8.GetString(utf8), references);

    /// <summary>Writes the ids of the system, or the text of a custom one, as <c>wkt2</c> when it came in version 2.</summary>
    public static void Write(JsonOutput json, SpatialReference system)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(system);
        json.StartObject();
        if (system.Wkt is { } wkt)
        {
            json.Member(system.IsWkt2 ? "wkt2"u8 : "wkt"u8, wkt);
        }
        else
        {
            Write(json, "wkid"u8, system.Wkid);
            Write(json, "latestWkid"u8, system.LatestWkid);
            Write(json, "vcsWkid"u8, system.VcsWkid);
            Write(json, "latestVcsWkid"u8, system.LatestVcsWkid);
        }

        json.EndObject();
    }

    static SpatialReference? ReadObject(ref JsonScanner json, SpatialReferences references)
    {
        long? wkid = null, latestWkid = null, vcsWkid = null, latestVcsWkid = null;
        string? wkt = null, wkt2 = null, name = null;
        var file = false;
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (json.TryReadNull())
            {
                continue;
            }

            if (member.SequenceEqual("wkid"u8))
            {
                wkid = ReadId(ref json);
            }
            else if (member.SequenceEqual("latestWkid"u8))
            {
                latestWkid = ReadId(ref json);
            }
            else if (member.SequenceEqual("vcsWkid"u8))
            {
                vcsWkid = ReadId(ref json);
            }
            else if (member.SequenceEqual("latestVcsWkid"u8))
            {
                latestVcsWkid = ReadId(ref json);
            }
            else if (member.SequenceEqual("wkt"u8))
            {
                wkt = json.ReadString();
            }
            else if (member.SequenceEqual("wkt2"u8))
            {
                wkt2 = json.ReadString();
            }
            else if (member.SequenceEqual("name"u8))
            {
                name = json.ReadString();
            }
            else if (member.SequenceEqual("projectionFile"u8) || member.SequenceEqual("projectionFileItemID"u8))
            {
                file = true;
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }

        wkt = string.IsNullOrWhiteSpace(wkt) ? wkt2 : wkt;
        var system = Known(wkid, references)
            ?? Known(latestWkid, references)
            ?? (string.IsNullOrWhiteSpace(wkt) ? null : references.FromWkt(wkt))
            ?? (string.IsNullOrWhiteSpace(name) ? null : references.FromName(name))
            ?? FromWkid(latestWkid is > 0 ? latestWkid.Value : wkid ?? 0, references);
        if (system is null && file)
        {
            throw new GpException(GpError.NotAvailable, "A spatial reference cannot be read from a projection file; send its wkid or wkt.");
        }

        // Clients say "none" by 0 and -1.
        var (vertical, latestVertical) = (vcsWkid is > 0 ? vcsWkid : null, latestVcsWkid is > 0 ? latestVcsWkid : null);
        return vertical is null && latestVertical is null
            ? system
            : system?.WithVertical((int?)(vertical ?? latestVertical), (int?)(latestVertical ?? vertical));
    }

    // A wkid that is not known may be a retired one beside a current latestWkid, or one of the client's own beside its text.
    static SpatialReference? Known(long? wkid, SpatialReferences references) =>
        wkid is > 0 and <= int.MaxValue && references.TryGet((int)wkid, out var system) ? system : null;

    static SpatialReference? FromWkid(long wkid, SpatialReferences references) => wkid switch
    {
        <= 0 => null,
        > int.MaxValue => throw new GpException(
            GpError.SpatialReference,
            FormattableString.Invariant($"Unknown spatial reference wkid {wkid}: expected the id of a horizontal system of EPSG or Esri.")),
        _ => references.Get((int)wkid),
    };

    /// <param name="text">A wkid, a code with its authority, well-known text, a name, or JSON in a string.</param>
    /// <param name="references">The known systems.</param>
    /// <param name="isInside">Whether the text was already inside of such JSON, which is not opened again.</param>
    static SpatialReference? FromText(string text, SpatialReferences references, bool isInside = false)
    {
        // A byte order mark begins many .prj files.
        text = text.Trim().TrimStart('\uFEFF');
        if (!isInside && text.StartsWith('"'))
        {
            var json = new JsonScanner(Encoding.UTF8.GetBytes(text));
            var content = json.ReadString();
            json.ExpectEnd();
            return FromText(content, references, isInside: true);
        }

        if (text.StartsWith('{'))
        {
            var json = new JsonScanner(Encoding.UTF8.GetBytes(text));
            var system = ReadObject(ref json, references);
            json.ExpectEnd();
            return system;
        }

        if (long.TryParse(text, CultureInfo.InvariantCulture, out var wkid))
        {
            return FromWkid(wkid, references);
        }

        if (AuthorityCode.Read(text) is { } code)
        {
            return references.Get(code);
        }

        return IsWellKnownText(text) || text.StartsWith('+') ? references.FromWkt(text) : references.FromName(text);
    }

    /// <summary>
    /// Well-known text may have round brackets instead of square ones, and so may names such as <c>NAD83(2011)</c> or <c>NTF (Paris)</c>:
    /// in a text they follow a keyword, which has no digits, without a space.
    /// </summary>
    static bool IsWellKnownText(string text) => text.Contains('[', StringComparison.Ordinal)
        || (text.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket
            && text.AsSpan(0, bracket).IndexOfAnyExcept(KeywordCharacters) < 0);

    static long ReadId(ref JsonScanner json) =>
        json.TryReadInt64(out var id) && id is >= int.MinValue and <= int.MaxValue
            ? id
            : throw new JsonFormatException("expected the number of a spatial reference", json.Position);

    static void Write(JsonOutput json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
        {
            json.Member(name, number);
        }
    }
}

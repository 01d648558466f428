using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>
/// The coordinate systems known by id, name or text, and the transforms between them. For many threads. The table behind it (EPSG and
/// Esri,
/// see Data/LICENSE.md for its terms) is read at the first use and kept compressed.
/// </summary>
public sealed class SpatialReferences
{
    const int WebMercatorWkid = 102100;
    const int WebMercatorLatestWkid = 3857;
    const int CachedSystems = 1024;
    const int CachedTransforms = 512;

    /// <summary>A key is up to 65,536 characters, so this many are 8 MB at most.</summary>
    const int CachedTexts = 64;

    readonly Lazy<CrsTable> _table = new(CrsTable.Load);
    readonly BoundedCache<int, SpatialReference> _known = new(CachedSystems);
    readonly BoundedCache<string, SpatialReference> _texts = new(CachedTexts);
    readonly BoundedCache<(SpatialReference From, SpatialReference To), CoordinateTransform> _transforms = new(CachedTransforms);

    SpatialReferences()
    {
    }

    /// <summary>The one instance: immutable data and caches of it.</summary>
    public static SpatialReferences Default { get; } = new();

    /// <summary>Longitude and latitude on WGS 84, wkid 4326.</summary>
    public SpatialReference Wgs84 => Get(4326);

    /// <summary>Web Mercator, wkid 102100 and latestWkid 3857.</summary>
    public SpatialReference WebMercator => Get(WebMercatorWkid);

    /// <summary>The system of a well-known id. All ids of Web Mercator yield the same one.</summary>
    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/>: the id is unknown.</exception>
    public SpatialReference Get(int wkid) => TryGet(wkid, out var found)
        ? found
        : throw new GpException(
            GpError.SpatialReference,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Unknown spatial reference wkid {wkid}: expected the id of a horizontal system of EPSG or Esri, such as 4326."));

    /// <summary>The system of a well-known id, if there is one.</summary>
    public bool TryGet(int wkid, [NotNullWhen(true)] out SpatialReference? reference)
    {
        reference = _known.Find(IsWebMercator(wkid) ? WebMercatorWkid : wkid, Read);
        return reference is not null;
    }

    /// <summary>
    /// The system of a name as Esri or EPSG writes it, such as <c>World_Sinusoidal</c> or <c>WGS 84 / UTM zone 33N</c>; only letters and
    /// digits are compared, in any case.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/>: no system has this name.</exception>
    public SpatialReference FromName(string name) => _table.Value.FindByName(name) is [var row, ..]
        ? Get(row.Wkid)
        : throw new GpException(
            GpError.SpatialReference,
            $"Unknown spatial reference name '{Shortened(name)}': expected one of EPSG or Esri, such as WGS_1984_UTM_Zone_33N.");

    /// <summary>
    /// The system that well-known text describes (version 1 in Esri's or GDAL's dialect, or version 2): a known one when the text is
    /// equal
    /// to one, otherwise a custom one.
    /// </summary>
    /// <exception cref="GpException">
    /// <see cref="GpError.SpatialReference"/>: the text cannot be read; the message names the character where reading stopped.
    /// </exception>
    public SpatialReference FromWkt(string wkt) => _texts.GetOrAdd(wkt, ReadText);

    /// <summary>
    /// The text by which files name a system: well-known text of version 1 as Esri writes it, or that of a custom system as it came.
    /// Null where none is
    /// known.
    /// </summary>
    public string? TextOf(SpatialReference system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.Wkt ?? (RowOf(system)?.EsriText is { Length: > 0 } text ? text : null);
    }

    /// <summary>Who gave <see cref="SpatialReference.LatestWkid"/>: <c>EPSG</c> or <c>ESRI</c>; null for a custom system.</summary>
    public string? AuthorityOf(SpatialReference system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return RowOf(system) is { } row ? row.IsEpsg ? "EPSG" : "ESRI" : null;
    }

    /// <summary>The transform that takes coordinates of one system to another; the same object for the same pair.</summary>
    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/>: a projection of the two is not computed, or they
    /// belong to different celestial bodies.</exception>
    public CoordinateTransform Transform(SpatialReference from, SpatialReference to) =>
        _transforms.GetOrAdd((from, to), pair => new CoordinateTransform(pair.From, pair.To));

    SpatialReference ReadText(string wkt)
    {
        var text = WktRoots.Read(wkt);
        var recognition = new WktRecognition(_table.Value);
        var system = WktSystemReader.Read(text, recognition.Datum);
        var reference = recognition.Find(system) is { } row
            ? Get(row.Wkid)
            : new SpatialReference(wkid: null, latestWkid: null, wkt, system.System);
        return text.Vertical is { } vertical && reference.Wkid is not null && WktRecognition.Code(vertical) is { } code
            ? reference.WithVertical(code)
            : reference;
    }

    CrsRow? RowOf(SpatialReference system) => system.LatestWkid is { } wkid ? _table.Value.Find(wkid) : null;

    SpatialReference? Read(int wkid)
    {
        if (_table.Value.Find(wkid == WebMercatorWkid ? WebMercatorLatestWkid : wkid) is not { } row)
        {
            return null;
        }

        var latest = wkid == WebMercatorWkid ? WebMercatorLatestWkid : row.LatestWkid;
        return new SpatialReference(wkid, latest, wkt: null, CrsRowReader.Read(row));
    }

    static string Shortened(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 80)}…";

    static bool IsWebMercator(int wkid) => wkid is WebMercatorWkid or WebMercatorLatestWkid or 102113 or 3785 or 900913;
}

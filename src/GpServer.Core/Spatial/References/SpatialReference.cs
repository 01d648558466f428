namespace GpServer.Core.Spatial;

/// <summary>
/// A horizontal coordinate system as the protocol names it: by well-known id, or by text when it is a custom one. Immutable; obtained from
/// <see cref="SpatialReferences"/>. Coordinates are always x = east or longitude, y = north or latitude, in the system's own unit,
/// except in the systems whose authority defines them as southing and westing (see docs/spatial-references.md).
/// </summary>
public sealed class SpatialReference : IEquatable<SpatialReference>
{
    internal SpatialReference(int? wkid, int? latestWkid, string? wkt, CoordinateSystem system)
    {
        Wkid = wkid;
        LatestWkid = latestWkid;
        Wkt = wkt;
        System = system;
    }

    /// <summary>The id the system was asked for by (102100 for every Web Mercator); null for a custom system.</summary>
    public int? Wkid { get; }

    /// <summary>The id now current for the same system; null for a custom system.</summary>
    public int? LatestWkid { get; }

    /// <summary>The id of the vertical system that was named along with this one. Carried, not computed with.</summary>
    public int? VcsWkid { get; private init; }

    /// <summary>The current id of the vertical system.</summary>
    public int? LatestVcsWkid { get; private init; }

    /// <summary>The text of a custom system, as it came; null for a system with an id.</summary>
    public string? Wkt { get; }

    /// <summary>Whether <see cref="Wkt"/> is well-known text of version 2, which clients expect under another name.</summary>
    public bool IsWkt2 => Wkt is not null && WktRoots.IsVersion2(Wkt);

    /// <summary>The authority's name of the system, or the name in the text of a custom one.</summary>
    public string Name => System.Name;

    /// <summary>Whether coordinates are longitude and latitude.</summary>
    public bool IsGeographic => System.Projection is null;

    /// <summary>Metres per unit of a projected system; radians per unit of a geographic one.</summary>
    public double UnitFactor => System.UnitFactor;

    /// <summary>The unit's name as its authority writes it, such as <c>metre</c>, <c>US survey foot</c> or <c>degree</c>.</summary>
    public string UnitName => System.UnitName;

    /// <summary>The ellipsoid of the system's datum.</summary>
    public Ellipsoid Ellipsoid => System.Datum.Ellipsoid;

    /// <summary>Where the system is meant to be used, in degrees of longitude and latitude from Greenwich; west is larger than east when
    /// the area crosses the antimeridian. Null when not known.</summary>
    public (double West, double South, double East, double North)? AreaOfUse => System.AreaOfUse;

    /// <summary>What is computed.</summary>
    internal CoordinateSystem System { get; }

    /// <summary>
    /// Longitude and latitude in degrees from Greenwich on this system's own datum: what geodesics are computed in. This system itself
    /// when it is that.
    /// </summary>
    internal SpatialReference Geographic
    {
        get
        {
            const double radiansPerDegree = Math.PI / 180;
            if (IsGeographic && System.PrimeMeridian == 0 && Math.Abs(UnitFactor - radiansPerDegree) < 1e-15)
            {
                return this;
            }

            // The text only tells these systems apart: none of them is ever written.
            return new SpatialReference(null, null, $"longitude and latitude of {this}", System with
            {
                Projection = null,
                PrimeMeridian = 0,
                UnitFactor = radiansPerDegree,
                UnitName = "degree",
                SouthWest = false,
            });
        }
    }

    /// <summary>The same horizontal system with the ids of a vertical one, or without one.</summary>
    public SpatialReference WithVertical(int? vcsWkid, int? latestVcsWkid = null) =>
        new(Wkid, LatestWkid, Wkt, System) { VcsWkid = vcsWkid, LatestVcsWkid = latestVcsWkid ?? vcsWkid };

    /// <summary>
    /// Whether coordinates in both mean the same place: both have the same id or the same custom text, or an id of one is the current id of
    /// the other and both are computed alike. (The authority also replaces systems by others that differ, to correct a parameter or the
    /// datum.) Vertical systems are not compared.
    /// </summary>
    public bool IsEquivalentTo(SpatialReference? other)
    {
        if (other is null)
        {
            return false;
        }

        if (Wkid is null || other.Wkid is null)
        {
            return Wkid == other.Wkid && Wkt == other.Wkt;
        }

        return Wkid == other.Wkid
            || ((Wkid == other.LatestWkid || LatestWkid == other.Wkid || LatestWkid == other.LatestWkid) && System.IsSameAs(other.System));
    }

    /// <summary>Whether both would be written the same: all ids and the text are equal.</summary>
    public bool Equals(SpatialReference? other) => other is not null && Wkid == other.Wkid && LatestWkid == other.LatestWkid
        && VcsWkid == other.VcsWkid && LatestVcsWkid == other.LatestVcsWkid && Wkt == other.Wkt;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpatialReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Wkid, LatestWkid, VcsWkid, LatestVcsWkid, Wkt);

    /// <summary>For messages: <c>wkid 27700</c>, or <c>the custom system 'name'</c>.</summary>
    public override string ToString() => Wkid is { } wkid ? FormattableString.Invariant($"wkid {wkid}") : $"the custom system '{Name}'";
}

namespace GpServer.Core.Spatial;

/// <summary>A datum: its ellipsoid, and the shift to WGS 84 if one is known.</summary>
/// <param name="Name">The datum's name; null for one that a text gives a shift of its own, of which a name says nothing.</param>
/// <param name="Ellipsoid">The figure its latitudes belong to.</param>
/// <param name="BaseWkid">The geographic system of this datum, when it is known.</param>
/// <param name="ToWgs84">The shift to WGS 84; null means that longitude and latitude are taken as those of WGS 84.</param>
sealed record GeodeticDatum(string? Name, Ellipsoid Ellipsoid, int? BaseWkid, HelmertShift? ToWgs84)
{
    /// <summary>Whose surface its latitudes and longitudes lie on.</summary>
    public string Body { get; init; } = CelestialBody.Earth;

    /// <summary>Geocentric metres of the point about which the shift rotates; the geocentre for most.</summary>
    public (double X, double Y, double Z) EvaluationPoint { get; init; }

    public bool IsOnSameBodyAs(GeodeticDatum other) => Body.Equals(other.Body, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether longitude and latitude mean the same in both. A datum may come with different shifts for different areas of use, so
    /// the same geographic base counts before the shift does.
    /// </summary>
    public bool IsSameAs(GeodeticDatum other)
    {
        if (Ellipsoid != other.Ellipsoid)
        {
            return ToWgs84 is null && other.ToWgs84 is null;
        }

        return ToWgs84 == other.ToWgs84 || (BaseWkid is not null && BaseWkid == other.BaseWkid)
            || (Name is not null && Name == other.Name);
    }
}

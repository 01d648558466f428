namespace GpServer.Core.Spatial;

/// <summary>The projections of national grids, of regions and of the poles, by class name.</summary>
static class RegionalProjections
{
    public static IReadOnlyDictionary<string, Func<ProjectionDefinition, IProjection>> Factories { get; } =
        new Dictionary<string, Func<ProjectionDefinition, IProjection>>
        {
            ["Popular_Visualisation_Pseudo-Mercator"] = definition => new WebMercatorProjection(definition),
            ["Transverse_Mercator"] = definition => new TransverseMercatorProjection(definition),
            ["Oblique_Mercator"] = definition => new HotineObliqueMercatorProjection(definition, originAtCenter: false),
            ["Hotine_Oblique_Mercator_Azimuth_Center"] = definition =>
                new HotineObliqueMercatorProjection(definition, originAtCenter: true),
            ["Lambert_Azimuthal_Equal_Area"] = definition => new LambertAzimuthalEqualAreaProjection(definition),
            ["Cassini_Soldner"] = definition => new CassiniSoldnerProjection(definition),
            ["Polyconic"] = definition => new VerifiedProjection(new ProjNetProjection(definition), definition.MetresPerUnit),
            ["Lambert_Conformal_Conic_2SP"] = definition => new ProjNetProjection(definition),
            ["Albers_Conic_Equal_Area"] = definition => new ProjNetProjection(definition),
            ["Krovak"] = definition => new ProjNetProjection(definition),
            ["Oblique_Stereographic"] = definition => new ProjNetProjection(definition),
            ["Mercator_1SP"] = definition => new ProjNetProjection(definition),
        };
}

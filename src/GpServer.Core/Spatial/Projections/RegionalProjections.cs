namespace GpServer.Core.Spatial;

/// <summary>The projections of national grids, of regions and of the poles, by class name.</summary>
static class RegionalProjections
{
    public static IReadOnlyDictionary<string, Func<ProjectionDefinition, IProjection>> Factories { get; } =
        new Dictionary<string, Func<ProjectionDefinition, IProjection>>
        {
            // Cylindrical
            ["Popular_Visualisation_Pseudo-Mercator"] = definition => new WebMercatorProjection(definition),
            ["Mercator_1SP"] = definition => Cut(definition, new MercatorFormula(definition)),
            ["Transverse_Mercator"] = definition => new TransverseMercatorProjection(definition),
            ["Transverse_Mercator_Zoned_Grid_System"] = definition => new TransverseMercatorZonedGrid(definition),
            ["Oblique_Mercator"] = definition => new HotineObliqueMercatorProjection(definition, originAtCenter: false),
            ["Hotine_Oblique_Mercator_Azimuth_Center"] = definition =>
                new HotineObliqueMercatorProjection(definition, originAtCenter: true),
            ["Hotine_Oblique_Mercator_Two_Point_Natural_Origin"] = definition =>
                new HotineObliqueMercatorProjection(ObliqueMercatorTwoPoint.ByAzimuth(definition), originAtCenter: false),
            ["Laborde_Oblique_Mercator"] = definition => Whole(definition, new LabordeObliqueMercator(definition)),
            ["Cassini_Soldner"] = definition => new CassiniSoldnerProjection(definition),
            ["Hyperbolic_Cassini_Soldner"] = definition => new HyperbolicCassiniSoldnerProjection(definition),

            // Conic
            ["Lambert_Conformal_Conic_2SP"] = definition => Cut(definition, new LambertConformalConic(definition)),
            ["Lambert_Conic_Conformal_(West_Orientated)"] = definition =>
                Cut(definition, new LambertConformalConic(definition, isWest: true)),
            ["Lambert_Conic_Near-Conformal"] = definition => Cut(definition, new LambertConicNearConformal(definition)),
            ["Albers_Conic_Equal_Area"] = definition => Cut(definition, new AlbersEqualArea(definition)),
            ["Equidistant_Conic"] = definition => Cut(definition, new EquidistantConic(definition)),
            ["Krovak"] = definition => Krovak(definition, isModified: false),
            ["Krovak_Modified"] = definition => Krovak(Opposite(definition), isModified: true),
            ["Krovak_Modified_(North_Orientated)"] = definition => Krovak(Opposite(definition), isModified: true),
            ["Polyconic"] = definition => Cut(definition, new PolyconicFormula(definition)),
            ["Bonne"] = definition => Cut(definition, new BonneFormula(definition)),
            ["Bonne_(South_Orientated)"] = definition => Cut(Opposite(definition), new BonneFormula(definition)),

            // Azimuthal
            ["Lambert_Azimuthal_Equal_Area"] = definition => new LambertAzimuthalEqualAreaProjection(definition),
            ["Polar_Stereographic"] = definition => Whole(definition, new PolarStereographic(definition)),
            ["Polar_Stereographic_(variant_C)"] = definition =>
                Whole(definition, new PolarStereographic(definition, originAtParallel: true)),
            ["Stereographic"] = definition => Stereographic(definition, isDouble: false),
            ["Oblique_Stereographic"] = definition => Stereographic(definition, isDouble: true),
            ["Azimuthal_Equidistant"] = definition => Whole(definition, new AzimuthalEquidistant(definition)),
            ["Guam_Projection"] = definition => Cut(definition, new GuamFormula(definition)),
            ["Two_Point_Equidistant"] = definition => Whole(definition, new TwoPointEquidistant(definition)),
            ["Gnomonic"] = definition => Whole(definition, SphericalPerspective.Gnomonic(definition)),
            ["Orthographic"] = definition => Whole(definition, new OrthographicFormula(definition, isSphere: true)),
            ["Orthographic_(Ellipsoidal)"] = definition => Whole(definition, new OrthographicFormula(definition, isSphere: false)),
            ["Local"] = definition => Whole(definition, new OrthographicFormula(definition, isSphere: false)),
            ["Vertical_Near_Side_Perspective"] = definition => Whole(definition, SphericalPerspective.NearSide(definition)),
            ["Geostationary_Satellite"] = definition => Whole(definition, new GeostationarySatellite(definition, sweepsX: false)),
            ["Geostationary_Satellite_(Sweep_X)"] = definition => Whole(definition, new GeostationarySatellite(definition, sweepsX: true)),

            // Others
            ["IGAC_Plano_Cartesiano"] = definition => Cut(definition, new ColombiaUrban(definition)),
            ["New_Zealand_Map_Grid"] = definition => Whole(definition, new NewZealandMapGrid(definition)),
            ["Tunisia_Mapping_Grid"] = definition => Cut(definition, new TunisiaMiningGrid(definition)),
        };

    /// <summary>A map without edges inside its domain.</summary>
    static FormulaProjection<T> Whole<T>(ProjectionDefinition definition, T formula)
        where T : struct, IPointFormula => new(definition, formula, []);

    /// <summary>A map that is cut opposite its central meridian.</summary>
    static FormulaProjection<T> Cut<T>(ProjectionDefinition definition, T formula)
        where T : struct, IPointFormula =>
        new(definition, formula, MapSheet.Around(FormulaProjection<T>.CentralMeridian(definition)));

    static IProjection Stereographic(ProjectionDefinition definition, bool isDouble)
    {
        // At a pole both spheres are those of the polar formulas.
        if (Math.Abs(definition.Value("latitude_of_origin")) > 90 - 1e-9)
        {
            return Whole(definition, new PolarStereographic(definition));
        }

        var formula = new ConformalSphereStereographic(definition, isDouble);
        return new FormulaProjection<ConformalSphereStereographic>(
            definition, formula, formula.Sheets(definition.Radians("central_meridian")));
    }

    static FormulaProjection<KrovakFormula> Krovak(ProjectionDefinition definition, bool isModified)
    {
        var formula = new KrovakFormula(definition, isModified);
        return new(definition, formula, formula.Sheets(FormulaProjection<KrovakFormula>.CentralMeridian(definition)));
    }

    /// <summary>
    /// A false origin that is added to southing and westing, so that it counts from the east and the north with the other sign.
    /// </summary>
    static ProjectionDefinition Opposite(ProjectionDefinition definition) => definition with
    {
        Parameters = new Dictionary<string, double>(definition.Parameters)
        {
            ["false_easting"] = -definition.Value("false_easting"),
            ["false_northing"] = -definition.Value("false_northing"),
        },
    };
}

namespace GpServer.Core.Spatial;

/// <summary>
/// The projections of maps of the whole world, by class name. Those without a formula for the ellipsoid are computed on a sphere with its
/// semi-major axis, from geodetic latitudes, as Esri's software and PROJ do.
/// </summary>
static class WorldProjections
{
    public static IReadOnlyDictionary<string, Func<ProjectionDefinition, IProjection>> Factories { get; } =
        new Dictionary<string, Func<ProjectionDefinition, IProjection>>
        {
            ["Equirectangular"] = definition => Pseudocylinder(
                definition, new SphericalEquidistant(TrueParallel(definition), definition.Radians("latitude_of_origin"))),
            ["Equidistant_Cylindrical_Ellipsoidal"] = definition => Pseudocylinder(
                definition,
                new EllipsoidalEquidistant(
                    new MeridianArc(definition.Ellipsoid with { SemiMajorAxis = 1 }),
                    TrueParallelRadius(definition),
                    definition.Radians("latitude_of_origin"))),
            ["Cylindrical_Equal_Area"] = definition => Pseudocylinder(
                definition, new CylindricalEqualArea(new AuthalicLatitude(definition.Ellipsoid), TrueParallelRadius(definition))),
            ["Equal_Earth"] = definition => Pseudocylinder(definition, new EqualEarth(new AuthalicLatitude(definition.Ellipsoid))),
            ["Sinusoidal"] = definition => Pseudocylinder(definition, new Sinusoidal(definition.Ellipsoid)),
            ["Miller_Cylindrical"] = definition => Pseudocylinder(definition, default(Miller), AuthalicRadius(definition.Ellipsoid)),
            ["Gall_Stereographic"] = definition => Pseudocylinder(definition, default(GallStereographic)),
            ["Compact_Miller"] = definition => Pseudocylinder(definition, PolynomialParallels.CompactMiller),
            ["Patterson"] = definition => Pseudocylinder(definition, PolynomialParallels.Patterson),
            ["Tobler_Cylindrical_I"] = definition => Pseudocylinder(definition, PolynomialParallels.ToblerCylindricalI),
            ["Tobler_Cylindrical_II"] = definition => Pseudocylinder(definition, PolynomialParallels.ToblerCylindricalII),
            ["Mollweide"] = definition => Pseudocylinder(definition, default(Mollweide)),
            ["Eckert_I"] = definition => Pseudocylinder(definition, default(EckertI)),
            ["Eckert_II"] = definition => Pseudocylinder(definition, default(EckertII)),
            ["Eckert_III"] = definition => Pseudocylinder(definition, default(EckertIII)),
            ["Eckert_IV"] = definition => Pseudocylinder(definition, default(EckertIV)),
            ["Eckert_V"] = definition => Pseudocylinder(definition, default(EckertV)),
            ["Eckert_VI"] = definition => Pseudocylinder(definition, default(EckertVI)),
            ["Winkel_I"] = definition => Pseudocylinder(definition, new WinkelI(definition.Radians("standard_parallel_1"))),
            ["Winkel_II"] = definition => Pseudocylinder(definition, new WinkelII(definition.Radians("standard_parallel_1"))),
            ["Quartic_Authalic"] = definition => Pseudocylinder(definition, default(QuarticAuthalic)),
            ["Loximuthal"] = definition => Pseudocylinder(definition, new Loximuthal(definition.Radians("latitude_of_origin"))),
            ["Robinson"] = definition => Pseudocylinder(definition, default(Robinson)),
            ["Flat_Polar_Quartic"] = definition => Pseudocylinder(definition, default(FlatPolarQuartic)),
            ["Craster_Parabolic"] = definition => Pseudocylinder(definition, default(CrasterParabolic)),
            ["Times"] = definition => Pseudocylinder(definition, default(Times)),
            ["Wagner_IV"] = definition => Pseudocylinder(definition, EllipticalFlatPole.WagnerIV),
            ["Wagner_V"] = definition => Pseudocylinder(definition, EllipticalFlatPole.WagnerV),
            ["Natural_Earth"] = definition => Pseudocylinder(definition, PolynomialParallels.NaturalEarth),
            ["Natural_Earth_II"] = definition => Pseudocylinder(definition, PolynomialParallels.NaturalEarthII),
            ["Winkel_Tripel"] = definition => World(definition, new WinkelTripel(definition.Radians("standard_parallel_1"))),
            ["VanDerGrinten"] = definition => World(definition, default(VanDerGrinten), AuthalicRadius(definition.Ellipsoid)),
            ["Aitoff"] = definition => World(definition, default(Aitoff)),
            ["Hammer_Aitoff"] = definition => World(definition, default(Hammer)),
            ["Wagner_VII"] = definition => World(definition, default(WagnerVII)),
            ["Interrupted_Goode_Homolosine"] = definition => Goode(definition, GoodeHomolosine.Land),
            ["Goode_Homolosine"] = definition => Goode(definition, GoodeHomolosine.Ocean),
            ["Adams_Square_II"] = definition => World(definition, default(AdamsSquareII)),
            ["Peirce_Quincuncial"] = Peirce,
        };

    static WorldProjection<TMap> World<TMap>(ProjectionDefinition definition, TMap map, double? radius = null)
        where TMap : struct, IWorldMap => new(definition, map, radius);

    static WorldProjection<Pseudocylindrical<TParallels>> Pseudocylinder<TParallels>(
        ProjectionDefinition definition, TParallels parallels, double? radius = null)
        where TParallels : struct, IParallels => new(definition, new Pseudocylindrical<TParallels>(parallels), radius);

    static WorldProjection<GoodeHomolosine> Goode(ProjectionDefinition definition, GoodeHomolosine map) =>
        new(definition, map, sheets: map.Sheets(definition.Radians("central_meridian")));

    static WorldProjection<PeirceQuincuncial> Peirce(ProjectionDefinition definition) => new(
        definition,
        definition.Value("option") == 0 ? PeirceQuincuncial.Square : PeirceQuincuncial.Diamond,
        sheets: PeirceQuincuncial.Sheets(definition.Radians("central_meridian")));

    /// <summary>Radians.</summary>
    static double TrueParallel(ProjectionDefinition definition)
    {
        var latitude = definition.Radians("standard_parallel_1");
        return Math.Cos(latitude) > 1e-10
            ? latitude
            : throw new ArgumentException("A cylinder does not meet the earth at a pole.", nameof(definition));
    }

    /// <summary>In semi-major axes.</summary>
    static double TrueParallelRadius(ProjectionDefinition definition) =>
        CircleOfLatitude.Radius(TrueParallel(definition), definition.Ellipsoid.EccentricitySquared);

    /// <summary>
    /// The radius of the sphere of an ellipsoid's area in metres, which PROJ takes for Miller's and van der Grinten's maps: its series to
    /// the sixth power of the eccentricity, 0.16 mm more than the exact one for WGS 84.
    /// </summary>
    static double AuthalicRadius(Ellipsoid ellipsoid)
    {
        var e2 = ellipsoid.EccentricitySquared;
        return ellipsoid.SemiMajorAxis * (1 - (e2 * ((1 / 6.0) + (e2 * ((17 / 360.0) + (e2 * 67 / 3024))))));
    }
}

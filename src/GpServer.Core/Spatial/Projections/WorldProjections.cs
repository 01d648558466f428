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
            ["Winkel_Tripel"] = definition => World(
                definition, new WinkelTripel(double.DegreesToRadians(definition.Value("standard_parallel_1", WinkelTripel.UsualParallel)))),
            ["VanDerGrinten"] = definition => World(definition, default(VanDerGrinten), AuthalicRadius(definition.Ellipsoid)),
            ["Aitoff"] = definition => World(definition, default(Aitoff)),
            ["Hammer_Aitoff"] = definition => World(definition, default(Hammer)),
            ["Wagner_VII"] = definition => World(definition, default(WagnerVII)),
            ["Interrupted_Goode_Homolosine"] = definition => Goode(definition, GoodeHomolosine.Land),
            ["Goode_Homolosine"] = definition => Goode(
                definition,
                definition.Value("option", 2) switch
                {
                    0 => GoodeHomolosine.InOnePiece,
                    1 => GoodeHomolosine.Land,
                    2 => GoodeHomolosine.Ocean,
                    _ => throw new ArgumentException("The options are 0, 1 and 2.", nameof(definition)),
                }),
            ["Adams_Square_II"] = Adams,
            ["Peirce_Quincuncial"] = Peirce,
        };

    static WorldProjection<TMap> World<TMap>(ProjectionDefinition definition, TMap map, double? radius = null)
        where TMap : struct, IWorldMap => new(definition, map, radius);

    static WorldProjection<Pseudocylindrical<TParallels>> Pseudocylinder<TParallels>(
        ProjectionDefinition definition, TParallels parallels, double? radius = null)
        where TParallels : struct, IParallels => new(definition, new Pseudocylindrical<TParallels>(parallels), radius);

    static WorldProjection<GoodeHomolosine> Goode(ProjectionDefinition definition, GoodeHomolosine map) =>
        new(definition, map, sheets: map.Sheets(definition.Radians("central_meridian")));

    /// <summary>
    /// In its normal aspect spherical and half the size, as PROJ computed Esri's system of that kind until 9.6; else as Esri's software.
    /// </summary>
    static IProjection Adams(ProjectionDefinition definition)
    {
        if (definition.Value("latitude_of_center") == 0 && definition.Value("azimuth") == 0 && definition.Value("xy_plane_rotation") == 0)
        {
            return new WorldProjection<AdamsSquareII>(
                definition, default, definition.Ellipsoid.SemiMajorAxis * definition.Value("scale_factor", 1),
                centralMeridian: definition.Radians("longitude_of_center"));
        }

        // The cut is no meridian.
        return new WorldProjection<ObliqueAdamsSquareII>(definition, new(definition), sheets: []);
    }

    static WorldProjection<PeirceQuincuncial> Peirce(ProjectionDefinition definition) =>
        (definition.Value("latitude_of_origin", 90), definition.Value("option")) switch
        {
            (90, 0) => Peirce(definition, PeirceQuincuncial.Square),
            (90, 1) => Peirce(definition, PeirceQuincuncial.Diamond),
            _ => throw new ArgumentException("The options are 0 and 1 around the north pole.", nameof(definition)),
        };

    static WorldProjection<PeirceQuincuncial> Peirce(ProjectionDefinition definition, PeirceQuincuncial map) => new(
        definition,
        map,
        definition.Ellipsoid.SemiMajorAxis * definition.Value("scale_factor", 1),
        PeirceQuincuncial.Sheets(definition.Radians("central_meridian")));

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

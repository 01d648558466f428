using System.Text;

namespace GpServer.Fuzz;

/// <summary>Well-known texts in all dialects, to be damaged.</summary>
public static class SeedSystems
{
    public static IReadOnlyList<byte[]> All { get; } = [.. Texts().Select(Encoding.UTF8.GetBytes)];

    static IEnumerable<string> Texts()
    {
        const string esri = """
            GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],
            UNIT["Degree",0.0174532925199433]]
            """;
        const string gdal = """
            GEOGCS["NTF (Paris)",DATUM["Nouvelle_Triangulation_Francaise_Paris",SPHEROID["Clarke 1880 (IGN)",6378249.2,293.466021293627],
            TOWGS84[-168,-60,320,0,0,0,0]],PRIMEM["Paris",2.33722917],UNIT["grad",0.0157079632679489],AUTHORITY["EPSG","4807"]]
            """;
        const string version2 = """
            BASEGEOGCRS["ETRS89",DYNAMIC[FRAMEEPOCH[2005]],
            ENSEMBLE["European Terrestrial Reference System 1989 ensemble",MEMBER["ETRF2000"],
            ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[0.1]],PRIMEM["Greenwich",0]]
            """;
        yield return esri;
        yield return gdal;
        foreach (var (method, parameters) in Methods)
        {
            yield return $"PROJCS[\"a\",{esri},PROJECTION[\"{method}\"],{Parameters(parameters)},UNIT[\"Meter\",1.0]]";
            yield return $"PROJCS[\"b\",{gdal},PROJECTION[\"{method}\"],{Parameters(parameters)},UNIT[\"metre\",1],AXIS[\"x\",EAST],"
                + "AXIS[\"y\",NORTH],AUTHORITY[\"EPSG\",\"27572\"]]";
            yield return Version2(version2, method, parameters);
        }

        yield return $"COORDINATEMETADATA[COMPOUNDCRS[\"c\",BOUNDCRS[SOURCECRS[{Version2(version2, "Transverse Mercator", [])}],"
            + "TARGETCRS[GEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,298.257223563]],"
            + "CS[ellipsoidal,2],"
            + "ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",4326]]],ABRIDGEDTRANSFORMATION[\"t\","
            + "METHOD[\"Coordinate Frame rotation\","
            + "ID[\"EPSG\",9607]],PARAMETER[\"X-axis translation\",598.1,ID[\"EPSG\",8605]],PARAMETER[\"Z-axis rotation\",-2.455,"
            + "ANGLEUNIT[\"arc-second\",4.84813681109536E-06]],PARAMETER[\"Scale difference\",1.0000067,ID[\"EPSG\",8611]]]],"
            + "VERTCRS[\"v\",VDATUM[\"v\"],CS[vertical,1],AXIS[\"H\",up],LENGTHUNIT[\"metre\",1],ID[\"EPSG\",5773]]],EPOCH[2016.47]]";
    }

    static (string Method, string[] Parameters)[] Methods =>
    [
        ("Transverse_Mercator", ["Central_Meridian\",15.0", "Scale_Factor\",0.9996", "False_Easting\",500000.0"]),
        ("Lambert_Conformal_Conic", ["Standard_Parallel_1\",45", "Standard_Parallel_2\",50.5", "Latitude_Of_Origin\",46.5"]),
        ("Albers", ["Standard_Parallel_1\",29.5", "Standard_Parallel_2\",45.5", "Central_Meridian\",-96"]),
        ("Mercator_Auxiliary_Sphere", ["Standard_Parallel_1\",0", "Auxiliary_Sphere_Type\",0"]),
        ("Hotine_Oblique_Mercator_Azimuth_Center", ["Azimuth\",90", "Longitude_Of_Center\",7.4", "Latitude_Of_Center\",46.9"]),
        ("Krovak", ["X_Scale\",-1", "Y_Scale\",1", "XY_Plane_Rotation\",90", "Longitude_Of_Center\",24.83", "Latitude_Of_Center\",49.5"]),
        ("Stereographic_North_Pole", ["Standard_Parallel_1\",71"]),
        ("Polar Stereographic (variant A)", ["Latitude of natural origin\",-90", "Scale factor at natural origin\",0.994"]),
        ("Lambert Azimuthal Equal Area", ["Latitude of natural origin\",52"]),
        ("Equidistant Cylindrical", ["Latitude of 1st standard parallel\",30"]),
        ("Goode_Homolosine", ["Option\",1"]),
    ];

    static string Parameters(IEnumerable<string> parameters) =>
        string.Join(",", parameters.Append("False_Northing\",0").Distinct().Select(parameter => $"PARAMETER[\"{parameter}]"));

    static string Version2(string geographic, string method, string[] parameters) =>
        $"PROJCRS[\"d\",{geographic},CONVERSION[\"e\",METHOD[\"{method}\"],{Parameters(parameters)}],CS[Cartesian,2],"
        + "AXIS[\"x\",east,ORDER[1]],AXIS[\"y\",north,ORDER[2]],LENGTHUNIT[\"metre\",1],"
        + "USAGE[SCOPE[\"s\"],BBOX[40,0,60,20]],ID[\"EPSG\",3035]]";
}

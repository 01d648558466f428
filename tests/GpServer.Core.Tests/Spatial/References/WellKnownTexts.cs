using System.Text.RegularExpressions;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Texts in the dialects that clients send.</summary>
public static class WellKnownTexts
{
    public const string EsriWgs84 = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    public const string EsriParis = "GEOGCS[\"GCS_NTF_Paris\",DATUM[\"D_NTF\",SPHEROID[\"Clarke_1880_IGN\",6378249.2,293.4660212936265]],"
        + "PRIMEM[\"Paris\",2.337229166666667],UNIT[\"Grad\",0.01570796326794897]]";

    public const string EsriUtm33 = "PROJCS[\"WGS_1984_UTM_Zone_33N\"," + EsriWgs84 + ",PROJECTION[\"Transverse_Mercator\"],"
        + "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",15.0],"
        + "PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    public const string GdalUtm33 = """
        PROJCS["WGS 84 / UTM zone 33N",
            GEOGCS["WGS 84",
                DATUM["WGS_1984",
                    SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],
                    AUTHORITY["EPSG","6326"]],
                PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],
                UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],
                AUTHORITY["EPSG","4326"]],
            PROJECTION["Transverse_Mercator"],
            PARAMETER["latitude_of_origin",0],
            PARAMETER["central_meridian",15],
            PARAMETER["scale_factor",0.9996],
            PARAMETER["false_easting",500000],
            PARAMETER["false_northing",0],
            UNIT["metre",1,AUTHORITY["EPSG","9001"]],
            AXIS["Easting",EAST],
            AXIS["Northing",NORTH],
            AUTHORITY["EPSG","32633"]]
        """;

    public const string EsriWebMercator = "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\"," + EsriWgs84
        + ",PROJECTION[\"Mercator_Auxiliary_Sphere\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],"
        + "PARAMETER[\"Central_Meridian\",0.0],PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],"
        + "UNIT[\"Meter\",1.0]]";

    public const string EsriBritish = "PROJCS[\"British_National_Grid\",GEOGCS[\"GCS_OSGB_1936\",DATUM[\"D_OSGB_1936\","
        + "SPHEROID[\"Airy_1830\",6377563.396,299.3249646]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
        + "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",400000.0],PARAMETER[\"False_Northing\",-100000.0],"
        + "PARAMETER[\"Central_Meridian\",-2.0],PARAMETER[\"Scale_Factor\",0.9996012717],PARAMETER[\"Latitude_Of_Origin\",49.0],"
        + "UNIT[\"Meter\",1.0]]";

    public const string GdalLambertParis = """
        PROJCS["NTF (Paris) / Lambert zone II",GEOGCS["NTF (Paris)",DATUM["Nouvelle_Triangulation_Francaise_Paris",
        SPHEROID["Clarke 1880 (IGN)",6378249.2,293.466021293627,AUTHORITY["EPSG","6807"]],AUTHORITY["EPSG","6807"]],
        PRIMEM["Paris",2.33722917,AUTHORITY["EPSG","8903"]],UNIT["grad",0.0157079632679489,AUTHORITY["EPSG","9105"]],
        AUTHORITY["EPSG","4807"]],PROJECTION["Lambert_Conformal_Conic_1SP"],PARAMETER["latitude_of_origin",52],
        PARAMETER["central_meridian",0],PARAMETER["scale_factor",0.99987742],PARAMETER["false_easting",600000],
        PARAMETER["false_northing",2200000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","27572"]]
        """;

    public const string GdalEurope = """
        PROJCS["a renamed grid",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",
        SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],
        PROJECTION["Lambert_Azimuthal_Equal_Area"],PARAMETER["latitude_of_center",52],PARAMETER["longitude_of_center",10],
        PARAMETER["false_easting",4321000],PARAMETER["false_northing",3210000],UNIT["metre",1],AUTHORITY["EPSG","3035"]]
        """;

    public const string GdalWebMercator = """
        PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],
        PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],
        PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],
        EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext"]]
        """;

    public const string Version2Wgs84 = """
        GEODCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],
        PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],CS[ellipsoidal,2],
        AXIS["geodetic latitude (Lat)",north,ORDER[1],ANGLEUNIT["degree",0.0174532925199433]],
        AXIS["geodetic longitude (Lon)",east,ORDER[2],ANGLEUNIT["degree",0.0174532925199433]],SCOPE["Horizontal component of 3D system."],
        AREA["World."],BBOX[-90,-180,90,180],TIMEEXTENT[1984-01-01,2030-12],ID["EPSG",4326],REMARK["said ""hello"" there"]]
        """;

    public const string Version2Utm33 = """
        PROJCRS["WGS 84 / UTM zone 33N",BASEGEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",
        MEMBER["World Geodetic System 1984 (Transit)"],MEMBER["World Geodetic System 1984 (G730)"],
        ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]],
        PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4326]],CONVERSION["UTM zone 33N",
        METHOD["Transverse Mercator",ID["EPSG",9807]],
        PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],
        PARAMETER["Longitude of natural origin",15,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],
        PARAMETER["Scale factor at natural origin",0.9996,SCALEUNIT["unity",1],ID["EPSG",8805]],
        PARAMETER["False easting",500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],
        PARAMETER["False northing",0,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],
        AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]],
        USAGE[SCOPE["Engineering survey."],AREA["Between 12°E and 18°E."],BBOX[0,12,84,18]],ID["EPSG",32633]]
        """;

    public const string Version2LambertParis = """
        PROJCRS["NTF (Paris) / Lambert zone II",BASEGEODCRS["NTF (Paris)",DATUM["Nouvelle Triangulation Francaise (Paris)",
        ELLIPSOID["Clarke 1880 (IGN)",6378249.2,293.466021293627,LENGTHUNIT["metre",1]]],
        PRIMEM["Paris",2.5969213,ANGLEUNIT["grad",0.0157079632679489]]],CONVERSION["Lambert zone II",
        METHOD["Lambert Conic Conformal (1SP)",ID["EPSG",9801]],
        PARAMETER["Latitude of natural origin",52,ANGLEUNIT["grad",0.0157079632679489],ID["EPSG",8801]],
        PARAMETER["Longitude of natural origin",0,ANGLEUNIT["grad",0.0157079632679489],ID["EPSG",8802]],
        PARAMETER["Scale factor at natural origin",0.99987742,SCALEUNIT["unity",1],ID["EPSG",8805]],
        PARAMETER["False easting",600000,LENGTHUNIT["metre",1],ID["EPSG",8806]],
        PARAMETER["False northing",2200000,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],
        AXIS["easting (X)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["northing (Y)",north,ORDER[2],LENGTHUNIT["metre",1]],
        BBOX[42.33,-4.87,51.14,8.23],ID["EPSG",27572]]
        """;

    /// <summary>A text without AUTHORITY and ID.</summary>
    public static string WithoutIds(string text)
    {
        string before;
        do
        {
            before = text;
            text = Regex.Replace(text, @",\s*(ID|AUTHORITY)\[[^\[\]]*\]", "");
        }
        while (text != before);

        return text;
    }

    /// <summary>Known systems, one for each projection, under a name that is not known: wkid, text, longitude, latitude.</summary>
    public static TheoryData<int, string, double, double> TextsOfKnownSystems()
    {
        var table = CrsTable.Load();
        var texts = new TheoryData<int, string, double, double>();
        foreach (var (wkid, longitude, latitude) in Places)
        {
            var text = table.Find(wkid)!.EsriText.Replace("PROJCS[\"", "PROJCS[\"Our_", StringComparison.Ordinal);
            texts.Add(wkid, text, longitude, latitude);
        }

        return texts;
    }

    static (int Wkid, double Longitude, double Latitude)[] Places =>
    [
        (32633, 14, 50), (2154, 5, 44), (27572, 2.5, 47), (5070, -100, 40), (2056, 8, 47), (3375, 101.5, 4), (3395, 12, -33),
        (5514, 15, 50), (28992, 5, 52), (3035, 20, 40), (30200, -61.2, 10.4), (5880, -50, -10), (2046, 14.5, -23), (3408, 40, 50),
    ];

    /// <summary>A projected system on WGS 84 without an id.</summary>
    public static string Custom(string name, string projection, string parameters, string authority = "") =>
        $"PROJCS[\"{name}\",{EsriWgs84},PROJECTION[\"{projection}\"],{parameters}UNIT[\"Meter\",1.0]"
        + (authority.Length == 0 ? "]" : $",{authority}]");
}

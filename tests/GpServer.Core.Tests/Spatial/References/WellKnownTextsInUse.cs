namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Texts as files and databases of users have them, written by software of many years.</summary>
static class WellKnownTextsInUse
{
    const string GeoToolsWgs84 = "GEOGCS[\"WGS 84\", DATUM[\"World Geodetic System 1984\", SPHEROID[\"WGS 84\", 6378137.0, 298.257223563, "
        + "AUTHORITY[\"EPSG\",\"7030\"]], AUTHORITY[\"EPSG\",\"6326\"]], PRIMEM[\"Greenwich\", 0.0, AUTHORITY[\"EPSG\",\"8901\"]], "
        + "UNIT[\"degree\", 0.017453292519943295], AXIS[\"Geodetic longitude\", EAST], AXIS[\"Geodetic latitude\", NORTH], "
        + "AUTHORITY[\"EPSG\",\"4326\"]]";

    const string GdalWgs84 = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
        + "UNIT[\"degree\",0.0174532925199433]]";

    /// <summary>With the sphere among the parameters.</summary>
    public const string GeoToolsWebMercator = "PROJCS[\"WGS 84 / Pseudo-Mercator\", " + GeoToolsWgs84
        + ", PROJECTION[\"Popular Visualisation Pseudo Mercator\", AUTHORITY[\"EPSG\",\"1024\"]], PARAMETER[\"semi_minor\", 6378137.0], "
        + "PARAMETER[\"latitude_of_origin\", 0.0], PARAMETER[\"central_meridian\", 0.0], PARAMETER[\"scale_factor\", 1.0], "
        + "PARAMETER[\"false_easting\", 0.0], PARAMETER[\"false_northing\", 0.0], UNIT[\"m\", 1.0], AXIS[\"Easting\", EAST], "
        + "AXIS[\"Northing\", NORTH], AUTHORITY[\"EPSG\",\"3857\"]]";

    public const string GeoServerGoogle = "PROJCS[\"WGS84 / Google Mercator\", " + GeoToolsWgs84
        + ", PROJECTION[\"Mercator_1SP\"], PARAMETER[\"semi_minor\", 6378137.0], PARAMETER[\"latitude_of_origin\", 0.0], "
        + "PARAMETER[\"central_meridian\", 0.0], PARAMETER[\"scale_factor\", 1.0], PARAMETER[\"false_easting\", 0.0], "
        + "PARAMETER[\"false_northing\", 0.0], UNIT[\"m\", 1.0], AXIS[\"x\", EAST], AXIS[\"y\", NORTH], AUTHORITY[\"EPSG\",\"900913\"]]";

    public const string PostGisGoogle = "PROJCS[\"Google Maps Global Mercator\"," + GdalWgs84
        + ",PROJECTION[\"Mercator_1SP\"],PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",0],"
        + "PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"X\",EAST],AXIS[\"Y\",NORTH],EXTENSION["
        + "\"PROJ4\",\"+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0 +k=1.0 +units=m +nadgrids=@null +wktext\"],"
        + "AUTHORITY[\"EPSG\",\"900913\"]]";

    /// <summary>A .prj file, which has lost the extension.</summary>
    public const string PrjGoogle = "PROJCS[\"Google_Maps_Global_Mercator\"," + WellKnownTexts.EsriWgs84
        + ",PROJECTION[\"Mercator_2SP\"],PARAMETER[\"standard_parallel_1\",0],PARAMETER[\"latitude_of_origin\",0],"
        + "PARAMETER[\"central_meridian\",0],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"Meter\",1]]";

    public const string PrjPseudo = "PROJCS[\"WGS_84_Pseudo_Mercator\"," + WellKnownTexts.EsriWgs84
        + ",PROJECTION[\"Mercator\"],PARAMETER[\"central_meridian\",0],PARAMETER[\"standard_parallel_1\",0],UNIT[\"Meter\",1],"
        + "PARAMETER[\"false_easting\",0.0],PARAMETER[\"false_northing\",0.0]]";

    /// <summary>With a shift whose signs were those of the other direction.</summary>
    public const string GdalBelgium = "PROJCS[\"Belge 1972 / Belgian Lambert 72\",GEOGCS[\"Belge 1972\","
        + "DATUM[\"Reseau_National_Belge_1972\","
        + "SPHEROID[\"International 1924\",6378388,297,AUTHORITY[\"EPSG\",\"7022\"]],TOWGS84[106.869,-52.2978,103.724,-0.33657,0.456955,"
        + "-1.84218,1],AUTHORITY[\"EPSG\",\"6313\"]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.01745329251994328],"
        + "AUTHORITY[\"EPSG\",\"4313\"]],PROJECTION[\"Lambert_Conformal_Conic_2SP\"],PARAMETER[\"standard_parallel_1\",51.16666723333333],"
        + "PARAMETER[\"standard_parallel_2\",49.8333339],PARAMETER[\"latitude_of_origin\",90],PARAMETER[\"central_meridian\","
        + "4.367486666666666],PARAMETER[\"false_easting\",150000.013],PARAMETER[\"false_northing\",5400088.438],UNIT[\"metre\",1],"
        + "AXIS[\"X\",EAST],AXIS[\"Y\",NORTH],AUTHORITY[\"EPSG\",\"31370\"]]";

    public const string GdalBritain = "PROJCS[\"OSGB 1936 / British National Grid\",GEOGCS[\"OSGB 1936\",DATUM[\"OSGB_1936\",SPHEROID["
        + "\"Airy 1830\",6377563.396,299.3249646],TOWGS84[375,-111,431,0,0,0,0]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\","
        + "0.01745329251994328]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",49],"
        + "PARAMETER[\"central_meridian\",-2],"
        + "PARAMETER[\"scale_factor\",0.9996012717],PARAMETER[\"false_easting\",400000],PARAMETER[\"false_northing\",-100000],"
        + "UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"27700\"]]";

    public const string GdalNetherlands = "PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\","
        + "SPHEROID[\"Bessel 1841\","
        + "6377397.155,299.1528128],TOWGS84[565.2369,50.0087,465.658,-0.406857,0.350733,-1.87035,4.0812]],PRIMEM[\"Greenwich\",0],"
        + "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.15616055555555],"
        + "PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],PARAMETER[\"false_easting\",155000],"
        + "PARAMETER[\"false_northing\",463000],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"28992\"]]";

    /// <summary>Under the name of variant A, of which there is none with this azimuth.</summary>
    public const string PostGisSwitzerland = "PROJCS[\"CH1903 / LV03\",GEOGCS[\"CH1903\",DATUM[\"CH1903\","
        + "SPHEROID[\"Bessel 1841\",6377397.155,"
        + "299.1528128],TOWGS84[674.4,15.1,405.3,0,0,0,0]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.01745329251994328]],PROJECTION["
        + "\"Hotine_Oblique_Mercator\"],PARAMETER[\"latitude_of_center\",46.95240555555556],PARAMETER[\"longitude_of_center\","
        + "7.439583333333333],PARAMETER[\"azimuth\",90],PARAMETER[\"rectified_grid_angle\",90],PARAMETER[\"scale_factor\",1],PARAMETER["
        + "\"false_easting\",600000],PARAMETER[\"false_northing\",200000],UNIT[\"metre\",1],AXIS[\"Y\",EAST],AXIS[\"X\",NORTH],AUTHORITY["
        + "\"EPSG\",\"21781\"]]";

    public const string GdalGermany = "PROJCS[\"DHDN / Gauss-Kruger zone 3\",GEOGCS[\"DHDN\","
        + "DATUM[\"Deutsches_Hauptdreiecksnetz\",SPHEROID["
        + "\"Bessel 1841\",6377397.155,299.1528128],TOWGS84[582,105,414,1.04,0.35,-3.08,8.3]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\","
        + "0.01745329251994328]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",9],"
        + "PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",3500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],"
        + "AUTHORITY[\"EPSG\",\"31467\"]]";

    /// <summary>With the older azimuth and a better shift.</summary>
    public const string GdalCzechia = "PROJCS[\"S-JTSK / Krovak East North\",GEOGCS[\"S-JTSK\","
        + "DATUM[\"System_Jednotne_Trigonometricke_Site_"
        + "Katastralni\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128],TOWGS84[570.8,85.7,462.8,4.998,1.587,5.261,3.56]],"
        + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Krovak\"],PARAMETER[\"latitude_of_center\",49.5],"
        + "PARAMETER[\"longitude_of_center\",24.83333333333333],PARAMETER[\"azimuth\",30.28813972222222],PARAMETER["
        + "\"pseudo_standard_parallel_1\",78.5],PARAMETER[\"scale_factor\",0.9999],PARAMETER[\"false_easting\",0],PARAMETER["
        + "\"false_northing\",0],UNIT[\"metre\",1],AXIS[\"X\",EAST],AXIS[\"Y\",NORTH],AUTHORITY[\"EPSG\",\"5514\"]]";

    public const string EsriCzechia = "PROJCS[\"S-JTSK_Krovak_East_North\",GEOGCS[\"GCS_S_JTSK\",DATUM[\"D_S_JTSK\","
        + "SPHEROID[\"Bessel_1841\","
        + "6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Krovak\"],PARAMETER["
        + "\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Pseudo_Standard_Parallel_1\",78.5],PARAMETER["
        + "\"Scale_Factor\",0.9999],PARAMETER[\"Azimuth\",30.28813975277778],PARAMETER[\"Longitude_Of_Center\","
        + "24.83333333333333],PARAMETER["
        + "\"Latitude_Of_Center\",49.5],PARAMETER[\"X_Scale\",-1.0],PARAMETER[\"Y_Scale\",1.0],PARAMETER[\"XY_Plane_Rotation\",90.0],"
        + "UNIT[\"Meter\",1.0]]";
}

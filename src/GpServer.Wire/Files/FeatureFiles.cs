using GpServer.Wire.Files.Csv;
using GpServer.Wire.Files.FlatGeobuf;
using GpServer.Wire.Files.GeoPackage;
using GpServer.Wire.Files.Kml;
using GpServer.Wire.Files.Shapefile;

namespace GpServer.Wire.Files;

/// <summary>All file formats of features that this server writes and reads. A format is one line here.</summary>
public static class FeatureFiles
{
    public static IReadOnlyList<FeatureFileWriter> Writers { get; } =
    [
        new PbfFileWriter(),
        new FlatGeobufWriter(),
        new CsvWriter(),
        new ShapefileWriter(),
        new GeoPackageWriter(),
        new KmzFileWriter(),
        new KmlFileWriter(),
    ];

    public static IReadOnlyList<FeatureFileReader> Readers { get; } =
    [
        new PbfFileReader(),
        new CsvReader(),
        new ShapefileReader(),
        new GeoPackageReader(),
        new KmlFileReader(),
        new KmzFileReader(),
    ];
}

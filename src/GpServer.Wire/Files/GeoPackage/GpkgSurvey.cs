using GpServer.Core.Features;
using GpServer.Wire.Files.Wkb;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>One pass over the beginnings of all geometries: how many features there are, and what all shapes have in common.</summary>
sealed class GpkgSurvey
{
    // The header, and the type after it.
    const int BeginningLength = GpkgGeometry.MostLength + WkbScan.HeadLength;

    public int Count { get; private set; }

    public GeometryType Type { get; private set; }

    public VertexLayout Layout { get; private set; }

    /// <exception cref="Core.GpException">There are too many features, or the file is damaged.</exception>
    public static GpkgSurvey Read(GpkgFile file, GpkgLayer layer, ReadingPlace place)
    {
        var survey = new GpkgSurvey();
        var beginning = layer.Geometry is null ? "null" : $"substr({GpkgName.Quoted(layer.Geometry)}, 1, {BeginningLength})";
        using var command = file.Command($"select {beginning} from {GpkgName.Quoted(layer.Table)} not indexed");
        using var reader = file.Guard(command.ExecuteReader);
        while (file.Guard(reader.Read))
        {
            FileFeatures.CheckCount(++survey.Count, place);
            if (file.Guard(() => reader.GetValue(0)) is byte[] bytes)
            {
                survey.Add(bytes);
            }
        }

        return survey;
    }

    void Add(ReadOnlySpan<byte> bytes)
    {
        var header = GpkgGeometry.Read(bytes);
        if (header.Length > 0 && WkbGeometryReader.Head(bytes[header.Length..]) is { } type)
        {
            Type = Type is GeometryType.None || (Type == GeometryType.Point && type.Shape == GeometryType.Multipoint) ? type.Shape : Type;
            Layout = Layout.With(type.Layout);
        }
    }
}

using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Wkb;

/// <summary>Features of rows whose shapes are well-known binary, as databases have them.</summary>
public static class WkbFeatures
{
    /// <summary>The shape, the dimensions and the number of the spatial reference at the beginning of well-known binary; null where it is none that is read.</summary>
    public static (GeometryType Shape, bool HasZ, bool HasM, int SystemId)? HeadOf(ReadOnlySpan<byte> shape)
    {
        var scan = new WkbScan(shape);
        return scan.TryType(out var type) && type.Shape != GeometryType.None
            ? (type.Shape, type.Layout.HasZ, type.Layout.HasM, type.HasSystem ? scan.SystemId : 0)
            : null;
    }

    /// <summary>Refuses a shape that the parameter does not take.</summary>
    /// <exception cref="GpException">It does not.</exception>
    public static void CheckAccepted(GeometryType shape, string name, FeatureReadOptions options) =>
        GeometryTypes.CheckAccepted(shape, new ReadingPlace(options) { File = name });

    /// <summary>The features, read anew each time; what is wrong with one is thrown while they are read.</summary>
    /// <param name="name">What they are called in error texts.</param>
    /// <param name="rows">The rows: the shape, or null, and the values in the order of the schema's fields.</param>
    public static IEnumerable<Feature> Read(
        string name, FeatureSchema schema, FeatureReadOptions options, Func<IEnumerable<(byte[]? Shape, object?[] Values)>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new FileFeatures(options, name, schema, (place, shapes) => Make(rows(), place, shapes));
    }

    static IEnumerable<Feature> Make(IEnumerable<(byte[]? Shape, object?[] Values)> rows, ReadingPlace place, ShapeBuilder shapes)
    {
        var geometries = new WkbGeometryReader(shapes, place);
        foreach (var (shape, values) in rows)
        {
            place.Feature++;
            foreach (var value in values)
            {
                CheckText(value, place);
            }

            Geometry? geometry = shape is null ? null : geometries.Read(shape);
            yield return new Feature(geometry, values);
        }
    }

    static void CheckText(object? value, ReadingPlace place)
    {
        var most = place.Limits.TextBytes;
        if (value is string text && text.Length > most / 3 && System.Text.Encoding.UTF8.GetByteCount(text) > most)
        {
            throw place.Exceeds($"a value has more than {most} bytes, the limit of one text.");
        }
    }
}

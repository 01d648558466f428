using GpServer.Core;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Rest.Layers;
using GpServer.Wire.Drawing.Maps;
using GpServer.Wire.Drawing.Png;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Maps;

/// <summary>Reads the request for a picture of a map. What is not drawn here (time, rotation, dynamic layers) is ignored.</summary>
static class MapPictureReader
{
    const int UsualSide = 400;
    const int Steps = 20;

    /// <param name="layers">The layers that may be drawn.</param>
    /// <param name="needsExtent">False to show all of the map where no extent is given.</param>
    public static MapPicture Read(RestRequest request, ServedLayers layers, SpatialReferences references, bool needsExtent)
    {
        var (width, height) = MapReading.Size(request, "size", UsualSide);
        var dpi = MapReading.Dpi(request);
        var (own, whole) = LayerJson.Around(layers);
        own ??= references.Wgs84;
        var given = MapReading.Extent(request, "bbox", references);
        var from = MapReading.System(request, "bboxSR", references) ?? given?.System ?? own;
        var to = MapReading.System(request, "imageSR", references) ?? (given is null ? own : from);
        if (given is null && needsExtent)
        {
            throw new GpException(GpError.MissingParameter, "bbox: a value is required; expected xmin,ymin,xmax,ymax.");
        }

        var extent = given is { } box ? Projected(box.Extent, from, to, references, "bbox")
            : whole.IsNull ? new Envelope(-1, 1, -1, 1) : WithMargin(Projected(whole, own, to, references, "imageSR"));
        var (name, format) = Format(request);
        return new MapPicture(
            MapView.Around(extent, to, width, height, dpi), ShownLayers.Of(request, layers), LayerDefinitions.Read(request), name, format,
            request.Parameters.Flag("transparent"));
    }

    /// <summary>The extent of an extent's outline in another system.</summary>
    static Envelope Projected(Envelope extent, SpatialReference from, SpatialReference to, SpatialReferences references, string parameter)
    {
        var transform = references.Transform(from, to);
        if (transform.IsIdentity)
        {
            return extent;
        }

        var count = (Steps + 1) * (Steps + 1);
        var (xs, ys) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            xs[i] = extent.MinX + (extent.Width * (i % (Steps + 1)) / Steps);
            ys[i] = extent.MinY + (extent.Height * (i / (Steps + 1)) / Steps);
        }

        var projected = new Envelope();
        transform.Apply(xs, ys);
        for (var i = 0; i < count; i++)
        {
            if (double.IsFinite(xs[i] + ys[i]))
            {
                projected.ExpandToInclude(xs[i], ys[i]);
            }
        }

        return projected.IsNull
            ? throw new GpException(GpError.InvalidParameter, $"{parameter}: nothing of the extent has a place in {to}.")
            : projected;
    }

    static Envelope WithMargin(Envelope extent)
    {
        const double share = 0.03;
        var wider = extent.Copy();
        wider.ExpandBy(extent.Width * share, extent.Height * share);
        return wider;
    }

    static (string Name, PngFormat Format) Format(RestRequest request)
    {
        var name = request.Parameters.Word("format") ?? "png";
        return name.ToUpperInvariant() switch
        {
            "PNG" => ("png", PngFormat.Smallest),
            "PNG8" => ("png8", PngFormat.Palette),
            "PNG24" => ("png24", request.Parameters.Flag("transparent") ? PngFormat.Smallest : PngFormat.Rgb),
            "PNG32" => ("png32", PngFormat.Rgba),
            _ => throw new GpException(GpError.InvalidParameter,
                $"format: '{(name.Length > 40 ? name[..40] : name)}' is not available here; expected png, png8, png24 or png32."),
        };
    }
}

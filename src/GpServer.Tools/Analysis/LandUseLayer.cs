using System.IO.Compression;
using System.Text.Json;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Tools.Analysis;

/// <summary>
/// The land use of a made-up landscape on real ground coordinates (WGS 84): polygons that cover a rectangle without gaps and overlaps, in
/// which neighbours share all vertices. Immutable.
/// </summary>
/// <remarks>
/// The resource is TopoJSON (https://github.com/topojson/topojson-specification), gzipped: arcs of whole steps on a grid, each the border of
/// the same two polygons all along, and polygons made of arcs, which run backwards where their number is the complement of the arc's. The
/// member <c>classes</c> has the code, name and colour of every class. It is made by make-land-use.py beside the tests.
/// </remarks>
sealed class LandUseLayer
{
    const string Resource = "GpServer.Tools.Analysis.LandUse.topojson.gz";

    static readonly Lazy<LandUseLayer> Loaded = new(Load);

    readonly Dictionary<int, LandUseClass> _byCode;

    LandUseLayer(IReadOnlyList<LandUseClass> classes, IReadOnlyList<LandUseParcel> parcels, Envelope extent)
    {
        Classes = classes;
        _byCode = classes.ToDictionary(known => known.Code);
        Parcels = parcels;
        Extent = extent;
    }

    /// <summary>The layer, read at the first use.</summary>
    public static LandUseLayer Shared => Loaded.Value;

    /// <summary>In order of their codes.</summary>
    public IReadOnlyList<LandUseClass> Classes { get; }

    public IReadOnlyList<LandUseParcel> Parcels { get; }

    /// <summary>The rectangle that the parcels cover.</summary>
    public Envelope Extent { get; }

    /// <summary>The class of a code that the layer has.</summary>
    public LandUseClass Class(int code) => _byCode[code];

    static LandUseLayer Load()
    {
        using var packed = typeof(LandUseLayer).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        var topology = document.RootElement;
        var classes = topology.GetProperty("classes").EnumerateArray().Select(item => new LandUseClass(
            item.GetProperty("code").GetInt32(), item.GetProperty("name").GetString()!, item.GetProperty("color").GetString()!)).ToList();
        var arcs = Arcs(topology);
        var byCode = classes.ToDictionary(known => known.Code);
        var parcels = topology.GetProperty("objects").GetProperty("landuse").GetProperty("geometries").EnumerateArray().Select(item =>
        {
            var properties = item.GetProperty("properties");
            var rings = item.GetProperty("arcs").EnumerateArray().Select(ring => Ring(ring, arcs)).ToArray();
            return new LandUseParcel(
                byCode[properties.GetProperty("code").GetInt32()],
                properties.TryGetProperty("name", out var name) ? name.GetString() : null,
                GeometryServices.Factory.CreatePolygon(rings[0], rings[1..]));
        }).ToList();
        var extent = new Envelope();
        foreach (var parcel in parcels)
        {
            extent.ExpandToInclude(parcel.Shape.EnvelopeInternal);
        }

        return new LandUseLayer(classes, parcels, extent);
    }

    /// <summary>
    /// Longitudes and latitudes in turn. The digits of a grid step are all that there are, so rounding gives the decimal that was meant.
    /// </summary>
    static double[][] Arcs(JsonElement topology)
    {
        const int digits = 9;
        var transform = topology.GetProperty("transform");
        var (scale, translate) = (Pair(transform.GetProperty("scale")), Pair(transform.GetProperty("translate")));
        return [.. topology.GetProperty("arcs").EnumerateArray().Select(arc =>
        {
            double x = 0, y = 0;
            var ordinates = new double[2 * arc.GetArrayLength()];
            var next = 0;
            foreach (var step in arc.EnumerateArray())
            {
                x += step[0].GetInt32();
                y += step[1].GetInt32();
                ordinates[next++] = Math.Round(translate.X + (x * scale.X), digits);
                ordinates[next++] = Math.Round(translate.Y + (y * scale.Y), digits);
            }

            return ordinates;
        })];
    }

    static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

    static LinearRing Ring(JsonElement numbers, double[][] arcs)
    {
        var ordinates = new List<double>();
        foreach (var element in numbers.EnumerateArray())
        {
            var number = element.GetInt32();
            var arc = arcs[number < 0 ? ~number : number];

            // Every arc begins where the one before ends.
            for (var i = ordinates.Count == 0 ? 0 : 2; i < arc.Length; i += 2)
            {
                var at = number < 0 ? arc.Length - 2 - i : i;
                ordinates.Add(arc[at]);
                ordinates.Add(arc[at + 1]);
            }
        }

        return GeometryServices.Factory.CreateLinearRing(new PackedDoubleCoordinateSequence(ordinates.ToArray(), 2, 0));
    }
}

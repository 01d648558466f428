using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Maps;

/// <summary>Reads the parameters that requests of map services have in common.</summary>
static class MapReading
{
    const double LargestOrdinate = 1e15;
    const int LongestNumbers = 400;

    /// <summary>A spatial reference: a wkid, or JSON; null where none is given.</summary>
    public static SpatialReference? System(RestRequest request, string name, SpatialReferences references)
    {
        if (request.Parameters.Find(name) is not { IsNotGiven: false } text)
        {
            return null;
        }

        try
        {
            return SpatialReferenceReading.ReadText(text.Utf8.Span, references);
        }
        catch (JsonFormatException e)
        {
            throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; {e.Message}.", e);
        }
    }

    /// <summary>Four numbers, whose corners may come in any order, or the JSON of an extent; null where nothing is given.</summary>
    public static (Envelope Extent, SpatialReference? System)? Extent(RestRequest request, string name, SpatialReferences references)
    {
        if (request.Parameters.Find(name) is not { IsNotGiven: false } text)
        {
            return null;
        }

        if (text.Utf8.Span.TrimStart((byte)' ') is [(byte)'{', ..])
        {
            var reading = new ValueReading { Features = new FeatureReader(), SpatialReferences = references };
            var extent = (Core.Values.Extent)new ExtentParameter(name).Read(text, reading);
            return (Checked(name, text, [extent.XMin, extent.YMin, extent.XMax, extent.YMax]), extent.SpatialReference);
        }

        var numbers = Numbers(text.Utf8);
        return numbers.Count == 4
            ? (Checked(name, text, numbers), (SpatialReference?)null)
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected xmin,ymin,xmax,ymax.");
    }

    /// <summary>Numbers with commas between them; none where one of them is no number.</summary>
    public static IReadOnlyList<double> Numbers(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > LongestNumbers)
        {
            return [];
        }

        var numbers = new List<double>();
        foreach (var part in Encoding.UTF8.GetString(utf8.Span).Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return [];
            }

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>Width and height in pixels.</summary>
    public static (int Width, int Height) Size(RestRequest request, string name, int otherwise)
    {
        if (request.Parameters.Find(name) is not { IsNotGiven: false } text)
        {
            return (otherwise, otherwise);
        }

        return Numbers(text.Utf8) is [var width, var height]
            ? (Side(name, width, text), Side(name, height, text))
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected width,height in pixels.");
    }

    public static int Side(string name, double side, ParameterText text)
    {
        var rounded = Math.Round(side);
        return rounded is >= 1 and <= MapLimits.MaxSide
            ? (int)rounded
            : throw new GpException(GpError.InvalidParameter,
                $"{name}: '{text.Excerpt()}' is not a size of pictures here; expected 1 to {MapLimits.MaxSide} pixels on each side.");
    }

    /// <summary>A side of a picture on somebody's screen, which may be larger than those drawn here.</summary>
    public static double DisplaySide(string name, double side, ParameterText text) => side is >= 1 and <= 100_000
        ? side
        : throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected pixels from 1 to 100000.");

    public static double Dpi(RestRequest request, string name = "dpi")
    {
        if (request.Parameters.Find(name) is not { IsNotGiven: false } text)
        {
            return 96;
        }

        return Numbers(text.Utf8) is [var dpi] ? CheckedDpi(name, dpi, text) : throw NoDpi(name, text);
    }

    public static double CheckedDpi(string name, double dpi, ParameterText text) =>
        dpi is >= 1 and <= MapLimits.MaxDpi ? dpi : throw NoDpi(name, text);

    static GpException NoDpi(string name, ParameterText text) =>
        new(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected 1 to {MapLimits.MaxDpi} pixels an inch.");

    static Envelope Checked(string name, ParameterText text, IReadOnlyList<double> sides)
    {
        if (!sides.All(side => Math.Abs(side) <= LargestOrdinate))
        {
            throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected numbers up to 1e15.");
        }

        // Some clients send the upper corner first.
        return new Envelope(sides[0], sides[2], sides[1], sides[3]);
    }
}

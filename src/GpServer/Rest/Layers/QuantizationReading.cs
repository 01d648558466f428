using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Layers;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Core.Values;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Layers;

/// <summary>
/// Reads <c>quantizationParameters</c>: <c>{"mode","originPosition","tolerance","extent"}</c>. Without an extent it is that of the layer;
/// without a tolerance it is <c>maxAllowableOffset</c>, else a ten-thousandth of the extent.
/// </summary>
sealed class QuantizationReading(IFeatureLayer layer, SpatialReference? outSystem, ValueReading reading)
{
    const string Parameter = "quantizationParameters";
    const double CellsOfExtent = 10_000;

    /// <summary>Cells beyond this number are no exact whole numbers in readers that keep numbers as doubles.</summary>
    const double MostCells = 4e15;

    static readonly EnvelopeParameter ExtentParameter = new(Parameter);

    /// <exception cref="GpException">The text cannot be read, or the grid is finer than numbers are.</exception>
    public QuantizationGrid Read(ParameterText text, double maxAllowableOffset)
    {
        try
        {
            return ReadGrid(text, maxAllowableOffset);
        }
        catch (JsonFormatException e)
        {
            throw new GpException(GpError.InvalidParameter, $"{Parameter}: '{text.Excerpt()}' is not valid: {e.Message}.", e);
        }
    }

    QuantizationGrid ReadGrid(ParameterText text, double maxAllowableOffset)
    {
        string? mode = null, origin = null;
        double? tolerance = null;
        Extent? given = null;
        var json = new JsonScanner(text.Utf8.Span);
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (json.TryReadNull())
            {
                continue;
            }

            if (member.SequenceEqual("mode"u8))
            {
                mode = json.ReadString();
            }
            else if (member.SequenceEqual("originPosition"u8))
            {
                origin = json.ReadString();
            }
            else if (member.SequenceEqual("tolerance"u8))
            {
                tolerance = json.ReadDouble();
            }
            else if (member.SequenceEqual("extent"u8))
            {
                given = (Extent)ExtentParameter.Read(ParameterText.Json(json.SkipRaw().ToArray()), reading);
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        var isEdit = Choice("mode", mode ?? "view", "view", "edit");
        var isLower = Choice("originPosition", origin ?? "upperLeft", "upperLeft", "lowerLeft");
        var extent = ExtentOf(given);
        return Grid(extent, tolerance ?? Default(extent, maxAllowableOffset), !isLower) with { KeepsVertices = isEdit };
    }

    /// <summary>False for the first of two words, true for the second.</summary>
    static bool Choice(string member, string word, string first, string second) =>
        word.Equals(second, StringComparison.OrdinalIgnoreCase)
        || (word.Equals(first, StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new GpException(
                GpError.InvalidParameter,
                $"{Parameter}: the {member} '{ParameterText.Form(word).Excerpt()}' is not valid; "
                + $"expected {first} or {second}."));

    static QuantizationGrid Grid(Envelope extent, double tolerance, bool isUpperLeft)
    {
        var reach = extent.IsNull ? 0
            : new[] { extent.MinX, extent.MinY, extent.MaxX, extent.MaxY }.Max(Math.Abs) + extent.Width + extent.Height;
        return tolerance > 0 && reach / tolerance < MostCells
            ? new QuantizationGrid(tolerance, extent.MinX, isUpperLeft ? extent.MaxY : extent.MinY, isUpperLeft)
            : throw new GpException(
                GpError.InvalidParameter,
                FormattableString.Invariant($"{Parameter}: the tolerance {tolerance} is not valid; ")
                + "expected a positive number, not finer than the coordinates.");
    }

    static double Default(Envelope extent, double maxAllowableOffset)
    {
        var size = Math.Max(extent.Width, extent.Height) / CellsOfExtent;
        return maxAllowableOffset > 0 ? maxAllowableOffset : size > 0 ? size : 1e-7;
    }

    Envelope ExtentOf(Extent? given)
    {
        var own = layer.Schema.SpatialReference;
        var (extent, system) = given is { } one
            ? (new Envelope(one.XMin, one.XMax, one.YMin, one.YMax), one.SpatialReference ?? outSystem ?? own)
            : (layer.Extent.IsNull ? new Envelope(0, 0, 0, 0) : layer.Extent, own);
        var wanted = outSystem ?? own;
        if (system is null || wanted is null || system.IsEquivalentTo(wanted))
        {
            return extent;
        }

        var image = reading.SpatialReferences.Transform(system, wanted).Apply(GeometryServices.Factory.ToGeometry(extent), out var outside);
        return outside == 0 && !image.IsEmpty
            ? image.EnvelopeInternal
            : throw new GpException(
                GpError.InvalidParameter,
                $"{Parameter}: the extent cannot be projected to {wanted}; give it in that system.");
    }
}

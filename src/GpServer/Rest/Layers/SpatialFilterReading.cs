using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Core.Values;
using GpServer.Rest.Requests;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Layers;

/// <summary>Reads where features must lie: <c>geometry</c> and what belongs to it.</summary>
sealed class SpatialFilterReading(ValueReading reading)
{
    const string Prefix = "esriSpatialRel";

    /// <summary>Features are compared with the geometry one by one, so it may have far less than the input of a tool.</summary>
    const int MostVertices = 100_000;

    static readonly SpatialReferenceParameter InSR = new("inSR");
    static readonly EnvelopeParameter Envelope = new("geometry");

    static readonly Dictionary<string, double> MetresOf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["esriSRUnit_Meter"] = 1,
        ["esriSRUnit_Kilometer"] = 1_000,
        ["esriSRUnit_Foot"] = 0.3048,
        ["esriSRUnit_StatuteMile"] = 1_609.344,
        ["esriSRUnit_NauticalMile"] = 1_852,
        ["esriSRUnit_USNauticalMile"] = 1_853.248,
    };

    /// <returns>Null where the request names no place.</returns>
    /// <exception cref="GpException">A parameter cannot be read.</exception>
    public SpatialFilter? Read(RequestParameters parameters)
    {
        if (parameters.Find("geometry") is not { } text)
        {
            return null;
        }

        var (geometry, system) = Geometry(text);
        if (system is null && parameters.Find(InSR.Name) is { } inSR && !InSR.IsNotGiven(inSR))
        {
            system = (SpatialReference)InSR.Read(inSR, reading);
        }

        var relation = Relation(parameters);
        return new SpatialFilter(geometry, system)
        {
            Relation = relation,
            Matrix = relation == SpatialRelation.Relation ? Matrix(parameters) : null,
            Distance = Distance(parameters),
        };
    }

    /// <summary>A geometry: JSON, the numbers of an extent or those of a point; and its system where it says.</summary>
    /// <exception cref="GpException">It cannot be read, or has too many vertices.</exception>
    public (Geometry Geometry, SpatialReference? System) Geometry(ParameterText text)
    {
        var utf8 = text.Utf8.Span.TrimStart(" \t\r\n"u8);
        if (utf8.IsEmpty || utf8[0] is not ((byte)'{' or (byte)'"'))
        {
            return (Numbers(text), null);
        }

        // Clients often say nothing of the type, or say the default, which is an envelope: the members decide.
        if (utf8.IndexOf("xmin"u8) >= 0)
        {
            var extent = (Extent)Envelope.Read(text, reading);
            var rectangle = new Envelope(extent.XMin, extent.XMax, extent.YMin, extent.YMax);
            return (GeometryServices.Factory.ToGeometry(rectangle), extent.SpatialReference);
        }

        var value = reading.Features.Read(text.Utf8, new FeatureReadOptions { Parameter = "geometry", Reading = OfGeometry() });
        return value is FeatureSet set && set.Features.Take(2).ToList() is [{ Geometry: { IsEmpty: false } geometry }]
            ? (geometry, set.SpatialReference)
            : throw Invalid(text);
    }

    /// <summary>How a geometry is read: its vertices are counted by themselves and before it is repaired.</summary>
    ValueReading OfGeometry() => new()
    {
        Features = reading.Features,
        SpatialReferences = reading.SpatialReferences,
        LinearUnits = reading.LinearUnits,
        Limits = reading.Limits with { Vertices = Math.Min(reading.Limits.Vertices, MostVertices) },
        SimplifyFeatures = reading.SimplifyFeatures,
        IsStored = reading.IsStored,
    };

    static Geometry Numbers(ParameterText text)
    {
        const int longest = 200;
        const double farthest = 1e15;
        var numbers = new List<double>();
        foreach (var part in text.Utf8.Length > longest ? [""] : Encoding.UTF8.GetString(text.Utf8.Span).Split(','))
        {
            numbers.Add(double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number) <= farthest
                ? number
                : throw Invalid(text));
        }

        return numbers switch
        {
            [var x, var y] => GeometryServices.Factory.CreatePoint(new Coordinate(x, y)),
            [var xmin, var ymin, var xmax, var ymax] => GeometryServices.Factory.ToGeometry(new Envelope(xmin, xmax, ymin, ymax)),
            _ => throw Invalid(text),
        };
    }

    static GpException Invalid(ParameterText text) => new(
        GpError.InvalidParameter,
        $"geometry: '{text.Excerpt()}' is not valid; expected a geometry as JSON, xmin,ymin,xmax,ymax or x,y.");

    static SpatialRelation Relation(RequestParameters parameters)
    {
        if (parameters.Word("spatialRel") is not { } word)
        {
            return SpatialRelation.Intersects;
        }

        return word.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Enum.TryParse<SpatialRelation>(word.AsSpan(Prefix.Length), ignoreCase: true, out var relation) && Enum.IsDefined(relation)
            && char.IsAsciiLetter(word[^1])
                ? relation
                : throw new GpException(
                    GpError.InvalidParameter,
                    $"spatialRel: '{word}' is not valid; expected one of "
                    + $"{string.Join(", ", Enum.GetNames<SpatialRelation>().Select(name => Prefix + name))}.");
    }

    static string Matrix(RequestParameters parameters) => parameters.Word("relationParam") is { } word
        ? RelationMatrix.Read(word, "relationParam")
        : throw new GpException(
            GpError.MissingParameter,
            "relationParam: a value is required for esriSpatialRelRelation, such as T*F**F***.");

    static double Distance(RequestParameters parameters)
    {
        if (parameters.Word("distance") is not { } word)
        {
            return 0;
        }

        var unit = parameters.Word("units") ?? "esriSRUnit_Foot";
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var distance)
            || !(distance >= 0) || distance > 1e9)
        {
            throw new GpException(GpError.InvalidParameter, $"distance: '{word}' is not valid; expected a number from 0 on.");
        }

        return MetresOf.TryGetValue(unit, out var metres)
            ? distance * metres
            : throw new GpException(
                GpError.InvalidParameter, $"units: '{unit}' is not valid; expected one of {string.Join(", ", MetresOf.Keys)}.");
    }
}

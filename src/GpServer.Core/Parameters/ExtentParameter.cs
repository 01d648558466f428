using GpServer.Core.Json;
using GpServer.Core.Spatial;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPExtent: <c>{"xmin","ymin","xmax","ymax"[,"zmin","zmax","mmin","mmax"],"spatialReference"}</c>; the spatial reference is also taken
/// under the name <c>spatial_reference</c>. Where none came it is that of the default value.
/// </summary>
public class ExtentParameter(string name) : GpParameter<Extent>(name)
{
    const string Expected = """{"xmin":number,"ymin":number,"xmax":number,"ymax":number,"spatialReference":{"wkid":number}}""";

    public override string DataType => "GPExtent";

    protected override ReadOnlySpan<byte> NoValue => """{"xmin":null,"ymin":null,"xmax":null,"ymax":null}"""u8;

    /// <summary>True where an extent without a spatial reference takes that of the default value.</summary>
    private protected virtual bool TakesDefaultSystem => true;

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            var extent = ReadExtent(text.Unquoted().Utf8.Span, reading) ?? throw Invalid(text, Expected);
            return extent.SpatialReference is null && TakesDefaultSystem
                ? extent with { SpatialReference = Default?.SpatialReference }
                : extent;
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, Expected, e);
        }
        catch (GpException e) when (e.Error is GpError.SpatialReference or GpError.NotAvailable)
        {
            throw new GpException(e.Error, $"{Name}: {e.Message}", e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        var extent = (Extent)value;
        json.StartObject();
        json.Member("xmin"u8, extent.XMin);
        json.Member("ymin"u8, extent.YMin);
        json.Member("xmax"u8, extent.XMax);
        json.Member("ymax"u8, extent.YMax);
        Write(json, "zmin"u8, extent.ZMin);
        Write(json, "zmax"u8, extent.ZMax);
        Write(json, "mmin"u8, extent.MMin);
        Write(json, "mmax"u8, extent.MMax);
        if (extent.SpatialReference is { } system)
        {
            json.Name("spatialReference"u8);
            SpatialReferenceReading.Write(json, system);
        }

        json.EndObject();
    }

    static void Write(JsonOutput json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            json.Member(name, number);
        }
    }

    // Null when a side is missing or not a number.
    static Extent? ReadExtent(ReadOnlySpan<byte> utf8, ValueReading reading)
    {
        var json = new JsonScanner(utf8, reading.Limits.JsonDepth);
        Span<double> sides = stackalloc double[8];
        sides.Fill(double.NaN);
        SpatialReference? system = null;
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (member.SequenceEqual("spatialReference"u8) || member.SequenceEqual("spatial_reference"u8))
            {
                system = SpatialReferenceReading.Read(ref json, reading.SpatialReferences);
            }
            else if (Side(member) is var side and >= 0)
            {
                sides[side] = json.ReadDouble();
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        foreach (var side in sides[..4])
        {
            if (!double.IsFinite(side))
            {
                return null;
            }
        }

        return new Extent(
            Math.Min(sides[0], sides[2]), Math.Min(sides[1], sides[3]), Math.Max(sides[0], sides[2]), Math.Max(sides[1], sides[3]))
        {
            ZMin = Known(sides[4]),
            ZMax = Known(sides[5]),
            MMin = Known(sides[6]),
            MMax = Known(sides[7]),
            SpatialReference = system,
        };
    }

    static double? Known(double side) => double.IsFinite(side) ? side : null;

    static int Side(ReadOnlySpan<byte> member) => member switch
    {
        _ when member.SequenceEqual("xmin"u8) => 0,
        _ when member.SequenceEqual("ymin"u8) => 1,
        _ when member.SequenceEqual("xmax"u8) => 2,
        _ when member.SequenceEqual("ymax"u8) => 3,
        _ when member.SequenceEqual("zmin"u8) => 4,
        _ when member.SequenceEqual("zmax"u8) => 5,
        _ when member.SequenceEqual("mmin"u8) => 6,
        _ when member.SequenceEqual("mmax"u8) => 7,
        _ => -1,
    };
}

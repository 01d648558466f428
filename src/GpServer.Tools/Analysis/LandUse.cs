using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Tools.Analysis;

/// <summary>
/// Reports the land use of an area: the polygons of the layer that comes with the tool, clipped to the area, a table of their classes, and
/// a page to print. The work is done in longitude and latitude on WGS 84, so that areas and shares do not depend on the system of the area.
/// </summary>
public sealed class LandUse : GpTool
{
    const string CodeField = "CODE";
    const string ClassField = "CLASS";
    const string NameField = "NAME";
    const string HectaresField = "AREA_HA";
    const string ShareField = "SHARE_PCT";

    /// <summary>Degrees by which an edge of the area may be off its true course in longitude and latitude: about a centimetre.</summary>
    const double Tolerance = 1e-7;

    /// <summary>Clients that let their users go around the world send longitudes of other turns, not of many.</summary>
    const double FarthestLongitude = 1_800;

    /// <summary>What is less of the area is rounding.</summary>
    const double LeastShareOutside = 1e-6;

    static readonly FeaturesParameter Input = new("Area_of_Interest")
    {
        Description = "One or more polygons. Where they overlap they count once.",
        Schema = new() { GeometryType = GeometryType.Polygon, SpatialReference = SpatialReferences.Default.Wgs84 },
        GeometryTypes = [GeometryType.Polygon],
    };

    static readonly FeaturesParameter Output = new("Land_Use")
    {
        Direction = ParameterDirection.Output,
        Description = "The land use in the area: code, class and name of each polygon, and its area on the ellipsoid in hectares.",
        Schema = new()
        {
            GeometryType = GeometryType.Polygon,
            DisplayFieldName = ClassField,
            Fields =
            [
                new Field(CodeField, FieldType.Integer) { Alias = "Code" },
                new Field(ClassField, FieldType.String) { Alias = "Class", Length = 40 },
                new Field(NameField, FieldType.String) { Alias = "Name", Length = 40 },
                new Field(HectaresField, FieldType.Double) { Alias = "Area (ha)" },
            ],
        },
    };

    static readonly RecordSetParameter Summary = new("Summary")
    {
        Direction = ParameterDirection.Output,
        Description = "A row for each class in the area, the largest first: its area on the ellipsoid in hectares, and its share in percent "
            + "of all that has a land use.",
        Schema = new()
        {
            DisplayFieldName = ClassField,
            Fields =
            [
                new Field(CodeField, FieldType.Integer) { Alias = "Code" },
                new Field(ClassField, FieldType.String) { Alias = "Class", Length = 40 },
                new Field(HectaresField, FieldType.Double) { Alias = "Area (ha)" },
                new Field(ShareField, FieldType.Double) { Alias = "Share (%)" },
            ],
        },
    };

    static readonly DataFileParameter Report = new("Report")
    {
        Direction = ParameterDirection.Output,
        Description = "The table with a map, as an HTML page to print.",
        Extensions = ["html"],
    };

    public override ToolDefinition Definition { get; } = new("LandUse", "Land Use")
    {
        Label = "Land Use Report",
        Description = "Reports the land use of an area in a made-up landscape between 10.32 and 10.88 degrees east, 50.82 and 51.18 degrees "
            + "north.",
        OnlyForService = "LandUseReport",
        Parameters = [Input, Output, Summary, Report],
    };

    public override void Run(ToolContext context)
    {
        var input = context.Get(Input);
        var system = input.SpatialReference ?? context.Spatial.References.Wgs84;
        var layer = LandUseLayer.Shared;
        context.Report("Reading the area of interest");
        var area = Area(context, input, system);
        var total = LandUseArea.Hectares(area);
        context.Report("Clipping the land use");
        var parcels = Clip(context, input, layer, new LandUseClip(area, total));
        var shares = Shares(parcels);
        var covered = shares.Sum(share => share.Hectares);
        var outside = layer.Extent.Contains(area.EnvelopeInternal) || total - covered <= LeastShareOutside * total ? 0 : total - covered;
        Say(context.Messages, parcels.Count, shares, covered, outside, layer.Extent);

        context.Set(Output, InSystemOf(context, input, system, parcels));
        context.Set(Summary, input.With(Summary.Schema, shares.Select(share =>
            new Feature(null, [(long)share.Class.Code, share.Class.Name, share.Hectares, share.Percent]))));
        context.Report("Writing the report");
        var file = context.CreateFile("land-use-report.html");
        using (var text = new StreamWriter(context.OpenFile(file)))
        {
            new LandUseReport(shares, [.. parcels.Select(Parcel)], outside, system.Name).Write(text, context.Cancellation);
        }

        context.Set(Report, file);
    }

    /// <summary>The union of the polygons in longitude and latitude.</summary>
    static Geometry Area(ToolContext context, FeatureSet input, SpatialReference system)
    {
        var features = input.ToList();
        if (features.Count == 0)
        {
            throw new GpException(GpError.InvalidParameter, $"{Input.Name}: no feature came; expected at least one polygon.");
        }

        var toEarth = context.Spatial.Transform(system, context.Spatial.References.Wgs84);
        var repair = context.Spatial.PlanarBuffer(0);
        var without = context.Messages.Tally(count =>
            $"{Input.Name}: {count} features have no area, or a point of them is no place in {system}; they were not used.");
        var polygons = input.With(input.Schema, features).Map(feature =>
        {
            if (feature.Geometry is { IsEmpty: false } shape
                && toEarth.Apply(shape, Tolerance, out var nowhere) is var onEarth && nowhere == 0
                && InOneTurn(repair(onEarth)) is { IsEmpty: false } polygon)
            {
                return feature.With(polygon);
            }

            without.Add();
            return null;
        }).ToList();
        return polygons.Count > 0
            ? context.Spatial.Union(polygons.Select(feature => feature.Geometry!))
            : throw new GpException(GpError.InvalidParameter,
                $"{Input.Name}: none of the {features.Count} features has an area in {system}; expected at least one polygon that has.");
    }

    /// <summary>The same places with longitudes between -180 and 180 degrees.</summary>
    static Geometry InOneTurn(Geometry polygons)
    {
        var world = new Envelope(-180, 180, -90, 90);
        var around = polygons.EnvelopeInternal;
        if (polygons.IsEmpty || world.Contains(around))
        {
            return polygons;
        }

        if (around.MinY < -90 || around.MaxY > 90 || around.MinX < -FarthestLongitude || around.MaxX > FarthestLongitude)
        {
            throw new GpException(GpError.InvalidParameter, string.Create(CultureInfo.InvariantCulture,
                $"{Input.Name}: a polygon reaches from ({around.MinX}, {around.MinY}) to ({around.MaxX}, {around.MaxY}); expected "
                + $"longitudes from -{FarthestLongitude} to {FarthestLongitude} and latitudes from -90 to 90 degrees."));
        }

        var first = (int)Math.Floor((around.MinX + 180) / 360);
        var last = (int)Math.Ceiling((around.MaxX - 180) / 360);
        var strip = GeometryServices.Factory.ToGeometry(world);
        return OverlayNGRobust.Union(Enumerable.Range(first, last - first + 1).SelectMany(turn =>
        {
            var moved = AffineTransformation.TranslationInstance(-360.0 * turn, 0).Transform(polygons);
            return PolygonExtracter.GetPolygons(OverlayNGRobust.Overlay(moved, strip, SpatialFunction.Intersection));
        }));
    }

    static List<Feature> Clip(ToolContext context, FeatureSet input, LandUseLayer layer, LandUseClip clip)
    {
        var schema = Output.Schema with { SpatialReference = context.Spatial.References.Wgs84 };
        var rows = layer.Parcels.Select(parcel => new Feature(parcel.Shape, [(long)parcel.Class.Code, parcel.Class.Name, parcel.Name]));
        return input.With(schema, rows).Map(feature => clip.Apply(feature.Geometry!) is { } shape
            ? new Feature(shape, [.. feature.Attributes, LandUseArea.Hectares(shape)])
            : null).ToList();
    }

    static List<LandUseShare> Shares(List<Feature> parcels)
    {
        var covered = parcels.Sum(Hectares);
        return [.. LandUseLayer.Shared.Classes
            .Join(
                parcels.GroupBy(feature => (long)feature.Attributes[0]!),
                known => known.Code,
                group => group.Key,
                (known, group) => (Class: known, Polygons: group.Count(), Hectares: group.Sum(Hectares)))
            .Select(row => new LandUseShare(row.Class, row.Polygons, row.Hectares, 100 * row.Hectares / covered))
            .OrderByDescending(share => share.Hectares)];
    }

    static double Hectares(Feature feature) => (double)feature.Attributes[^1]!;

    static LandUseParcel Parcel(Feature feature) => new(
        LandUseLayer.Shared.Class((int)(long)feature.Attributes[0]!), (string?)feature.Attributes[2], feature.Geometry!);

    static FeatureSet InSystemOf(ToolContext context, FeatureSet input, SpatialReference system, List<Feature> parcels)
    {
        var earth = context.Spatial.References.Wgs84;
        var set = input.With(Output.Schema with { SpatialReference = earth }, parcels);
        return system.IsEquivalentTo(earth)
            ? set.As(set.Schema with { SpatialReference = system })
            : Projection.Project(set, context.Spatial.Transform(earth, system), Output.Name, context.Messages);
    }

    static void Say(ToolMessages messages, int polygons, List<LandUseShare> shares, double covered, double outside, Envelope extent)
    {
        messages.Add(string.Create(CultureInfo.InvariantCulture,
            $"{polygons:N0} land use polygons of {shares.Count} classes cover {covered:N2} hectares."));
        var where = string.Create(CultureInfo.InvariantCulture,
            $"the land use is known from {extent.MinX} to {extent.MaxX} degrees east and from {extent.MinY} to {extent.MaxY} degrees "
            + $"north");
        if (polygons == 0)
        {
            messages.AddWarning(string.Create(CultureInfo.InvariantCulture,
                $"{Input.Name}: nothing of the area ({outside:N2} hectares) has a land use; {where}."));
        }
        else if (outside > 0)
        {
            messages.AddWarning(string.Create(CultureInfo.InvariantCulture,
                $"{Input.Name}: {outside:N2} hectares ({100 * outside / (outside + covered):N2} % of the area) have no land use; "
                + $"{where}."));
        }
    }
}

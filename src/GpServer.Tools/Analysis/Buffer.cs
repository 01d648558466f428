using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Tools;
using GpServer.Core.Values;
using NetTopologySuite.Geometries;

namespace GpServer.Tools.Analysis;

/// <summary>Creates polygons around input features to a given distance.</summary>
public sealed class Buffer : GpTool
{
    static readonly FeaturesParameter Input = new("Input_Features")
    {
        Description = "The points, lines or polygons to buffer.",
        Schema = new() { GeometryType = GeometryType.Point, SpatialReference = BufferRows.DefaultSystem },
        GeometryTypes = [GeometryType.Point, GeometryType.Multipoint, GeometryType.Polyline, GeometryType.Polygon],
    };

    static readonly LinearUnitParameter Distance = new("Distance")
    {
        Description = "How far the buffers reach; a negative distance shrinks polygons.",
    };

    static readonly StringParameter Method = new("Method")
    {
        Description = "PLANAR measures in the plane of the spatial reference, GEODESIC on the ellipsoid.",
        Choices = ["PLANAR", "GEODESIC"],
        Default = "PLANAR",
    };

    static readonly StringParameter Dissolve = new("Dissolve")
    {
        Description = "NONE gives a polygon for each feature, ALL joins them into one.",
        Choices = ["NONE", "ALL"],
        Default = "NONE",
    };

    static readonly StringParameter EndCap = new("End_Cap")
    {
        Description = "How the buffers of lines end.",
        Choices = ["ROUND", "FLAT", "SQUARE"],
        Default = "ROUND",
    };

    static readonly FeaturesParameter Output = new("Output_Features")
    {
        Direction = ParameterDirection.Output,
        Description = "The buffers, with BUFF_DIST (metres, or degrees for a distance in degrees) and ORIG_FID (the feature's object id).",
        Schema = BufferRows.OutputSchema,
    };

    public override ToolDefinition Definition { get; } = new("Buffer", "Proximity")
    {
        Description = "Creates polygons around input features to a given distance.",
        Parameters = [Input, Distance, Method, Dissolve, EndCap, Output],
    };

    public override void Run(ToolContext context)
    {
        var input = context.Get(Input);
        var distance = context.Get(Distance);
        var geodesic = context.Get(Method) == "GEODESIC";
        if (!geodesic && IsLengthInDegreesOfData(input, distance))
        {
            geodesic = true;
            context.Messages.AddWarning(
                $"Distance: a planar distance in {distance.Unit} cannot be used with {input.SpatialReference}, whose coordinates are longitude and " +
                "latitude. The buffers were computed geodesically.");
        }

        var endCap = Enum.Parse<BufferEndCap>(context.Get(EndCap), ignoreCase: true);
        var buffer = geodesic
            ? BufferRows.Geodesic(context, input, distance, Distance.Name, endCap)
            : Planar(context, input, distance, endCap);
        var rows = new BufferRows(input, distance, buffer, context.Messages);
        context.Set(Output, context.Get(Dissolve) == "ALL" ? rows.Dissolved(context.Spatial) : rows.Separate());
    }

    static bool IsLengthInDegreesOfData(FeatureSet input, LinearUnit distance) =>
        input.SpatialReference is { IsGeographic: true } && !distance.IsAngular && !distance.IsUnknown;

    static Func<Geometry?, Geometry> Planar(ToolContext context, FeatureSet input, LinearUnit distance, BufferEndCap endCap)
    {
        var units = InUnitsOfData(input, distance);

        // Coordinates are at most 1e15 or so; farther than that a buffer has no digits left.
        const double farthest = 1e15;
        if (Math.Abs(units) > farthest)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{Distance.Name}: {distance.Distance} {distance.Unit} is too far; expected at most {farthest} units of the coordinates.");
        }

        return context.Spatial.PlanarBuffer(units, endCap);
    }

    static double InUnitsOfData(FeatureSet input, LinearUnit distance)
    {
        if (distance.IsUnknown || input.SpatialReference is not { } system)
        {
            return distance.Distance;
        }

        if (!distance.IsAngular)
        {
            return distance.Meters / system.UnitFactor;
        }

        return system.IsGeographic
            ? distance.Distance * (Math.PI / 180) / system.UnitFactor
            : throw new GpException(GpError.InvalidParameter,
                $"{Distance.Name}: a distance in decimal degrees cannot be used with {system}, whose coordinates are lengths; expected a unit of " +
                "length such as esriMeters.");
    }
}

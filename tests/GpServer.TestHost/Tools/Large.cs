using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;

namespace GpServer.TestHost.Tools;

/// <summary>Makes as many features as asked for, with text that cannot be compressed much, so that their bytes on the disk are known.</summary>
sealed class Large : GpTool
{
    const int Seed = 20_250_101;

    static readonly LongParameter Count = new("Count") { Minimum = 0, Maximum = int.MaxValue };

    static readonly LongParameter Bytes = new("Bytes")
    {
        Description = "Random bytes of each feature; their text is a third longer.",
        Minimum = 0,
        Maximum = 1_000_000,
        Default = 100,
    };

    static readonly FeaturesParameter Output = new("Output_Features")
    {
        Direction = ParameterDirection.Output,
        Schema = new()
        {
            Fields = [new("OBJECTID", FieldType.OID), new("NOISE", FieldType.String) { Length = int.MaxValue }],
            GeometryType = GeometryType.Point,
            SpatialReference = SpatialReferences.Default.Wgs84,
        },
    };

    public override ToolDefinition Definition { get; } = new("Large", "Tests") { Parameters = [Count, Bytes, Output] };

    public override void Run(ToolContext context) => context.Set(
        Output, new FeatureSet(Output.Schema, Features((int)context.Get(Count), (int)context.Get(Bytes), context.Cancellation)));

    static IEnumerable<Feature> Features(int count, int bytes, CancellationToken stop)
    {
        var random = new Random(Seed);
        var noise = new byte[bytes];
        for (var i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            random.NextBytes(noise);
            var point = GeometryServices.Factory.CreatePoint(new Coordinate((i % 360) - 180, (i / 360 % 180) - 90));
            yield return new Feature(point, [i + 1L, Convert.ToBase64String(noise)]);
        }
    }
}

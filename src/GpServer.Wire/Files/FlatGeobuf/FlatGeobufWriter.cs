using GpServer.Core.Features;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>
/// FlatGeobuf, version 3 (github.com/flatgeobuf/flatgeobuf, "Specification"), with a spatial index where there are not too many features
/// for one. Features wait in a file of their own, since the header and the index stand before them; with an index their order changes.
/// </summary>
public sealed class FlatGeobufWriter : FeatureFileWriter
{
    const int FeatureFields = 3;
    const int BufferedBytes = 65_536;

    static ReadOnlySpan<byte> Magic => [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0];

    public override string Format => "fgb";

    public override string MediaType => "application/flatgeobuf";

    public override string Extension => ".fgb";

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(target);
        var schema = set.Schema;
        var (hasZ, hasM) = (target.ReturnZ && schema.HasZ, target.ReturnM && schema.HasM);
        var geometries = new FlatGeometry(schema.GeometryType, hasZ, hasM);
        var extent = new Envelope();
        var items = new List<FlatItem>();
        var count = 0;
        var builder = new FlatBuilder();
        using var columns = new FlatColumns(schema);
        using var features = new SpooledBytes(target.TemporaryDirectory);
        foreach (var feature in set.Features)
        {
            stop.ThrowIfCancellationRequested();
            Build(builder, feature, geometries, columns);
            var envelope = schema.IsTable ? new Envelope() : feature.Geometry?.EnvelopeInternal ?? new Envelope();
            extent.ExpandToInclude(envelope);
            if (count++ < FlatIndex.MostFeatures)
            {
                items.Add(new FlatItem(FlatBounds.Of(envelope), features.Length, builder.Written.Length));
            }

            features.Append(builder.Written);
        }

        var hasIndex = count <= FlatIndex.MostFeatures && !extent.IsNull;
        new FlatHeader(schema, target.Name).Build(builder, columns, geometries.Type, hasZ, hasM, extent, count, hasIndex);

        // Never disposed, as that would close the stream of the caller.
        var output = new BufferedStream(target.Output, BufferedBytes);
        output.Write(Magic);
        output.Write(builder.Written);
        if (hasIndex)
        {
            WriteIndexed(new FlatIndex(items, extent), features, output, stop);
        }
        else
        {
            features.CopyTo(output, stop);
        }

        output.Flush();
    }

    static void Build(FlatBuilder builder, Feature feature, FlatGeometry geometries, FlatColumns columns)
    {
        builder.Clear();
        var geometry = geometries.Type != 0 && feature.Geometry is { IsEmpty: false } shape ? geometries.Build(builder, shape) : 0;
        var row = columns.Row(feature.Attributes);
        var properties = row.IsEmpty ? 0 : builder.Bytes(row);
        builder.BeginTable(FeatureFields);
        builder.AddPlace(0, geometry);
        builder.AddPlace(1, properties);
        builder.Finish(builder.EndTable());
    }

    static void WriteIndexed(FlatIndex index, SpooledBytes features, Stream output, CancellationToken stop)
    {
        index.Write(output);
        var bytes = new byte[4096];
        foreach (var item in index.Items)
        {
            stop.ThrowIfCancellationRequested();
            if (bytes.Length < item.Length)
            {
                bytes = new byte[Math.Max(item.Length, Math.Min(2L * bytes.Length, Array.MaxLength))];
            }

            var feature = bytes.AsSpan(0, item.Length);
            features.Read(item.Start, feature);
            output.Write(feature);
        }
    }
}

using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Pbf;

/// <summary>
/// Writes answers as the protocol buffer <c>FeatureCollectionPBuffer</c> of the field (<c>f=pbf</c>): features, a count, object ids, or an
/// extent. Bytes are written forward and never sought. Nothing here waits for anything but the stream.
/// </summary>
public static class PbfWriter
{
    /// <summary>The media type of an answer.</summary>
    public const string MediaType = "application/x-protobuf";

    const int QueryResult = 2;
    const int FeatureResult = 1;
    const int CountResult = 2;
    const int IdsResult = 3;
    const int ExtentCountResult = 4;

    /// <summary>
    /// Writes the features of a set, which are read once. The format says the length of the whole before its first byte, so the features
    /// wait in memory, and beyond a megabyte in a file that is deleted afterwards.
    /// </summary>
    /// <param name="temporaryDirectory">Where that file is made.</param>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>: a coordinate does not fit into whole numbers; nothing has been
    /// written then.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public static void WriteFeatures(FeatureSet set, PbfOptions options, Stream output, string temporaryDirectory, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var schema = set.Schema;
        var transform = options.Transform ?? PbfTransform.Fine(schema.SpatialReference);
        var (hasZ, hasM) = (options.ReturnZ && schema.HasZ, options.ReturnM && schema.HasM);
        var geometries = new PbfGeometryWriter(schema.GeometryType, transform, options.Transform is not null, hasZ, hasM);
        var writer = new PbfFeatureWriter(schema, geometries);
        using var features = new SpooledBytes(temporaryDirectory);
        foreach (var feature in set.Features)
        {
            stop.ThrowIfCancellationRequested();
            features.Append(writer.Write(feature));
        }

        var header = new ProtoBuffer();
        PbfHeader.Write(header, set, transform, hasZ, hasM);
        WriteResult(output, FeatureResult, header, features.Length);
        features.CopyTo(output, stop);
    }

    /// <summary>Writes how many features there are.</summary>
    public static void WriteCount(long count, Stream output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(output);
        var message = new ProtoBuffer();
        message.Number(1, (ulong)count);
        WriteResult(output, CountResult, message, 0);
    }

    /// <summary>Writes the object ids of features.</summary>
    public static void WriteIds(string objectIdFieldName, IReadOnlyCollection<long> ids, Stream output)
    {
        ArgumentNullException.ThrowIfNull(objectIdFieldName);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(output);
        const int flushBytes = 65_536;
        var message = new ProtoBuffer();
        message.Text(1, objectIdFieldName);
        var length = ids.Sum(id => (long)ProtoBuffer.VarintLength((ulong)id));
        if (length > 0)
        {
            message.BeginBytes(3, length);
        }

        WriteResult(output, IdsResult, message, length);
        message.Clear();
        foreach (var id in ids)
        {
            message.Varint((ulong)id);
            if (message.Length >= flushBytes)
            {
                output.Write(message.Written);
                message.Clear();
            }
        }

        output.Write(message.Written);
    }

    /// <summary>Writes the extent of features and how many they are. An empty extent is left out.</summary>
    public static void WriteExtent(Envelope extent, SpatialReference? system, long count, Stream output)
    {
        ArgumentNullException.ThrowIfNull(extent);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(output);
        var message = new ProtoBuffer();
        if (!extent.IsNull)
        {
            var envelope = new ProtoBuffer();
            envelope.Double(1, extent.MinX);
            envelope.Double(2, extent.MinY);
            envelope.Double(3, extent.MaxX);
            envelope.Double(4, extent.MaxY);
            if (system is not null)
            {
                PbfHeader.WriteSpatialReference(envelope, 5, system);
            }

            message.Message(1, envelope);
        }

        message.Number(2, (ulong)count);
        WriteResult(output, ExtentCountResult, message, 0);
    }

    /// <summary>Writes what is around a result, and its beginning.</summary>
    /// <param name="more">How many bytes of it follow.</param>
    static void WriteResult(Stream output, int kind, ProtoBuffer beginning, long more)
    {
        var length = beginning.Length + more;
        var outer = new ProtoBuffer();
        outer.BeginBytes(QueryResult, 1 + ProtoBuffer.VarintLength((ulong)length) + length);
        outer.BeginBytes(kind, length);
        output.Write(outer.Written);
        output.Write(beginning.Written);
    }
}

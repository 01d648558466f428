using GpServer.Core.Features;
using GpServer.Storage.Features;

namespace GpServer.Jobs.Values;

/// <summary>The rows of a set of features: its chunks as they are made, and at last the header with the schema.</summary>
static class FeatureRows
{
    public static IEnumerable<ValueRow> Make(string name, FeatureSet features)
    {
        var writer = new FeatureChunkWriter(features);
        var number = 0;
        foreach (var chunk in writer.Chunks())
        {
            number++;
            yield return new ValueRow(
                JobValueKind.Result, name, number, JobValueFormat.Features, chunk.Count, 0, chunk.Bytes, chunk.Extent);
        }

        var summary = writer.Summary;
        yield return new ValueRow(
            JobValueKind.Result, name, 0, JobValueFormat.Features, summary.Count, summary.Chunks, Header(writer.SchemaBlock, summary),
            summary.Extent);
    }

    /// <summary>What the header says of the set.</summary>
    public static (ReadOnlyMemory<byte> SchemaBlock, FeatureSetSummary Summary) Read(ValueRow header) => (
        header.Bytes[1..],
        new FeatureSetSummary
        {
            Count = header.Size,
            Chunks = header.Chunks,
            Extent = header.Extent,
            ExceededTransferLimit = header.Bytes.Span[0] != 0,
        });

    // One byte for what is no part of the schema, then the schema block.
    static byte[] Header(ReadOnlyMemory<byte> schema, FeatureSetSummary summary) =>
        [(byte)(summary.ExceededTransferLimit ? 1 : 0), .. schema.Span];
}

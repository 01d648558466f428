using System.Buffers;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Tests;

public sealed class StreamedWritingTests
{
    static readonly FeatureSchema Schema = new() { Fields = [new Field("text", FieldType.String)] };

    [Fact]
    public async Task Features_are_flushed_while_they_are_made()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(buffer);
        var flushes = new List<(int Made, int Bytes)>();
        var made = 0;
        var set = new FeatureSet(Schema, Enumerable.Range(0, 1000).Select(_ =>
        {
            made++;
            return new Feature(null, [new string('x', 1000)]);
        }));

        await new FeatureWriter().WriteAsync(
            json,
            set,
            "Output",
            Writer.Plain,
            _ =>
            {
                flushes.Add((made, buffer.WrittenCount));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        json.Flush();
        flushes.Count.ShouldBeInRange(10, 20);
        flushes[0].Made.ShouldBeLessThan(100);
        flushes[0].Bytes.ShouldBeInRange(65_536, 70_000);
        Encoding.UTF8.GetString(buffer.WrittenSpan).ShouldBe(Writer.Text(set));
    }

    [Fact]
    public async Task A_caller_who_left_stops_the_writing()
    {
        using var left = new CancellationTokenSource();
        var set = new FeatureSet(Schema, Enumerable.Repeat(new Feature(null, [new string('x', 1000)]), 1000));
        var flushes = 0;

        await Should.ThrowAsync<OperationCanceledException>(async () => await new FeatureWriter().WriteAsync(
            new JsonOutput(new ArrayBufferWriter<byte>()),
            set,
            "Output",
            Writer.Plain,
            _ =>
            {
                flushes++;
                left.Cancel();
                return ValueTask.CompletedTask;
            },
            left.Token));

        flushes.ShouldBe(1);
    }

    [Fact]
    public void A_row_that_does_not_fit_the_fields_is_a_fault()
    {
        Should.Throw<InvalidOperationException>(() => Writer.Text(new FeatureSet(Schema, [new Feature(null, [])])));
        Should.Throw<InvalidOperationException>(() => Writer.Text(new FeatureSet(Schema, [new Feature(null, [5])])));
    }
}

using System.Text;
using GpServer.Core;
using GpServer.Options;
using GpServer.Rest.Requests;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace GpServer.Tests.Rest.Requests;

public sealed class FormDecoderTests
{
    [Theory]
    [InlineData("a=1&b=2", "a:1|b:2")]
    [InlineData("a=1+2&b=%7B%22x%22%3A%5B1%2C2%5D%7D", "a:1 2|b:{\"x\":[1,2]}")]
    [InlineData("a=b=c&d=%3d%26", "a:b=c|d:=&")]
    [InlineData("a&b=&&=c", "a:|b:|:c")]
    [InlineData("a=%&b=%4&c=%zz&d=%%41", "a:%|b:%4|c:%zz|d:%A")]
    [InlineData("n%61me=Z%C3%BCrich", "name:Zürich")]
    [InlineData("", "")]
    [InlineData("a=100%", "a:100%")]
    [InlineData("a=%%%%4", "a:%%%%4")]
    public void A_form_is_decoded_the_same_however_it_is_cut(string form, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(form);
        for (var piece = 1; piece <= bytes.Length + 1; piece++)
        {
            Decode(bytes, piece).ShouldBe(expected, $"in pieces of {piece}");
        }
    }

    [Fact]
    public void Bytes_that_are_not_text_are_kept()
    {
        var memory = new RequestMemory(new CurrentLimits(OptionsOf.Create(new GpServerOptions()), NullLogger<CurrentLimits>.Instance));
        var buffer = new RequestBuffer(memory);
        var fields = new RequestFields(buffer, new LimitOptions());
        var decoder = new FormDecoder(fields);
        decoder.Feed([(byte)'a', (byte)'=', 0xff, 0x00, 0xfe]);
        decoder.End();
        buffer.Slice(fields.Fields[0].Start, fields.Fields[0].Length).ToArray().ShouldBe([0xff, 0x00, 0xfe]);
        buffer.Release();
    }

    [Fact]
    public void Every_escape_of_a_byte_is_that_byte()
    {
        var form = "a=" + string.Concat(Enumerable.Range(1, 127).Select(value => $"%{value:X2}"));
        Decode(Encoding.UTF8.GetBytes(form), 1_000)
            .ShouldBe("a:" + new string([.. Enumerable.Range(1, 127).Select(value => (char)value)]));
    }

    [Fact]
    public void A_name_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var error = Should.Throw<GpException>(() => Decode(Encoding.UTF8.GetBytes(new string('x', 300)), 100));
        error.Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void A_long_run_of_broken_escapes_is_kept_as_it_is()
    {
        var form = "a=" + new string('%', 100_000);
        Decode(Encoding.UTF8.GetBytes(form), 7).Length.ShouldBe(form.Length);
    }

    [Fact]
    public void Released_memory_is_given_back()
    {
        var memory = new RequestMemory(new CurrentLimits(OptionsOf.Create(new GpServerOptions()), NullLogger<CurrentLimits>.Instance));
        var buffer = new RequestBuffer(memory);
        new FormDecoder(new RequestFields(buffer, new LimitOptions())).Feed(new byte[10_000].AsSpan()[..200]);
        memory.Held.ShouldBeGreaterThan(0);
        buffer.Release();
        memory.Held.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => buffer.GetSpan().Length);
    }

    static string Decode(byte[] form, int piece)
    {
        var buffer = new RequestBuffer(new RequestMemory(new CurrentLimits(OptionsOf.Create(new GpServerOptions()), NullLogger<CurrentLimits>.Instance)));
        try
        {
            var fields = new RequestFields(buffer, new LimitOptions());
            var decoder = new FormDecoder(fields);
            foreach (var bytes in form.Chunk(piece))
            {
                decoder.Feed(bytes);
            }

            decoder.End();
            return string.Join('|', fields.Fields.Select(field =>
                $"{field.Name}:{Encoding.UTF8.GetString(buffer.Slice(field.Start, field.Length).Span)}"));
        }
        finally
        {
            buffer.Release();
        }
    }
}

using System.Buffers;

namespace GpServer.Rest.Answers;

/// <summary>Passes bytes on to a page: what would be markup is encoded, in element content and in attributes alike.</summary>
sealed class HtmlEscapingWriter(IBufferWriter<byte> page) : IBufferWriter<byte>
{
    const int BlockBytes = 4096;

    static readonly SearchValues<byte> Markup = SearchValues.Create("&<>\"'"u8);

    byte[] _block = new byte[BlockBytes];

    public void Advance(int count)
    {
        var text = _block.AsSpan(0, count);
        while (text.IndexOfAny(Markup) is var next and >= 0)
        {
            page.Write(text[..next]);
            page.Write(Encoded(text[next]));
            text = text[(next + 1)..];
        }

        page.Write(text);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_block.Length < sizeHint)
        {
            _block = new byte[sizeHint];
        }

        return _block;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    static ReadOnlySpan<byte> Encoded(byte character) => (char)character switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        _ => "&#39;"u8,
    };
}

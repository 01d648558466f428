using System.Buffers;

namespace GpServer.Rest.Requests;

/// <summary>
/// Decodes <c>name=value&amp;name=value</c> into a request's buffer as the bytes arrive. A plus is a blank; an escape that is none is kept as
/// it came. Values stay UTF-8, since that is what their readers take.
/// </summary>
sealed class FormDecoder(RequestFields fields)
{
    const int EscapeLength = 3;

    static readonly SearchValues<byte> NameSpecials = SearchValues.Create("%+&="u8);
    static readonly SearchValues<byte> ValueSpecials = SearchValues.Create("%+&"u8);
    static readonly int[] HexValues = MakeHexValues();

    readonly byte[] _cut = new byte[EscapeLength]; // the start of an escape that the end of a piece cut
    int _cutLength;
    Place _place;

    enum Place
    {
        BeforeName,
        Name,
        Value,
    }

    /// <summary>Takes the next piece of the form.</summary>
    public void Feed(ReadOnlySpan<byte> piece)
    {
        while (_cutLength > 0)
        {
            if (!Mend(ref piece))
            {
                return;
            }
        }

        // What is decoded is never longer than what it is decoded from.
        var target = fields.Buffer.Reserve(piece.Length);
        var written = 0;
        while (!piece.IsEmpty)
        {
            if (_place == Place.BeforeName)
            {
                fields.BeginName();
                _place = Place.Name;
            }

            var special = piece.IndexOfAny(_place == Place.Value ? ValueSpecials : NameSpecials);
            var plain = special < 0 ? piece : piece[..special];
            plain.CopyTo(target[written..]);
            written += plain.Length;
            if (special < 0)
            {
                break;
            }

            piece = piece[special..];
            if (piece[0] == '%')
            {
                if (!Escapes(ref piece, target, ref written))
                {
                    break;
                }

                continue;
            }

            if (piece[0] == '+')
            {
                target[written++] = (byte)' ';
            }
            else
            {
                fields.Buffer.Advance(written);
                target = target[written..];
                written = 0;
                Separator(piece[0]);
            }

            piece = piece[1..];
        }

        fields.Buffer.Advance(written);
        if (_place == Place.Name)
        {
            fields.CheckName();
        }
    }

    /// <summary>Ends the last field.</summary>
    public void End()
    {
        fields.Append(_cut.AsSpan(0, _cutLength));
        _cutLength = 0;
        Separator((byte)'&');
    }

    /// <summary>Decodes the escape at the start of the piece, and those that follow it at once, as they do in encoded JSON.</summary>
    /// <returns>False when the piece ends inside an escape; what there is of it is kept for the next piece.</returns>
    bool Escapes(ref ReadOnlySpan<byte> piece, Span<byte> target, ref int written)
    {
        while (piece.Length >= EscapeLength && piece[0] == '%')
        {
            var value = (HexValues[piece[1]] << 4) | HexValues[piece[2]];
            target[written++] = value < 0 ? (byte)'%' : (byte)value;
            piece = piece[(value < 0 ? 1 : EscapeLength)..];
        }

        if (piece.IsEmpty || piece[0] != '%')
        {
            return true;
        }

        piece.CopyTo(_cut);
        _cutLength = piece.Length;
        return false;
    }

    /// <summary>Completes an escape that the end of the piece before has cut. It may turn out to be none, and to hold the start of another.</summary>
    /// <returns>False when it is still incomplete.</returns>
    bool Mend(ref ReadOnlySpan<byte> piece)
    {
        var taken = Math.Min(EscapeLength - _cutLength, piece.Length);
        piece[..taken].CopyTo(_cut.AsSpan(_cutLength));
        _cutLength += taken;
        piece = piece[taken..];
        if (_cutLength < EscapeLength)
        {
            return false;
        }

        _cutLength = 0;
        Span<byte> mended = stackalloc byte[EscapeLength];
        _cut.CopyTo(mended);
        Feed(mended);
        return true;
    }

    void Separator(byte separator)
    {
        if (separator == '=')
        {
            fields.EndName();
            _place = Place.Value;
            return;
        }

        // Two ampersands in a row, or one at the end, have nothing between them.
        var isEmpty = _place == Place.BeforeName || (_place == Place.Name && fields.Buffer.Length == fields.NameStart);
        if (_place == Place.Name && !isEmpty)
        {
            fields.EndName();
        }

        if (!isEmpty)
        {
            fields.EndValue();
        }

        _place = Place.BeforeName;
    }

    static int[] MakeHexValues()
    {
        var values = new int[256];
        values.AsSpan().Fill(-1);
        for (var digit = 0; digit < 16; digit++)
        {
            values["0123456789abcdef"[digit]] = digit;
            values["0123456789ABCDEF"[digit]] = digit;
        }

        return values;
    }
}

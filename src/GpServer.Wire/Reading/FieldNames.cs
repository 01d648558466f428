using System.Text;

namespace GpServer.Wire.Reading;

/// <summary>The names of fields and attributes, within their bounds.</summary>
static class FieldNames
{
    const int MaxBytes = 1024;

    /// <exception cref="GpServer.Core.GpException">The name is empty or longer than any database knows.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8, ReadingPlace place)
    {
        if (utf8.IsEmpty)
        {
            throw place.Invalid("an attribute has an empty name; expected the name of a field");
        }

        return utf8.Length <= MaxBytes
            ? Encoding.UTF8.GetString(utf8)
            : throw place.Exceeds($"the name of an attribute has more than {MaxBytes} bytes, the limit of one name.");
    }

    /// <summary>As <see cref="Decode"/>, for a name that may be left out.</summary>
    public static string? DecodeOrNone(ReadOnlySpan<byte> utf8, ReadingPlace place) => utf8.IsEmpty ? null : Decode(utf8, place);
}

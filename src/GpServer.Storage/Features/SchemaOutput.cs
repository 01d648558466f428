using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GpServer.Storage.Features;

/// <summary>Writes the members of a schema. Texts are UTF-16, since a name may be no Unicode text; the section is compressed.</summary>
readonly struct SchemaOutput(SectionWriter section)
{
    public void Write(bool value) => section.Write(value ? (byte)1 : (byte)0);

    public void Write(int? value)
    {
        Write(value is not null);
        if (value is { } number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            section.Write(bytes);
        }
    }

    public void Write(string text)
    {
        section.WriteCount(text.Length * sizeof(char));
        section.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    public void WriteName<T>(T member)
        where T : struct, Enum => Write(member.ToString());

    public void WriteOptional(string? text)
    {
        Write(text is not null);
        if (text is not null)
        {
            Write(text);
        }
    }

    public void WriteOptional(bool? value)
    {
        Write(value is not null);
        if (value is { } known)
        {
            Write(known);
        }
    }
}

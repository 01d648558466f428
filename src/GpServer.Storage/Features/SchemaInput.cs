using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GpServer.Storage.Features;

/// <summary>Reads what <see cref="SchemaOutput"/> wrote.</summary>
ref struct SchemaInput(SectionReader section)
{
    SectionReader _section = section;

    public bool ReadBool() => _section.ReadByte() switch
    {
        0 => false,
        1 => true,
        _ => throw Damage.New("a mark is neither yes nor no"),
    };

    public bool? ReadOptionalBool() => ReadBool() ? ReadBool() : null;

    public int? ReadOptionalNumber() => ReadBool() ? BinaryPrimitives.ReadInt32LittleEndian(_section.Take(sizeof(int))) : null;

    public string ReadText()
    {
        var bytes = _section.Take(_section.ReadLength());
        return bytes.Length % sizeof(char) == 0
            ? new string(MemoryMarshal.Cast<byte, char>(bytes))
            : throw Damage.New("a text is not UTF-16");
    }

    public string? ReadOptionalText() => ReadBool() ? ReadText() : null;

    public T ReadName<T>()
        where T : struct, Enum
    {
        var name = ReadText();
        return Enum.TryParse<T>(name, out var member) && Enum.IsDefined(member) && !char.IsAsciiDigit(name[0])
            ? member
            : throw Damage.New($"there is no {typeof(T).Name} of the name '{name}'");
    }

    /// <summary>Reads how many things follow, of which each takes a byte at the least.</summary>
    public int ReadLength(int most)
    {
        var length = _section.ReadLength();
        return length <= most ? length : throw Damage.New($"there cannot be {length} fields");
    }

    public readonly void ExpectEnd() => _section.ExpectEnd();
}

using System.Buffers.Binary;
using System.Text;

namespace GpServer.Wire.Tests.Pbf;

/// <summary>
/// A message of a protocol buffer decoded without knowing what it means, as any other program would do it. It shares no code with the server.
/// </summary>
sealed class PbfDecoder
{
    readonly List<(int Field, object Value)> _fields = [];

    PbfDecoder(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            object value = (tag & 7) switch
            {
                0 => Varint(ref bytes),
                1 => BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, 8)),
                2 => Take(ref bytes, (int)Varint(ref bytes)).ToArray(),
                5 => BinaryPrimitives.ReadSingleLittleEndian(Take(ref bytes, 4)),
                _ => throw new InvalidOperationException("An unknown wire type."),
            };
            _fields.Add(((int)(tag >> 3), value));
        }
    }

    public IReadOnlyList<int> Numbers => [.. _fields.Select(entry => entry.Field)];

    public static PbfDecoder Of(byte[] bytes) => new(bytes);

    /// <summary>The <c>FeatureResult</c> of an answer.</summary>
    public static PbfDecoder Features(byte[] bytes) => Of(bytes).Message(2).Message(1);

    public bool Has(int field) => _fields.Exists(entry => entry.Field == field);

    public PbfDecoder Message(int field) => Messages(field).ShouldHaveSingleItem();

    public List<PbfDecoder> Messages(int field) => [.. Values(field).Select(value => new PbfDecoder((byte[])value))];

    public ulong Number(int field) => (ulong)Values(field).ShouldHaveSingleItem();

    public double Double(int field) => (double)Values(field).ShouldHaveSingleItem();

    public string Text(int field) => Encoding.UTF8.GetString((byte[])Values(field).ShouldHaveSingleItem());

    public List<ulong> Packed(int field)
    {
        ReadOnlySpan<byte> bytes = (byte[])Values(field).ShouldHaveSingleItem();
        var numbers = new List<ulong>();
        while (!bytes.IsEmpty)
        {
            numbers.Add(Varint(ref bytes));
        }

        return numbers;
    }

    public List<long> PackedSigned(int field) => [.. Packed(field).Select(Signed)];

    /// <summary>The one value of a <c>Value</c> message.</summary>
    public object? Value() => _fields.Count == 0 ? null : _fields.ShouldHaveSingleItem() switch
    {
        (1, byte[] text) => Encoding.UTF8.GetString(text),
        (2, float number) => (double)number,
        (3, double number) => number,
        (4 or 8, ulong number) => Signed(number),
        (5 or 6 or 7, ulong number) => (long)number,
        _ => throw new InvalidOperationException("An unknown value."),
    };

    static long Signed(ulong value) => value % 2 == 0 ? (long)(value / 2) : -(long)(value / 2) - 1;

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; ; i++)
        {
            value += (ulong)(bytes[i] & 127) << (7 * i);
            if (bytes[i] < 128)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }
    }

    List<object> Values(int field) => [.. _fields.Where(entry => entry.Field == field).Select(entry => entry.Value)];
}

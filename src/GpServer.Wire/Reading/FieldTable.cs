using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>The fields of a set, found by the UTF-8 of their names; by their names in another case where there is no better one.</summary>
sealed class FieldTable
{
    readonly ImmutableArray<Field> _fields;
    readonly byte[][] _names;
    readonly byte[][] _tokens;
    readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _exact;
    readonly Dictionary<string, int> _anyCase = new(StringComparer.OrdinalIgnoreCase);

    public FieldTable(ImmutableArray<Field> fields)
    {
        _fields = fields;
        _names = [.. fields.Select(field => Encoding.UTF8.GetBytes(field.Name))];
        _tokens = [.. fields.Select(field => Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(JsonOutput.EncodeName(field.Name))}\":"))];
        var exact = new Dictionary<byte[], int>(Utf8Comparer.Instance);
        for (var i = 0; i < _names.Length; i++)
        {
            exact.TryAdd(_names[i], i);
            _anyCase.TryAdd(fields[i].Name, i);
        }

        _exact = exact.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _names.Length;

    public Field this[int index] => _fields[index];

    /// <summary>How the name of a field is most likely written as a member: in double quotes, and the colon.</summary>
    public ReadOnlySpan<byte> Token(int index) => _tokens[index];

    /// <summary>The place of the field with this name, or -1.</summary>
    /// <param name="likely">Where it is if attributes come in the order of the fields.</param>
    public int Find(ReadOnlySpan<byte> name, int likely)
    {
        if ((uint)likely < (uint)_names.Length && name.SequenceEqual(_names[likely]))
        {
            return likely;
        }

        if (_exact.TryGetValue(name, out var index))
        {
            return index;
        }

        return _anyCase.TryGetValue(Encoding.UTF8.GetString(name), out index) ? index : -1;
    }

    sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}

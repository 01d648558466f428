using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// Finds the fields of a document: name and description where there are any, those of its schemas, and those of other data in the order of
/// their appearance. Data without a schema is text. A type that a schema declares is widened where the values need it, since many documents
/// say <c>int</c> and mean more.
/// </summary>
sealed class KmlFields(ReadingPlace place)
{
    public const string Name = "Name";
    public const string Description = "Description";

    // Six digits always fit into a number of 32 bits.
    const int LeastPrecise = 6;

    readonly Dictionary<string, Kinds> _data = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> _names = [];
    readonly HashSet<string> _own = [];

    [Flags]
    enum Kinds
    {
        None = 0,
        Boolean = 1,
        Short = 2,
        Int = 4,
        Long = 8,
        Decimal = 16,
        Text = 32,

        // Beside the others: more digits than a number of 32 bits holds. Many a program says float for every number.
        Precise = 64,
    }

    /// <summary>Looks at the values of one placemark.</summary>
    public void Add(KmlPlacemark placemark)
    {
        foreach (var (name, _) in placemark.Own)
        {
            _own.Add(name);
        }

        foreach (var (name, text, isTyped) in placemark.Data)
        {
            Declare(name);
            var kinds = _data[name];
            kinds |= isTyped ? KindOf(text) : Kinds.Text;
            _data[name] = kinds.HasFlag(Kinds.Precise) || !IsPrecise(text) ? kinds : kinds | Kinds.Precise;
        }
    }

    /// <summary>The fields of all placemarks seen.</summary>
    /// <param name="declared">What schemas declare.</param>
    public ImmutableArray<Field> ToFields(List<(string Name, string Type)> declared)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var appeared = _names.ToArray();
        _names.Clear();
        foreach (var (name, type) in declared)
        {
            // Two schemas with different types for one name: text holds both.
            types[name] = types.TryGetValue(name, out var other) && other != type ? "string" : type;
            Declare(name);
            AddName(name);
        }

        foreach (var name in appeared)
        {
            AddName(name);
        }

        IEnumerable<Field> own = new[] { Name, Description }
            .Where(name => _own.Contains(name) && !_data.ContainsKey(name))
            .Select(name => new Field(name, FieldType.String));
        return [.. own, .. _names.Select(name => new Field(name, TypeOf(types.GetValueOrDefault(name, "string"), _data[name])))];
    }

    static Kinds KindOf(string text)
    {
        var value = text.AsSpan().Trim();
        if (value.IsEmpty)
        {
            return Kinds.None;
        }

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number switch
            {
                >= short.MinValue and <= short.MaxValue => Kinds.Short,
                >= int.MinValue and <= int.MaxValue => Kinds.Int,
                _ => Kinds.Long,
            };
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real))
        {
            return Kinds.Decimal;
        }

        return KmlValues.IsBoolean(value) ? Kinds.Boolean : Kinds.Text;
    }

    static bool IsPrecise(string text) => text.Length > LeastPrecise
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.Parse(((float)number).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) != number;

    static FieldType TypeOf(string declared, Kinds all)
    {
        var kinds = all & ~Kinds.Precise;
        if (declared is "float" or "double")
        {
            return kinds < Kinds.Text && !kinds.HasFlag(Kinds.Boolean)
                ? declared == "float" && kinds == all ? FieldType.Single : FieldType.Double
                : FieldType.String;
        }

        Kinds? least = declared switch
        {
            "bool" => Kinds.Boolean,
            "short" => Kinds.Short,
            "int" or "ushort" => Kinds.Int,
            "uint" => Kinds.Long,
            _ => null,
        };
        var isMixed = kinds.HasFlag(Kinds.Boolean) && kinds >= Kinds.Int;
        return (least is null || isMixed ? Kinds.Text : kinds | least.Value) switch
        {
            >= Kinds.Text => FieldType.String,
            >= Kinds.Decimal => FieldType.Double,
            >= Kinds.Long => FieldType.BigInteger,
            >= Kinds.Int => FieldType.Integer,
            _ => FieldType.SmallInteger,
        };
    }

    void AddName(string name)
    {
        if (!_names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            _names.Add(name);
        }
    }

    void Declare(string name)
    {
        if (_data.ContainsKey(name))
        {
            return;
        }

        if (_data.Count == place.Limits.Fields)
        {
            throw place.Exceeds($"there are more than {place.Limits.Fields} attributes, the limit of one set.");
        }

        FieldNames.Decode(Encoding.UTF8.GetBytes(name), place);
        _data.Add(name, Kinds.None);
        _names.Add(name);
    }
}

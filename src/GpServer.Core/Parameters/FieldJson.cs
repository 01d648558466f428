using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// The JSON of a field, wherever it stands: <c>{"name","type","alias"[,"length","nullable","editable","domain","defaultValue","precision",
/// "scale","sqlType"]}</c>. Other members are ignored.
/// </summary>
public static class FieldJson
{
    const string TypePrefix = "esriFieldType";

    static readonly string[] TypeNames = [.. Enum.GetNames<FieldType>().Select(name => TypePrefix + name)];

    /// <summary>Reads a field. One without a type is a <see cref="FieldType.String"/>.</summary>
    /// <exception cref="JsonFormatException">It has no name, its type is unknown, or a member is not of its kind.</exception>
    public static Field Read(ref JsonScanner json)
    {
        var start = json.Position;
        var members = default(Members);
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (!json.TryReadNull() && !ReadText(ref members, member, ref json) && !ReadOther(ref members, member, ref json))
            {
                json.Skip();
            }
        }

        return members.ToField() ?? throw new JsonFormatException("a field must have a name", start);
    }

    /// <summary>Writes the name, type and alias of the field, and what else of it is known.</summary>
    public static void Write(JsonOutput json, Field field)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(field);
        json.StartObject();
        json.Member("name"u8, field.Name);
        json.Member("type"u8, TypeName(field.Type));
        json.Member("alias"u8, field.Alias);
        Write(json, "length"u8, field.Length);
        Write(json, "precision"u8, field.Precision);
        Write(json, "scale"u8, field.Scale);
        Write(json, "nullable"u8, field.Nullable);
        Write(json, "editable"u8, field.Editable);
        if (field.SqlType is { } sqlType)
        {
            json.Member("sqlType"u8, sqlType);
        }

        WriteRaw(json, "domain"u8, field.Domain);
        WriteRaw(json, "defaultValue"u8, field.DefaultValue);
        json.EndObject();
    }

    /// <summary>The name of a type on the wire.</summary>
    public static string TypeName(FieldType type) => TypeNames[(int)type];

    /// <summary>The type of that name on the wire, or null. <c>esriFieldTypeLong</c>, which only samples have, is an Integer.</summary>
    public static FieldType? FindType(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name);
        foreach (var type in Enum.GetValues<FieldType>())
        {
            if (string.Equals(text, TypeName(type), StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return text == "esriFieldTypeLong" ? FieldType.Integer : null;
    }

    static bool ReadText(ref Members members, ReadOnlySpan<byte> member, ref JsonScanner json)
    {
        if (member.SequenceEqual("name"u8))
        {
            members.Name = json.ReadString();
        }
        else if (member.SequenceEqual("alias"u8))
        {
            members.Alias = json.ReadString();
        }
        else if (member.SequenceEqual("sqlType"u8))
        {
            members.SqlType = json.ReadString();
        }
        else if (member.SequenceEqual("type"u8))
        {
            var start = json.Position;
            var name = json.ReadUtf8String();
            members.Type = FindType(name)
                ?? throw new JsonFormatException($"'{ParameterText.Form(name.ToArray()).Excerpt()}' is not the type of a field", start);
        }
        else
        {
            return false;
        }

        return true;
    }

    static bool ReadOther(ref Members members, ReadOnlySpan<byte> member, ref JsonScanner json)
    {
        if (member.SequenceEqual("length"u8))
        {
            members.Length = ReadCount(ref json);
        }
        else if (member.SequenceEqual("precision"u8))
        {
            members.Precision = ReadCount(ref json);
        }
        else if (member.SequenceEqual("scale"u8))
        {
            members.Scale = ReadCount(ref json);
        }
        else if (member.SequenceEqual("nullable"u8))
        {
            members.Nullable = json.ReadBoolean();
        }
        else if (member.SequenceEqual("editable"u8))
        {
            members.Editable = json.ReadBoolean();
        }
        else if (member.SequenceEqual("domain"u8))
        {
            members.Domain = JsonCopy.Read(ref json);
        }
        else if (member.SequenceEqual("defaultValue"u8))
        {
            members.DefaultValue = JsonCopy.Read(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    static int ReadCount(ref JsonScanner json) =>
        json.TryReadInt64(out var count) && count is >= 0 and <= int.MaxValue
            ? (int)count
            : throw new JsonFormatException("expected a whole number", json.Position);

    static void Write(JsonOutput json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
        {
            json.Member(name, number);
        }
    }

    static void Write(JsonOutput json, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } known)
        {
            json.Member(name, known);
        }
    }

    static void WriteRaw(JsonOutput json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.Name(name);
            json.Raw(Encoding.UTF8.GetBytes(text));
        }
    }

    struct Members
    {
        public string? Name, Alias, SqlType, Domain, DefaultValue;
        public FieldType? Type;
        public int? Length, Precision, Scale;
        public bool? Nullable, Editable;

        public readonly Field? ToField() => string.IsNullOrEmpty(Name) ? null : new Field(Name, Type ?? FieldType.String)
        {
            Alias = string.IsNullOrEmpty(Alias) ? Name : Alias,
            Length = Length,
            Precision = Precision,
            Scale = Scale,
            Nullable = Nullable,
            Editable = Editable,
            SqlType = SqlType,
            Domain = Domain,
            DefaultValue = DefaultValue,
        };
    }
}

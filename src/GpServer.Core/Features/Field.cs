namespace GpServer.Core.Features;

/// <summary>
/// One column of a feature set or record set. Only <see cref="Name"/> and <see cref="Type"/> are always known; what a client did not
/// send is null, so that a field leaves as it came.
/// </summary>
public sealed record Field
{
    public Field(string name, FieldType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Type = type;
        Alias = name;
    }

    public string Name { get; init; }

    public FieldType Type { get; init; }

    /// <summary>The name shown to people; the field's own name when none was given.</summary>
    public string Alias { get; init; }

    /// <summary>Characters of a string field, bytes of others (8 on an object id means 64 bits).</summary>
    public int? Length { get; init; }

    public bool? Nullable { get; init; }

    public bool? Editable { get; init; }

    public int? Precision { get; init; }

    public int? Scale { get; init; }

    public string? SqlType { get; init; }

    /// <summary>The field's domain as the JSON text that came, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>The field's default value as the JSON text that came, or null.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>True for the types whose values are whole numbers (<c>long</c>), dates in epoch milliseconds included.</summary>
    public bool IsWholeNumber =>
        Type is FieldType.SmallInteger or FieldType.Integer or FieldType.BigInteger or FieldType.OID or FieldType.Date;

    /// <summary>True for the types whose values are decimal numbers (<c>double</c>).</summary>
    public bool IsDecimal => Type is FieldType.Single or FieldType.Double;
}

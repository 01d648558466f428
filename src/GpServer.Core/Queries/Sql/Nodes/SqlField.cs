using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>The value of a field.</summary>
sealed class SqlField(int index, SqlType type) : SqlNode(type)
{
    public int Index { get; } = index;

    /// <summary>What values of a field are in expressions; null for those that no expression takes.</summary>
    public static SqlType? TypeOf(FieldType type) => type switch
    {
        FieldType.SmallInteger or FieldType.Integer or FieldType.BigInteger or FieldType.OID => SqlType.Number,
        FieldType.Single or FieldType.Double => SqlType.Number,
        FieldType.Date or FieldType.DateOnly or FieldType.TimestampOffset => SqlType.Date,
        FieldType.TimeOnly => SqlType.Time,
        FieldType.String or FieldType.GUID or FieldType.GlobalID or FieldType.XML => SqlType.Text,
        _ => null,
    };

    /// <summary>A stored value as a value of an expression.</summary>
    public static SqlValue ValueOf(object? value, SqlType type) => (value, type) switch
    {
        (null, _) => SqlValue.Null,
        (long number, SqlType.Number) => SqlValue.Of(number),
        (long number, SqlType.Date) => SqlValue.Date(number),
        (double number, SqlType.Number) => SqlValue.Of(number),
        (string text, SqlType.Text) => SqlValue.Of(text),
        (string text, _) => SqlConversions.To(type, SqlValue.Of(text)),
        (double number, _) => SqlConversions.To(type, SqlValue.Of(number)),
        (long number, _) => SqlConversions.To(type, SqlValue.Of(number)),
        _ => throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute."),
    };

    public override SqlValue Evaluate(Feature row) => ValueOf(row.Attributes[Index], Type);
}

namespace GpServer.Core.Queries;

/// <summary>What a value is. A number is whole or decimal; all else is as its expression's type.</summary>
enum SqlKind : byte
{
    Null,
    Truth,
    Whole,
    Decimal,
    Text,
    Date,
    Time,
}

using GpServer.Core.Features;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>A column of a .dbf file.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="Kind">The letter of its type.</param>
/// <param name="Offset">Where it begins in a record.</param>
/// <param name="Length">Bytes of a value.</param>
/// <param name="Decimals">Digits after the point.</param>
sealed record DbfField(string Name, char Kind, int Offset, int Length, int Decimals)
{
    const int IntegerDigits = 9;
    const int BigIntegerDigits = 18;

    /// <summary>Whether its values are whole numbers as digits, as far as the column says.</summary>
    public bool IsWhole => Kind is 'N' or 'F' && Decimals == 0 && Length <= BigIntegerDigits + 2;

    /// <summary>The type of the values; null for a column that is not read, such as one of memos.</summary>
    public FieldType? Type => Kind switch
    {
        'C' => FieldType.String,
        'N' or 'F' when IsWhole => Length <= IntegerDigits ? FieldType.Integer : FieldType.BigInteger,
        'N' or 'F' => FieldType.Double,
        'D' => FieldType.Date,
        'L' when Length > 0 => FieldType.SmallInteger,
        'I' or '+' when Length == sizeof(int) => FieldType.Integer,
        'B' or 'O' when Length == sizeof(double) => FieldType.Double,
        'T' or '@' when Length == 2 * sizeof(int) => FieldType.Date,
        _ => null,
    };
}

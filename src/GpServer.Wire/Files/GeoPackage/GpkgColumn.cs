using System.Globalization;
using GpServer.Core.Features;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>A column of a table of features.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Declared">The type as the table says it.</param>
/// <param name="IsKey">Whether it is the primary key.</param>
sealed record GpkgColumn(string Name, string Declared, bool IsKey)
{
    /// <summary>The type of the field; null for a column that is not read: blobs.</summary>
    public FieldType? Type
    {
        get
        {
            var word = Declared.Split('(')[0].Trim().ToUpperInvariant();
            if (IsKey && word is ("INTEGER" or "INT"))
            {
                return FieldType.OID;
            }

            return word switch
            {
                "BOOLEAN" or "TINYINT" or "SMALLINT" => FieldType.SmallInteger,
                "MEDIUMINT" => FieldType.Integer,
                "FLOAT" => FieldType.Single,
                "DATE" or "DATETIME" => FieldType.Date,
                "BLOB" => null,
                _ => OfAffinity(word),
            };
        }
    }

    /// <summary>Characters of a text column that says so.</summary>
    public int? Length => Type == FieldType.String && Declared.IndexOf('(', StringComparison.Ordinal) is >= 0 and var at
        && int.TryParse(Declared.AsSpan(at + 1).TrimEnd(" )"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        ? length
        : null;

    /// <summary>Types that a GeoPackage does not know are read as SQLite does.</summary>
    static FieldType OfAffinity(string word) =>
        word.Contains("INT", StringComparison.Ordinal) ? FieldType.BigInteger
        : word.Contains("CHAR", StringComparison.Ordinal) || word.Contains("TEXT", StringComparison.Ordinal) ? FieldType.String
        : word.Contains("REAL", StringComparison.Ordinal) || word.Contains("DOUB", StringComparison.Ordinal)
            || word.Contains("FLOA", StringComparison.Ordinal) ? FieldType.Double
        : FieldType.String;
}

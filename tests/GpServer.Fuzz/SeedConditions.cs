using System.Text;

namespace GpServer.Fuzz;

/// <summary>Conditions of every kind, to be damaged.</summary>
public static class SeedConditions
{
    public static IReadOnlyList<byte[]> All { get; } = [.. Texts.Select(Encoding.UTF8.GetBytes)];

    static IEnumerable<string> Texts =>
    [
        "1=1",
        "NAME = 'O''Neil' AND (POP >= 1.5e3 OR AREA IS NOT NULL) AND NOT shape is null",
        "\"NAME\" NOT LIKE N'a!%_%' ESCAPE '!' OR UPPER(NAME) || 'x' <> CONCAT(NAME, POP, AREA)",
        "POP NOT IN (1, -2, NULL, AREA * 2) AND OBJECTID IN (1,2,3,4,5,6,7,8,9)",
        "SEEN BETWEEN DATE '2024-01-31' AND CURRENT_TIMESTAMP - INTERVAL '1 12:30' DAY TO MINUTE",
        "EXTRACT(YEAR FROM SEEN) = MOD(POP, 7) + ROUND(AREA, 2) / 0 AND SEEN - DATE '1970-01-01' > 5",
        "CAST(NAME AS DECIMAL(10, 2)) > -POP % 3 AND COALESCE(NULLIF(NAME, ''), TRIM(LEADING '0' FROM NAME)) = SUBSTRING(NAME FROM 2 FOR 3)",
        "POSITION('a' IN NAME) > CHAR_LENGTH(NAME) AND POWER(AREA, 300) < ABS(POP) AND TIME '10:00:00' < '11:00'",
    ];
}

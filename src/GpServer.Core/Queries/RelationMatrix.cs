using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>A relation by the nine intersections of interiors, boundaries and exteriors (DE-9IM), the query's geometry first.</summary>
public static class RelationMatrix
{
    /// <summary>Reads nine letters of T, F, *, 0, 1 and 2, alone or as in <c>RELATE(G1, G2, "FFFTTT***")</c>.</summary>
    /// <exception cref="GpException">There are no such letters.</exception>
    public static string Read(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int cells = 9;
        var letters = text.Split('"') is [_, var quoted, _] ? quoted : text.Trim();
        return letters.Length == cells && letters.All(letter => "TF*012".Contains(char.ToUpperInvariant(letter), StringComparison.Ordinal))
            ? letters.ToUpperInvariant()
            : throw new GpException(
                GpError.InvalidParameter,
                $"{parameter}: '{(text.Length <= 60 ? text : text[..60])}' is not valid; "
                + "expected nine letters of T, F, *, 0, 1, 2, such as T*F**F***.");
    }

    /// <summary>Whether geometries that share no point may have the relation.</summary>
    internal static bool TakesDisjoint(string matrix)
    {
        foreach (var cell in (ReadOnlySpan<int>)[0, 1, 3, 4])
        {
            if (matrix[cell] is not ('F' or '*'))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool Holds(Geometry query, Geometry feature, string matrix) => query.Relate(feature, matrix);
}

using GpServer.Core.Features;

namespace GpServer.Storage.External;

/// <summary>A column of a table of another database.</summary>
/// <param name="Name">As the database has it.</param>
/// <param name="Type">The type of its values as those of a feature.</param>
/// <param name="Expression">What is selected so that the values are of that type.</param>
sealed record ExternalColumn(string Name, FieldType Type, string Expression, int? Length)
{
    /// <summary>The column that is the key of the table, alone, and a whole number.</summary>
    public bool IsKey { get; init; }
}

namespace GpServer.Storage.External;

/// <summary>What a database's catalog says of a column.</summary>
/// <param name="Type">The type's name, such as <c>int4</c>.</param>
/// <param name="Declared">The type as it was declared, such as <c>character varying(20)</c>.</param>
/// <param name="IsKey">It is the primary key, alone.</param>
sealed record ColumnRow(string Name, string Type, string Declared, int Modifier, bool IsKey);

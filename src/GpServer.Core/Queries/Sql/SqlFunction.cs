namespace GpServer.Core.Queries;

/// <summary>A function whose arguments are a list of values.</summary>
/// <param name="Result">The type of its value.</param>
/// <param name="Arguments">The types of its arguments.</param>
/// <param name="Required">How many of them must be there.</param>
/// <param name="Compute">Gets arguments that are not null.</param>
sealed record SqlFunction(SqlType Result, SqlType[] Arguments, int Required, Func<SqlValue[], SqlValue> Compute);

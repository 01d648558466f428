namespace GpServer.Core.Queries;

/// <summary>An expression cannot be read: why, and at which character, counted from 0.</summary>
sealed class SqlException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}

namespace GpServer.Core.Queries;

/// <summary>A piece of an expression.</summary>
/// <param name="Text">Names and texts without their quotes; all else as it stands.</param>
/// <param name="Position">Where it begins, counted from 0.</param>
readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Text == symbol;

    /// <summary>As error texts name it.</summary>
    public string Shown => Kind == SqlTokenKind.End ? "the end" : $"'{(Text.Length <= 40 ? Text : $"{Text.AsSpan(0, 40)}…")}'";
}

namespace GpServer.Core.Queries;

enum SqlTokenKind
{
    /// <summary>A name or a word of the language.</summary>
    Word,

    /// <summary>A name in double quotes, which is never a word of the language.</summary>
    QuotedName,

    Text,
    Number,
    Symbol,
    End,
}

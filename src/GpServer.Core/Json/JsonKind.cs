namespace GpServer.Core.Json;

/// <summary>What kind of value a <see cref="JsonScanner"/> stands before.</summary>
public enum JsonKind
{
    /// <summary>Nothing but white space is left.</summary>
    End,

    /// <summary><c>{</c></summary>
    Object,

    /// <summary><c>[</c></summary>
    Array,

    /// <summary>Text in double or single quotes.</summary>
    String,

    /// <summary>A number, or one of the words <c>NaN</c> and <c>Infinity</c>.</summary>
    Number,

    /// <summary><c>true</c> or <c>True</c>.</summary>
    True,

    /// <summary><c>false</c> or <c>False</c>.</summary>
    False,

    /// <summary><c>null</c> or <c>None</c>.</summary>
    Null,
}

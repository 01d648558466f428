using System.Text;
using GpServer.Core;
using GpServer.Core.Parameters;

namespace GpServer.Execution;

/// <summary>The protocol's own parameters that are true or false.</summary>
static class Flag
{
    /// <summary>True or false without regard to case, as some clients write <c>True</c>; <paramref name="otherwise"/> where none is given.</summary>
    /// <exception cref="GpException">The text is neither.</exception>
    public static bool Read(string name, ParameterText? text, bool otherwise) => text is not { IsNotGiven: false } given ? otherwise
        : given.Utf8.Span.Trim(" \t\r\n"u8) is var word && (Ascii.EqualsIgnoreCase(word, "true"u8) || word.SequenceEqual("1"u8)) ? true
        : Ascii.EqualsIgnoreCase(word, "false"u8) || word.SequenceEqual("0"u8) ? false
        : throw new GpException(GpError.InvalidParameter, $"{name}: '{given.Excerpt()}' is not valid; expected true or false.");
}

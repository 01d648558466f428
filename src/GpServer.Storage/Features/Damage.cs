using System.Diagnostics.CodeAnalysis;

namespace GpServer.Storage.Features;

/// <summary>The one way in which stored bytes are refused.</summary>
static class Damage
{
    [DoesNotReturn]
    public static void Found(string what) => throw New(what);

    public static InvalidDataException New(string what, Exception? cause = null) => new($"Stored features are damaged: {what}.", cause);
}

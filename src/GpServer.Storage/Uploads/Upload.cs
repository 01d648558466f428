namespace GpServer.Storage.Uploads;

/// <summary>A file that was uploaded, or is being uploaded.</summary>
/// <param name="Id"><c>i</c> and a GUID with dashes, lower case.</param>
/// <param name="Service">The service that it belongs to, with its folder; empty for one of the site.</param>
/// <param name="User">Who uploads it; empty for who has not signed in.</param>
/// <param name="Address">From where somebody who has not signed in uploads it; else empty.</param>
/// <param name="Name">The file's name, without any folder.</param>
public sealed record Upload(string Id, string Service, string User, string Address, string Name, string Description)
{
    /// <summary>When it began; when it was complete, once it is.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The file is complete and does not change any more.</summary>
    public bool IsCommitted { get; init; }

    /// <summary>The file's size; until it is complete, what is stored of it.</summary>
    public long Bytes { get; init; }

    /// <summary>The SHA-256 of the file in lower-case hexadecimal digits, where it is known.</summary>
    public string? Checksum { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    internal long Sequence { get; init; }
}

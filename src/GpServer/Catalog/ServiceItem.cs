namespace GpServer.Catalog;

/// <summary>What people read about a service where services are listed and searched.</summary>
sealed record ServiceItem
{
    public const int MostTags = 100;
    public const int MostThumbnailBytes = 200 * 1024;

    public static ServiceItem None { get; } = new();

    /// <summary>The service's name where nothing is said.</summary>
    public string? Title { get; init; }

    /// <summary>One or two sentences, named <c>snippet</c> on the wire; the service's description where nothing is said.</summary>
    public string? Summary { get; init; }

    /// <summary>The service's description where nothing is said.</summary>
    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>To whom the credit is due.</summary>
    public string? AccessInformation { get; init; }

    /// <summary>The terms of use.</summary>
    public string? LicenseInformation { get; init; }

    /// <summary>A PNG; in the document it is base64.</summary>
    public ReadOnlyMemory<byte>? Thumbnail { get; init; }
}

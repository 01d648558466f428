namespace GpServer.Rest.Maps;

/// <summary>How much one request of a map service may ask for.</summary>
static class MapLimits
{
    /// <summary>Pixels of one side of a picture.</summary>
    public const int MaxSide = 4_096;

    public const int MaxDpi = 1_200;

    /// <summary>Results of identify and find.</summary>
    public const int MaxResults = 1_000;

    /// <summary>Characters of conditions that a URL of a picture may carry.</summary>
    public const int LongestInUrl = 4_000;

    public const string ImageFormats = "PNG32,PNG24,PNG,PNG8";

    public const string Capabilities = "Map,Query,Data";
}

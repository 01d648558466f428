namespace GpServer.Storage.Uploads;

/// <summary>Ids of uploads: <c>i</c> and a GUID. Who knows one that nobody owns may use it, so nobody must guess one: version 4 has 122 random bits.</summary>
public static class UploadIds
{
    public static string New() => $"i{Guid.NewGuid():D}";

    /// <summary>True for what <see cref="New"/> may have made.</summary>
    public static bool IsWellFormed(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length > 1 && id[0] == 'i' && Guid.TryParseExact(id.AsSpan(1), "D", out var guid) && id == $"i{guid:D}";
    }
}

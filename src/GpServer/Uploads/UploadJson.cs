using GpServer.Core.Json;
using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>Uploads as clients read them.</summary>
static class UploadJson
{
    /// <summary>The members of an item.</summary>
    public static void Write(JsonOutput json, Upload upload)
    {
        json.Member("itemID"u8, upload.Id);
        json.Member("itemName"u8, upload.Name);
        json.Member("description"u8, upload.Description);
        json.Member("date"u8, upload.At.ToUnixTimeMilliseconds());
        json.Member("committed"u8, upload.IsCommitted);
        if (upload.IsCommitted)
        {
            json.Member("size"u8, upload.Bytes);
        }

        if (upload.Checksum is { } checksum)
        {
            json.Member("checksum"u8, checksum);
        }
    }

    /// <summary>The members of a list of parts.</summary>
    public static void Write(JsonOutput json, IReadOnlyList<UploadPart> parts)
    {
        json.StartArray("parts"u8);
        foreach (var part in parts)
        {
            json.StartObject();
            json.Member("partId"u8, part.Number);
            json.Member("size"u8, part.Bytes);
            json.EndObject();
        }

        json.EndArray();
    }
}

using System.Text;
using System.Text.Json;

namespace GpServer.Tests.Rest.Uploads;

/// <summary>What tests of uploads send.</summary>
static class UploadClient
{
    /// <summary>A form with its parts in this order; a part with a name of a file is one.</summary>
    public static MultipartFormDataContent Form(params (string Name, string? FileName, byte[] Bytes)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, fileName, bytes) in parts)
        {
            var content = new ByteArrayContent(bytes);
            if (fileName is null)
            {
                form.Add(content, name);
            }
            else
            {
                form.Add(content, name, fileName);
            }
        }

        return form;
    }

    public static (string Name, string? FileName, byte[] Bytes) Field(string name, string value) => (name, null, Encoding.UTF8.GetBytes(value));

    public static (string Name, string? FileName, byte[] Bytes) File(string fileName, byte[] bytes, string name = "file") => (name, fileName, bytes);

    public static async Task<JsonElement> PostParts(this HttpClient client, string url, params (string Name, string? FileName, byte[] Bytes)[] parts)
    {
        using var form = Form([Field("f", "json"), .. parts]);
        using var response = await client.PostAsync(url, form);
        return await response.ReadJson();
    }

    /// <summary>The item of an answer, which must be one of success.</summary>
    public static JsonElement Item(this JsonElement answer)
    {
        answer.TryGetProperty("item", out var item).ShouldBeTrue(answer.ToString());
        return item;
    }

    public static string Id(this JsonElement answer) => answer.Item().GetProperty("itemID").GetString()!;

    /// <summary>Bytes that cannot be compressed, the same for the same seed.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpServer.Security;

/// <summary>
/// How users, roles, permissions and settings are stored. Members that this program does not know are ignored, so that nodes of two versions can
/// read one site.
/// </summary>
static class SiteJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not one of these.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("There is only null.");
}

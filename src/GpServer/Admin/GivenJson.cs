using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Rest;

namespace GpServer.Admin;

/// <summary>
/// The members of a JSON object of a request. Clients are lenient, and so is this: a number may come as a text, and a text as a number. What is
/// taken is gone from the object, so that the rest is what nobody knows.
/// </summary>
sealed class GivenJson(JsonObject json, string path = "")
{
    // Deeper than anything of the protocol, and shallow enough to be written inside of other objects.
    const int MostLevels = 32;

    /// <summary>What was wrong, a sentence each that names the member, what came and what was expected.</summary>
    public List<string> Problems { get; private init; } = [];

    public JsonObject Rest => json;

    /// <summary>Reads the JSON of a request's field.</summary>
    /// <exception cref="GpException">It is missing, too long, or no JSON object.</exception>
    public static GivenJson Read(RestRequest request, string name, int longest)
    {
        if (request.Parameters.Find(name) is not { } text)
        {
            throw new GpException(GpError.MissingParameter, $"{name}: Value is required");
        }

        if (text.Utf8.Length > longest)
        {
            throw new GpException(GpError.LimitExceeded, $"{name}: the value has {text.Utf8.Length} bytes; at most {longest} are read.");
        }

        return Parse(name, text.Utf8.Span) is JsonObject json
            ? new GivenJson(json)
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is not valid; expected a JSON object.");
    }

    /// <exception cref="GpException">It is no JSON.</exception>
    public static JsonNode? Parse(string name, ReadOnlySpan<byte> utf8)
    {
        try
        {
            CheckTexts(utf8);
            return JsonNode.Parse(utf8, nodeOptions: null, new JsonDocumentOptions { MaxDepth = MostLevels, AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new GpException(GpError.InvalidParameter, $"{name}: the value is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>A text, also where it came as a number or a flag; null counts as the empty text.</summary>
    public string Text(string name, string otherwise) => !Take(name, out var value) ? otherwise : value switch
    {
        null => "",
        JsonValue single => Single(single),
        _ => Wrong(name, value, "a text", otherwise),
    };

    /// <summary>A number from -1e9 to 1e9; the finer bounds are others' affair.</summary>
    public double Number(string name, double otherwise)
    {
        if (!Take(name, out var value) || value is null)
        {
            return otherwise;
        }

        return value is JsonValue single && double.TryParse(Single(single), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1e9
            ? number
            : Wrong(name, value, "a number", otherwise);
    }

    public int Whole(string name, int otherwise)
    {
        if (!Take(name, out var value) || value is null)
        {
            return otherwise;
        }

        return value is JsonValue single && double.TryParse(Single(single), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= int.MinValue and <= int.MaxValue && Math.Truncate(number) == number
            ? (int)number
            : Wrong(name, value, "a whole number", otherwise);
    }

    /// <summary>A time in seconds.</summary>
    public TimeSpan Seconds(string name, TimeSpan otherwise) => TimeSpan.FromSeconds(Number(name, otherwise.TotalSeconds));

    public bool Flag(string name, bool otherwise)
    {
        if (!Take(name, out var value) || value is null)
        {
            return otherwise;
        }

        return value is JsonValue single && bool.TryParse(Single(single), out var flag) ? flag : Wrong(name, value, "true or false", otherwise);
    }

    /// <summary>One of these words, without regard to case.</summary>
    public T Word<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (!Take(name, out var value) || value is null)
        {
            return otherwise;
        }

        var names = new List<string>();
        foreach (var (word, meant) in words)
        {
            names.Add(word);
            if (value is JsonValue single && word.Equals(Single(single).Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return meant;
            }
        }

        return Wrong(name, value, string.Join(" or ", names), otherwise);
    }

    /// <summary>Texts, as an array or with commas between them; null counts as none.</summary>
    public IReadOnlyList<string> List(string name, IReadOnlyList<string> otherwise) => !Take(name, out var value) ? otherwise : value switch
    {
        null => [],
        JsonArray array when array.All(element => element?.GetValueKind() == JsonValueKind.String) =>
            [.. array.Select(element => element!.GetValue<string>().Trim())],
        JsonValue text when text.GetValueKind() == JsonValueKind.String =>
            Single(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => Wrong(name, value, "texts with commas between them", otherwise),
    };

    /// <summary>The members of an object, of which the same problems are told; null where there is none.</summary>
    public GivenJson? Object(string name)
    {
        if (!Take(name, out var value) || value is null)
        {
            return null;
        }

        return value is JsonObject members
            ? new GivenJson(members, $"{path}{name}.") { Problems = Problems }
            : Wrong<GivenJson?>(name, value, "an object", null);
    }

    /// <summary>Any value.</summary>
    /// <returns>False where there is none of this name.</returns>
    public bool Take(string name, out JsonNode? value)
    {
        if (!json.TryGetPropertyValue(name, out value))
        {
            return false;
        }

        json.Remove(name);
        return true;
    }

    /// <exception cref="GpException">There were problems.</exception>
    public void Check() => Check(Problems);

    /// <exception cref="GpException">There were problems.</exception>
    public static void Check(IReadOnlyCollection<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new GpException(GpError.InvalidParameter, string.Join('\n', problems));
        }
    }

    T Wrong<T>(string name, JsonNode value, string expected, T otherwise)
    {
        Problems.Add($"{path}{name} is {ParameterText.Form(value.ToJsonString()).Excerpt()}; expected {expected}.");
        return otherwise;
    }

    static string Single(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    // Half a surrogate pair is found only when a text is asked for, and then nobody expects it.
    static void CheckTexts(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostLevels });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }
}

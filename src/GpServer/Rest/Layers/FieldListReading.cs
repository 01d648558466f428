using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;

namespace GpServer.Rest.Layers;

/// <summary>Reads lists of fields.</summary>
sealed class FieldListReading(FeatureSchema schema)
{
    const int MostNames = 10_000;
    const int MostSortFields = 20;

    /// <summary>The places of the fields named; null where nothing is said. A star stands for all, and a field counts once.</summary>
    /// <exception cref="GpException">There is no field of a name.</exception>
    public IReadOnlyList<int>? Read(string parameter, ParameterText? text)
    {
        if (text is not { } given)
        {
            return null;
        }

        List<int> places = [];
        var hasAll = false;
        foreach (var name in Names(parameter, given))
        {
            if (name == "*")
            {
                // Thousands of stars are one.
                places.AddRange(Enumerable.Range(0, hasAll ? 0 : schema.Fields.Length));
                hasAll = true;
            }
            else if (!IsShape(name))
            {
                places.Add(Find(parameter, name));
            }
        }

        return [.. places.Distinct()];
    }

    /// <summary>The fields of an answer to a query that names none: the object id and what the layer shows of a feature.</summary>
    public IReadOnlyList<int> Default()
    {
        var display = schema.IndexOf(LayerJson.DisplayField(schema));
        return display == schema.ObjectIdIndex ? [schema.ObjectIdIndex] : [schema.ObjectIdIndex, display];
    }

    /// <summary>
    /// Names with <c>ASC</c> or <c>DESC</c>; of a name that comes again, the first counts. Whether there are such fields is seen where the
    /// order is made.
    /// </summary>
    /// <exception cref="GpException">There are too many names.</exception>
    public static IReadOnlyList<SortField> ReadOrder(ParameterText? text)
    {
        const string parameter = "orderByFields";
        if (text is not { } given)
        {
            return [];
        }

        List<SortField> order = [.. Names(parameter, given).Select(Sort).DistinctBy(sort => sort.Name, StringComparer.OrdinalIgnoreCase)];
        return order.Count <= MostSortFields
            ? order
            : throw new GpException(GpError.LimitExceeded, $"{parameter}: there are more than {MostSortFields} fields to sort by.");

        static SortField Sort(string part)
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var direction = words[^1].ToUpperInvariant();
            var isDirection = words.Length > 1 && direction is "ASC" or "DESC";
            var name = string.Join(' ', isDirection ? words[..^1] : words).Trim('"');
            return new SortField(name, isDirection && direction == "DESC");
        }
    }

    static string[] Names(string parameter, ParameterText text)
    {
        var names = Encoding.UTF8.GetString(text.Utf8.Span)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length <= MostNames
            ? names
            : throw new GpException(GpError.LimitExceeded, $"{parameter}: there are more than {MostNames} names.");
    }

    bool IsShape(string name) => schema.IndexOf(name) < 0
        && (name.Equals("SHAPE", StringComparison.OrdinalIgnoreCase) || name.Equals("geometry", StringComparison.OrdinalIgnoreCase));

    int Find(string parameter, string name) => schema.IndexOf(name.Trim('"')) is var index and >= 0
        ? index
        : throw new GpException(
            GpError.InvalidParameter,
            $"{parameter}: there is no field '{ParameterText.Form(name).Excerpt()}'; the fields are "
            + $"{string.Join(", ", schema.Fields.Take(10).Select(field => field.Name))}{(schema.Fields.Length > 10 ? " …" : "")}.");
}

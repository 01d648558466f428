using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Core.Values;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>The features of layers and results of this server that an input wants: all, or those that a filter or a query URL says.</summary>
sealed class LayerSelections(SpatialReferences references, TimeProvider clock)
{
    // What changes nothing of the features of a whole layer, whatever its value.
    static readonly string[] Passed = ["f", "token", "returnZ", "returnM", "orderByFields", "returnGeometry"];

    /// <summary>The features of a layer, read from the store each time that they are enumerated.</summary>
    /// <exception cref="GpException">The filter or query cannot be read or asks for something else than whole features.</exception>
    public FeatureSet Of(IFeatureLayer layer, FeatureReference reference, OutgoingUrl url, FeatureReadOptions options, CancellationToken stop)
    {
        var filter = reference.Filter;
        var time = reference.Time;
        IReadOnlyCollection<long>? ids = null;
        if (InputUrl.KindOf(url.Uri.AbsolutePath) == InputUrlKind.Query)
        {
            if ((filter ?? time) is not null)
            {
                throw new GpException(GpError.InvalidParameter,
                    $"{options.Parameter}: filter and time are for URLs of layers, and this is the URL of a query, which has its own.");
            }

            (filter, time, ids) = Read(url.Uri.Query, options);
        }

        LayerShapes.Check(layer.Schema, options);
        try
        {
            var set = new LayerQueryRunner(layer, references).Features(new LayerQuery
            {
                Where = filter is null ? null : WhereClause.Parse(filter, layer.Schema, clock.GetUtcNow(), $"{options.Parameter}: filter"),
                Time = time is null ? null : TimeOf(time, options),
                ObjectIds = ids,
            }, stop);
            return new FeatureSet(set.Schema, new LocalFeatures(set.Features, options.Parameter))
            {
                KnownCount = set.KnownCount,
                ExceededTransferLimit = set.ExceededTransferLimit,
            };
        }
        catch (InvalidDataException e)
        {
            throw LocalFeatures.Gone(options.Parameter, e);
        }
    }

    /// <summary>The features of a result that has no layer.</summary>
    /// <exception cref="GpException">The filter cannot be read.</exception>
    public FeatureSet Of(FeatureSet set, FeatureReference reference, FeatureReadOptions options)
    {
        if (reference.Time is not null)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{options.Parameter}: time is for URLs of layers, and this is a result of a job.");
        }

        LayerShapes.Check(set.Schema, options);
        if (reference.Filter is not { } filter)
        {
            return set;
        }

        var where = WhereClause.Parse(filter, set.Schema, clock.GetUtcNow(), $"{options.Parameter}: filter");
        return where.IsAlwaysTrue ? set : new FeatureSet(set.Schema, new FilteredFeatures(set.Features, where));
    }

    static (string? Where, string? Time, IReadOnlyCollection<long>? Ids) Read(string query, FeatureReadOptions options)
    {
        string? where = null;
        string? time = null;
        IReadOnlyCollection<long>? ids = null;
        foreach (var (name, value) in QueryText.Fields(query).Where(field => field.Value.Length > 0))
        {
            switch (name)
            {
                case "where":
                    where = value;
                    break;
                case "time":
                    time = value;
                    break;
                case "objectIds":
                    ids = [.. value.Split(',').Select(id => long.TryParse(id, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : throw Unusable(name, options))];
                    break;
                case "outFields" when value.Trim() == "*":
                    break;
                default:
                    if (!Passed.Contains(name, StringComparer.OrdinalIgnoreCase) || (name == "returnGeometry" && value != "true"))
                    {
                        throw Unusable(name, options);
                    }

                    break;
            }
        }

        return (where, time, ids);
    }

    static GpException Unusable(string name, FeatureReadOptions options) => new(GpError.InvalidParameter,
        $"{options.Parameter}: the URL is a query of this server with {name}, which is not taken here; expected where, time, objectIds and outFields=*, or the layer.");

    /// <summary>An instant, or a beginning and an end, in milliseconds since 1970-01-01 UTC; <c>null</c> for an open one.</summary>
    static TimeFilter TimeOf(string text, FeatureReadOptions options)
    {
        var parts = text.Split(',');
        return parts.Length switch
        {
            1 when Instant(parts[0], options) is { } instant => new TimeFilter(instant, instant),
            2 => new TimeFilter(Instant(parts[0], options), Instant(parts[1], options)),
            _ => throw BadTime(options),
        };
    }

    static long? Instant(string text, FeatureReadOptions options) =>
        text.Trim() is var word && word.Equals("null", StringComparison.OrdinalIgnoreCase) ? null
        : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var instant) ? instant
        : throw BadTime(options);

    static GpException BadTime(FeatureReadOptions options) => new(GpError.InvalidParameter,
        $"{options.Parameter}: time cannot be read; expected milliseconds since 1970-01-01, or two of them with a comma between, null for an open end.");
}

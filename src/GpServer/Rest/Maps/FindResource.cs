using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Maps;

/// <summary><c>…/MapServer/…/find</c>: the features in whose values a text is.</summary>
sealed class FindResource(MapServices maps, SpatialReferences references, TimeProvider clock)
{
    const int LongestText = 1_000;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async ValueTask<EsriAnswer> Find(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        var search = new Search(
            Text(request), request.Parameters.Flag("contains", otherwise: true), Fields(request),
            MapReading.System(request, "sr", references), LayerDefinitions.Read(request), FoundWriting.Of(request).ReturnGeometry);
        var layers = Wanted(request, map.Layers);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        time.CancelAfter(Longest);
        try
        {
            var found = await Task.Run(() => Find(layers, search, time.Token), time.Token);
            return new FoundAnswer(found, found.Count >= MapLimits.MaxResults, FoundWriting.Of(request));
        }
        catch (OperationCanceledException e) when (!request.Aborted.IsCancellationRequested)
        {
            throw new GpException(
                GpError.TimedOut, $"Finding took longer than {Longest.TotalSeconds} s, which is the limit; name layers or fields.", e);
        }
    }

    List<FoundFeature> Find(IEnumerable<ServedLayer> layers, Search search, CancellationToken stop)
    {
        var found = new List<FoundFeature>();
        foreach (var layer in layers.TakeWhile(_ => found.Count < MapLimits.MaxResults))
        {
            var runner = new LayerQueryRunner(layer.Features, references);
            var query = new LayerQuery { Where = search.Definitions.Of(layer, clock.GetUtcNow()), ReturnGeometry = false };
            var fields = Searched(layer.Features.Schema, search.Fields);
            var ids = new Dictionary<long, string>();
            var objectId = layer.Features.Schema.ObjectIdIndex;
            foreach (var feature in runner.Features(query, stop).Features)
            {
                stop.ThrowIfCancellationRequested();
                if (Match(layer.Features.Schema, feature, fields, search) is { } name && feature.Attributes[objectId] is long id)
                {
                    ids[id] = name;
                    if (found.Count + ids.Count >= MapLimits.MaxResults)
                    {
                        break;
                    }
                }
            }

            if (ids.Count > 0)
            {
                // Only what was found is read with its geometry.
                var chosen = new LayerQuery { ObjectIds = ids.Keys, OutSpatialReference = search.System, ReturnGeometry = search.Geometry };
                var set = runner.Features(chosen, stop);
                found.AddRange(set.Features.Select(feature => new FoundFeature(layer, set.Schema, feature)
                {
                    FoundField = ids[(long)feature.Attributes[objectId]!],
                }));
            }
        }

        return found;
    }

    static string? Match(FeatureSchema schema, Feature feature, List<int> fields, Search search)
    {
        foreach (var field in fields)
        {
            if (feature.Attributes[field] is { } value && search.Matches(FoundFeature.TextOf(schema.Fields[field], value)))
            {
                return schema.Fields[field].Name;
            }
        }

        return null;
    }

    static List<int> Searched(FeatureSchema schema, HashSet<string>? names) =>
        [.. Enumerable.Range(0, schema.Fields.Length).Where(i => names is null || names.Contains(schema.Fields[i].Name))];

    static IEnumerable<ServedLayer> Wanted(RestRequest request, ServedLayers map)
    {
        var ids = request.Parameters.Word("layers") is { } text ? ShownLayers.Numbers(text, text) : null;
        return map.Layers.Where(layer => ids is null || ids.Contains(layer.Id));
    }

    static string Text(RestRequest request) => request.Parameters.Find("searchText") switch
    {
        not { IsNotGiven: false } => throw new GpException(GpError.MissingParameter, "searchText: a value is required."),
        { Utf8.Length: > LongestText } => throw new GpException(GpError.LimitExceeded, $"searchText: more than {LongestText} bytes."),
        { } text => Encoding.UTF8.GetString(text.Utf8.Span),
    };

    static HashSet<string>? Fields(RestRequest request) => request.Parameters.Word("searchFields") is { } text
        ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase)
        : null;

    /// <summary>What is looked for.</summary>
    sealed record Search(string Text, bool Contains, HashSet<string>? Fields, SpatialReference? System, LayerDefinitions Definitions, bool Geometry)
    {
        /// <summary>A part of the value whatever its case, or all of it exactly.</summary>
        public bool Matches(string value) =>
            Contains ? value.Contains(Text, StringComparison.OrdinalIgnoreCase) : value.Equals(Text, StringComparison.Ordinal);
    }
}

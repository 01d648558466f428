using System.Globalization;
using System.Text.Json;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Outgoing;
using GpServer.Wire.Files;

namespace GpServer.References;

/// <summary>The queries of one layer of another server, for one input of a run.</summary>
/// <param name="request">Asks for the layer itself, without a query; with the token.</param>
/// <param name="filter">Fields that every query has: which features are wanted.</param>
sealed class RemoteLayer(
    RemoteFiles files, RunInputs run, OutgoingRequest request, IReadOnlyList<KeyValuePair<string, string>> filter, FeatureReadOptions options)
{
    // Longer queries are posted, as are those with a token: paths and queries are kept in logs.
    const int LongestQuery = 1_500;

    const int CountBytes = 1024 * 1024;
    const int BytesPerId = 24;
    const int MostIdBytes = 64 * 1024 * 1024;

    readonly string _path = request.Url.Uri.AbsolutePath.TrimEnd('/');

    public string From => $"the host {request.Url.Shown}";

    public FeatureReadOptions Options => options;

    /// <summary>How many features there are; null where the layer does not tell.</summary>
    public async ValueTask<long?> CountAsync(CancellationToken stop)
    {
        using var json = await JsonAsync([("returnCountOnly", "true")], CountBytes, stop);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("count", out var count)
            && count.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>The object ids of all features, ascending, and the field that has them.</summary>
    public async ValueTask<IReadOnlyList<long>> ObjectIdsAsync(CancellationToken stop)
    {
        var most = Math.Min(CountBytes + ((long)BytesPerId * options.Reading.Limits.Features), MostIdBytes);
        using var json = await JsonAsync([("returnIdsOnly", "true")], most, stop);
        RemoteErrors.Check(json.RootElement, options.Parameter, From);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("objectIds", out var ids))
        {
            throw Unexpected("no object ids");
        }

        if (ids.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (ids.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected("no list of object ids");
        }

        var found = new List<long>();
        foreach (var id in ids.EnumerateArray())
        {
            found.Add(id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : throw Unexpected("an object id that is no whole number"));
            if (found.Count > options.Reading.Limits.Features)
            {
                throw PageSpool.TooMany(options);
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>Fetches the features of a query into a file of the run.</summary>
    public ValueTask<FetchedFile> PageAsync(IEnumerable<(string Name, string Value)> fields, CancellationToken stop) =>
        files.DownloadAsync(run, Request(fields), stop);

    /// <summary>Adds the features of an answer to the others.</summary>
    /// <returns>How many they are, and whether the layer says that there are more.</returns>
    public (int Count, bool HasMore) Add(PageSpool spool, FetchedFile page, CancellationToken stop)
    {
        var reading = spool.Schema is null ? options : options with { Schema = spool.Schema };
        var beginning = FileInputs.BeginningOf(page.Path);
        var pbf = FeatureFiles.Readers.FirstOrDefault(reader => reader.Extensions.Contains(".pbf", StringComparer.Ordinal));
        var mapped = default(MappedFile);
        try
        {
            object read;
            if (pbf?.Recognizes(beginning) == true)
            {
                read = pbf.Read(new FeatureFileSource(page.Path, "answer.pbf", Path.GetDirectoryName(page.Path)!), reading);
            }
            else
            {
                mapped = Mapped(page);
                RemoteErrors.Check(mapped.Memory, options.Parameter, From);
                read = reading.Reading.Features.Read(mapped.Memory, reading);
            }

            return read is FeatureSet set ? (spool.Add(set, stop), set.ExceededTransferLimit) : throw Unexpected("no features");
        }
        finally
        {
            (mapped as IDisposable)?.Dispose();
            RunFolder.Delete(page.Path);
        }
    }

    public GpException Unexpected(string what) => new(GpError.InvalidParameter,
        $"{options.Parameter}: {From} answered {what}; expected those of a layer.");

    MappedFile Mapped(FetchedFile page)
    {
        var length = new FileInfo(page.Path).Length;
        return length is > 0 and <= int.MaxValue ? new MappedFile(page.Path, (int)length) : throw Unexpected(FormattableString.Invariant($"{length} bytes"));
    }

    async ValueTask<JsonDocument> JsonAsync((string Name, string Value)[] fields, long mostBytes, CancellationToken stop)
    {
        var (document, _) = await files.ReadJsonAsync(Request([.. fields, ("f", "json")]), mostBytes, stop);
        return document;
    }

    OutgoingRequest Request(IEnumerable<(string Name, string Value)> fields)
    {
        List<KeyValuePair<string, string>> form = [.. filter, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
        var query = string.Join('&', form.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        return request.Token is null && query.Length <= LongestQuery
            ? request with { Url = request.Url.WithPath($"{_path}/query", query), Form = null }
            : request with { Url = request.Url.WithPath($"{_path}/query", ""), Form = form };
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

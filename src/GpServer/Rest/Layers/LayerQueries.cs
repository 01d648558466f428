using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Wire.Layers;
using GpServer.Wire.Pbf;
using Microsoft.AspNetCore.WebUtilities;

namespace GpServer.Rest.Layers;

/// <summary>Answers <c>query</c> of any layer that this server shows. Who asks has been checked already.</summary>
sealed class LayerQueries(LayerQueryReading reading, QueryTurns turns, RunOptions run, TimeProvider time)
{
    /// <summary>How long one query may take before its answer begins.</summary>
    static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    /// <param name="isMapService">The answer has the form of map services.</param>
    /// <exception cref="GpException">A parameter cannot be read, or the query takes too long.</exception>
    public async ValueTask<EsriAnswer> AnswerAsync(RestRequest request, ServedLayer layer, bool isMapService)
    {
        var asked = reading.Read(request, layer.Features, isMapService);
        return await WithinTimeAsync(request, stop => AnswerAsync(request, layer, asked, stop));
    }

    /// <summary>Answers with the first features of each group (<c>queryTopFeatures</c>).</summary>
    /// <exception cref="GpException">A parameter cannot be read, or the query takes too long.</exception>
    public async ValueTask<EsriAnswer> TopFeaturesAsync(RestRequest request, ServedLayer layer)
    {
        var asked = reading.ReadTop(request, layer.Features);
        return await WithinTimeAsync(request, stop => AnswerAsync(request, layer, asked, stop));
    }

    /// <summary>Answers with one feature, whose object id the path has.</summary>
    /// <exception cref="GpException">There is no such feature.</exception>
    public async ValueTask<EsriAnswer> FeatureAsync(RestRequest request, ServedLayer layer, long objectId)
    {
        var query = new LayerQuery { ObjectIds = [objectId], OutSpatialReference = reading.OutSystem(request) };
        var set = await WithinTimeAsync(request, stop =>
        {
            var found = Runner(layer).Features(query, stop);
            return ValueTask.FromResult(new FeatureSet(found.Schema, found.Features.ToList()));
        });
        if (!set.Features.Any())
        {
            throw new GpException(GpError.NotFound, $"The layer {layer.Name} has no feature with the object id {objectId}.");
        }

        var schema = layer.Features.Schema;
        var writing = new LayerWriting
        {
            ObjectIdFieldName = schema.Fields[schema.ObjectIdIndex].Name,
            ReturnZ = request.Parameters.Flag("returnZ"),
            ReturnM = request.Parameters.Flag("returnM"),
        };
        return new DocumentAnswer(json => LayerAnswers.WriteFeature(json, set, writing));
    }

    async ValueTask<EsriAnswer> AnswerAsync(RestRequest request, ServedLayer layer, LayerRequest asked, CancellationToken stop)
    {
        var runner = Runner(layer);
        var isPbf = request.Format == OutputFormat.Pbf;
        switch (asked.Kind)
        {
            case LayerAnswerKind.Count:
                var count = runner.Count(asked.Query, stop);
                return isPbf
                    ? await PbfAsync(body => PbfWriter.WriteCount(count, body))
                    : new DocumentAnswer(json => LayerAnswers.WriteCount(json, count));
            case LayerAnswerKind.CountOfRows:
                var rows = runner.Statistics(asked.Query with { Offset = 0, Limit = null }, stop).KnownCount ?? 0;
                return isPbf
                    ? await PbfAsync(body => PbfWriter.WriteCount(rows, body))
                    : new DocumentAnswer(json => LayerAnswers.WriteCount(json, rows));
            case LayerAnswerKind.Ids:
                var ids = runner.ObjectIds(asked.Query, stop);
                var name = asked.Writing.ObjectIdFieldName;
                return isPbf
                    ? await PbfAsync(body => PbfWriter.WriteIds(name, ids, body))
                    : new LayerAnswer(output => LayerAnswers.WriteIdsAsync(output.Json, name, ids, output.FlushAsync, output.Stop));
            case LayerAnswerKind.Extent or LayerAnswerKind.CountAndExtent:
                var found = runner.Extent(asked.Query, stop);
                return isPbf
                    ? await PbfAsync(body => PbfWriter.WriteExtent(found.Extent, found.SpatialReference, found.Count, body))
                    : new DocumentAnswer(json => LayerAnswers.WriteExtent(json, found, asked.Kind == LayerAnswerKind.CountAndExtent));
            case LayerAnswerKind.Rows:
                var figures = runner.Statistics(asked.Query, stop);
                return isPbf
                    ? await PbfAsync(body => PbfWriter.WriteFeatures(figures, new PbfOptions(), body, run.TemporaryDirectory, stop))
                    : new LayerAnswer(output => LayerAnswers.WriteRowsAsync(output.Json, figures, output.FlushAsync, output.Stop));
            default:
                return await FeaturesAsync(request, runner, asked, stop);
        }
    }

    async ValueTask<EsriAnswer> FeaturesAsync(RestRequest request, LayerQueryRunner runner, LayerRequest asked, CancellationToken stop)
    {
        // The protocol buffer brings coordinates to its grid itself.
        var isPbf = request.Format == OutputFormat.Pbf;
        var isGeoJson = request.Format == OutputFormat.GeoJson;
        var grid = isPbf || isGeoJson ? null : asked.Grid;
        var query = asked.Query with { Reduction = asked.Query.Reduction with { Grid = grid } };

        // Features are read while they are written, long after this: only the client's leaving stops that.
        var set = runner.Features(query, isPbf ? stop : request.Aborted);
        set = set.ExceededTransferLimit && !asked.ReturnsExceeded
            ? new FeatureSet(set.Schema, []) { KnownCount = 0, ExceededTransferLimit = true }
            : set;
        if (isPbf)
        {
            return await PbfAsync(body => WritePbf(set, asked, body, stop));
        }

        var writing = asked.Writing with { Grid = grid };
        return isGeoJson
            ? new GeoJsonAnswer(Known(set, asked.Query), asked.Writing.ReturnZ)
            : new LayerAnswer(output => LayerAnswers.WriteFeaturesAsync(output.Json, set, writing, output.FlushAsync, output.Stop));
    }

    /// <summary>A system asked for by name is the client's wish also where the format knows another one alone.</summary>
    static FeatureSet Known(FeatureSet set, LayerQuery query) =>
        query.OutSpatialReference is { } wanted && !wanted.IsEquivalentTo(SpatialReferences.Default.Wgs84)
            ? set.As(set.Schema with { SpatialReference = null })
            : set;

    void WritePbf(FeatureSet set, LayerRequest asked, Stream body, CancellationToken stop)
    {
        var options = new PbfOptions
        {
            Transform = asked.Grid is { KeepsVertices: false } grid
                ? new PbfTransform(grid.Scale, grid.Scale, grid.TranslateX, grid.TranslateY, grid.IsUpperLeft)
                : null,
            ReturnZ = asked.Writing.ReturnZ,
            ReturnM = asked.Writing.ReturnM,
        };
        var written = asked.Writing.HasGeometry ? set : set.As(set.Schema with { GeometryType = GeometryType.None });
        PbfWriter.WriteFeatures(written, options, body, run.TemporaryDirectory, stop);
    }

    async ValueTask<EsriAnswer> PbfAsync(Action<Stream> write)
    {
        var body = new FileBufferingWriteStream(memoryThreshold: 1 << 20, bufferLimit: null, () => run.TemporaryDirectory);
        try
        {
            write(body);
            return new PbfAnswer(body);
        }
        catch
        {
            await body.DisposeAsync();
            throw;
        }
    }

    LayerQueryRunner Runner(ServedLayer layer) => new(layer.Features, SpatialReferences.Default, run.Cores);

    async ValueTask<T> WithinTimeAsync<T>(RestRequest request, Func<CancellationToken, ValueTask<T>> work)
    {
        using var turn = await turns.TakeAsync(request.Aborted);
        using var late = new CancellationTokenSource(MostTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, late.Token);
        try
        {
            // A query computes for long without awaiting anything, which would keep the connection's thread from its other requests.
            return await Task.Run(() => work(both.Token).AsTask(), both.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !request.Aborted.IsCancellationRequested)
        {
            throw new GpException(
                GpError.TimedOut,
                $"The query took longer than {MostTime.TotalSeconds} seconds; ask for less at a time.", e);
        }
    }
}

using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Execution;
using GpServer.Rest.Requests;
using GpServer.Wire.Layers;

namespace GpServer.Rest.Layers;

/// <summary>Reads the parameters of a query. Those that this server does not know, or that change nothing here, are passed over.</summary>
sealed class LayerQueryReading(ValueReadings readings, TimeProvider time)
{
    /// <summary>Features of one answer.</summary>
    public const int MaxRecordCount = 2_000;

    /// <summary>Features of one answer with <c>resultType=standard</c>, for clients that draw.</summary>
    public const int StandardMaxRecordCount = 32_000;

    /// <summary>Features of one answer with <c>resultType=tile</c>.</summary>
    public const int TileMaxRecordCount = 8_000;

    static readonly SpatialReferenceParameter OutSR = new("outSR");
    static readonly SpatialReferenceParameter DefaultSR = new("defaultSR");

    /// <exception cref="GpException">A parameter cannot be read; the message names it.</exception>
    public LayerRequest Read(RestRequest request, IFeatureLayer layer, bool isMapService)
    {
        var parameters = request.Parameters;
        var reading = readings.For(parameters.Find);
        var schema = layer.Schema;
        var outSystem = System(parameters, OutSR, reading) ?? System(parameters, DefaultSR, reading);
        outSystem ??= request.Format == OutputFormat.GeoJson ? reading.SpatialReferences.Wgs84 : null;
        var statistics = StatisticsReading.Read(parameters, schema);
        var distinct = parameters.Flag("returnDistinctValues");
        var fields = new FieldListReading(schema);
        var wanted = fields.Read("outFields", parameters.Find("outFields"));
        var kind = Kind(parameters, statistics.Count > 0 || distinct);
        var offset = Count(parameters, "resultOffset") ?? 0;
        var limit = Count(parameters, "resultRecordCount");
        var offsetTolerance = Number(parameters, "maxAllowableOffset") ?? 0;
        var query = Filter(parameters, schema, reading) with
        {
            Fields = wanted ?? fields.Default(),
            ReturnGeometry = parameters.Flag("returnGeometry", otherwise: true),
            OrderBy = FieldListReading.ReadOrder(parameters.Find("orderByFields")),
            Offset = offset,
            Limit = kind == LayerAnswerKind.Ids ? limit : Math.Min(limit ?? int.MaxValue, Most(parameters)),
            OutSpatialReference = outSystem,
            Reduction = new GeometryReduction
            {
                MaxAllowableOffset = offsetTolerance,
                Precision = Count(parameters, "geometryPrecision"),
            },
            Statistics = statistics,
            GroupBy = statistics.Count > 0
                ? fields.Read("groupByFieldsForStatistics", parameters.Find("groupByFieldsForStatistics")) ?? []
                : wanted ?? fields.Default(),
            Having = Text(parameters, "havingClause"),
        };
        return new LayerRequest(kind, query, new LayerWriting
        {
            ObjectIdFieldName = schema.Fields[schema.ObjectIdIndex].Name,
            ReturnZ = parameters.Flag("returnZ"),
            ReturnM = parameters.Flag("returnM"),
            IsMapService = isMapService,
            DisplayFieldName = LayerJson.DisplayField(schema),
            HasGeometry = query.ReturnGeometry,
            ReturnCentroid = parameters.Flag("returnCentroid"),
            ReturnEnvelope = parameters.Flag("returnEnvelope"),
        })
        {
            Grid = parameters.Find("quantizationParameters") is { } grid && !schema.IsTable
                ? new QuantizationReading(layer, outSystem, reading).Read(grid, offsetTolerance)
                : null,
            ReturnsExceeded = parameters.Flag("returnExceededLimitFeatures", otherwise: true),
        };
    }

    /// <summary>As <see cref="Read"/>, for the first features of each group.</summary>
    /// <exception cref="GpException">A parameter cannot be read; the message names it.</exception>
    public LayerRequest ReadTop(RestRequest request, IFeatureLayer layer)
    {
        var asked = Read(request, layer, isMapService: false);
        return asked.Kind is LayerAnswerKind.Rows or LayerAnswerKind.CountOfRows
            ? throw new GpException(
                GpError.InvalidParameter,
                "outStatistics, returnDistinctValues: queryTopFeatures answers features alone.")
            : asked with
            {
                Query = asked.Query with { Top = TopFilterReading.Read(request.Parameters, new FieldListReading(layer.Schema)) },
            };
    }

    /// <summary>The system in which the request wants geometries; null for that of the layer.</summary>
    public SpatialReference? OutSystem(RestRequest request) => System(request.Parameters, OutSR, readings.For(request.Parameters.Find));

    LayerQuery Filter(RequestParameters parameters, FeatureSchema schema, ValueReading reading)
    {
        var where = Text(parameters, "where");
        var query = new LayerQuery
        {
            Where = where is null ? null : WhereClause.Parse(where, schema, time.GetUtcNow()),
            ObjectIds = ObjectIds(parameters.Find("objectIds")),
            Spatial = schema.IsTable ? null : new SpatialFilterReading(reading).Read(parameters),
            Time = TimeFilterReading.Read(parameters),
        };
        var hasCriterion = query.Where is not null || query.ObjectIds is not null || query.Time is not null
            || parameters.Find("geometry") is not null;
        return hasCriterion
            ? query
            : throw new GpException(
                GpError.InvalidParameter,
                "'where' clause is invalid: the request has none of where, objectIds, geometry and time; where=1=1 asks for everything.");
    }

    static LayerAnswerKind Kind(RequestParameters parameters, bool isRows)
    {
        var count = parameters.Flag("returnCountOnly");
        var ids = parameters.Flag("returnIdsOnly");
        var extent = parameters.Flag("returnExtentOnly");
        return (count, isRows) switch
        {
            (true, true) => LayerAnswerKind.CountOfRows,
            (_, true) => LayerAnswerKind.Rows,
            (true, _) => extent ? LayerAnswerKind.CountAndExtent : LayerAnswerKind.Count,
            _ => ids ? LayerAnswerKind.Ids : extent ? LayerAnswerKind.Extent : LayerAnswerKind.Features,
        };
    }

    static int Most(RequestParameters parameters) => parameters.Word("resultType")?.ToUpperInvariant() switch
    {
        null or "NONE" => MaxRecordCount,
        "STANDARD" => StandardMaxRecordCount,
        "TILE" => TileMaxRecordCount,
        _ => throw new GpException(
            GpError.InvalidParameter,
            $"resultType: '{parameters.Word("resultType")}' is not valid; expected none, standard or tile."),
    };

    static SpatialReference? System(RequestParameters parameters, SpatialReferenceParameter parameter, ValueReading reading) =>
        parameters.Find(parameter.Name) is { } text && !parameter.IsNotGiven(text) ? (SpatialReference)parameter.Read(text, reading) : null;

    static string? Text(RequestParameters parameters, string name) =>
        parameters.Find(name) is { } text ? Encoding.UTF8.GetString(text.Utf8.Span) : null;

    static int? Count(RequestParameters parameters, string name) => parameters.Word(name) is not { } word ? null
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw new GpException(GpError.InvalidParameter, $"{name}: '{word}' is not valid; expected a whole number from 0 on.");

    static double? Number(RequestParameters parameters, string name) => parameters.Word(name) is not { } word ? null
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && double.IsFinite(number)
            ? number
        : throw new GpException(GpError.InvalidParameter, $"{name}: '{word}' is not valid; expected a number from 0 on.");

    /// <summary>Object ids with commas between them, perhaps in the brackets of a list.</summary>
    static HashSet<long>? ObjectIds(ParameterText? text)
    {
        if (text is not { } given)
        {
            return null;
        }

        var ids = new HashSet<long>();
        foreach (var part in Encoding.UTF8.GetString(given.Utf8.Span).Trim().Trim('[', ']').Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Length > 0)
            {
                ids.Add(long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : throw new GpException(
                        GpError.InvalidParameter,
                        $"objectIds: '{ParameterText.Form(part).Excerpt()}' is not valid; "
                        + "expected whole numbers with commas between them."));
            }
        }

        return ids;
    }
}

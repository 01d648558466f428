using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using GpServer.Wire.Writing;

namespace GpServer.Wire.Layers;

/// <summary>Writes what queries of layers answer, as Esri JSON. Stateless. Long lists leave in pieces.</summary>
public static class LayerAnswers
{
    const int IdsBetweenFlushes = 8_192;

    static readonly FeatureWriter Writer = new();

    /// <summary>Writes features, and calls <paramref name="flush"/> after every few thousand bytes.</summary>
    public static ValueTask WriteFeaturesAsync(
        JsonOutput json, FeatureSet set, LayerWriting writing, Func<CancellationToken, ValueTask> flush, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(writing);
        ArgumentNullException.ThrowIfNull(flush);
        return Form(json, set, writing).WriteAllAsync(json, set.Features, flush, stop);
    }

    /// <summary>Writes how many features there are.</summary>
    public static void WriteCount(JsonOutput json, long count)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.StartObject();
        json.Member("count"u8, count);
        json.EndObject();
    }

    /// <summary>Writes an extent. Where nothing has a place its sides are the text <c>NaN</c>, which is how the field writes it.</summary>
    public static void WriteExtent(JsonOutput json, LayerExtent found, bool withCount)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(found);
        json.StartObject();
        if (withCount)
        {
            json.Member("count"u8, found.Count);
        }

        json.StartObject("extent"u8);
        if (found.Extent.IsNull)
        {
            json.Member("xmin"u8, "NaN");
            json.Member("ymin"u8, "NaN");
            json.Member("xmax"u8, "NaN");
            json.Member("ymax"u8, "NaN");
        }
        else
        {
            json.Member("xmin"u8, found.Extent.MinX);
            json.Member("ymin"u8, found.Extent.MinY);
            json.Member("xmax"u8, found.Extent.MaxX);
            json.Member("ymax"u8, found.Extent.MaxY);
        }

        WriteSystem(json, found.SpatialReference);
        json.EndObject();
        json.EndObject();
    }

    /// <summary>Writes object ids.</summary>
    public static async ValueTask WriteIdsAsync(
        JsonOutput json,
        string objectIdFieldName,
        IReadOnlyList<long> ids,
        Func<CancellationToken, ValueTask> flush,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(flush);
        json.StartObject();
        json.Member("objectIdFieldName"u8, objectIdFieldName);
        json.StartArray("objectIds"u8);
        for (var i = 0; i < ids.Count; i++)
        {
            json.Value(ids[i]);
            if (i % IdsBetweenFlushes == IdsBetweenFlushes - 1)
            {
                await flush(stop).ConfigureAwait(false);
            }
        }

        json.EndArray();
        json.EndObject();
    }

    /// <summary>Writes rows without geometries: figures of groups, or distinct values.</summary>
    public static ValueTask WriteRowsAsync(
        JsonOutput json, FeatureSet rows, Func<CancellationToken, ValueTask> flush, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(rows);
        return new LayerRowsForm(json, rows).WriteAllAsync(json, rows.Features, flush, stop);
    }

    /// <summary>Writes one feature: <c>{"feature":{"attributes":…,"geometry":…}}</c>.</summary>
    public static void WriteFeature(JsonOutput json, FeatureSet set, LayerWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(writing);
        json.StartObject();
        json.Name("feature"u8);
        Form(json, set, writing).Write(set.Features.Single());
        json.EndObject();
    }

    internal static void WriteSystem(JsonOutput json, SpatialReference? system)
    {
        if (system is not null)
        {
            json.Name("spatialReference"u8);
            SpatialReferenceReading.Write(json, system);
        }
    }

    internal static void WriteAliases(JsonOutput json, FeatureSchema schema)
    {
        json.StartObject("fieldAliases"u8);
        foreach (var field in schema.Fields)
        {
            json.Name(field.Name);
            json.Value(field.Alias);
        }

        json.EndObject();
    }

    internal static void WriteFields(JsonOutput json, FeatureSchema schema)
    {
        json.StartArray("fields"u8);
        foreach (var field in schema.Fields)
        {
            FieldJson.Write(json, field);
        }

        json.EndArray();
    }

    static LayerFeaturesForm Form(JsonOutput json, FeatureSet set, LayerWriting writing) => new(
        new SetWriting(json, set, "", new ValueWriting
        {
            Features = Writer,
            ReturnZ = writing.ReturnZ && writing.Grid is null,
            ReturnM = writing.ReturnM && writing.Grid is null,
        }),
        writing);
}

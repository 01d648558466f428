using GpServer.Catalog;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Rest.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Maps;

/// <summary>
/// Describes the result maps of a service without a job. Clients look a layer's number up here and lay what they find over what the job's own map
/// said, so what differs between tasks (geometry type, renderer, extent) is left out.
/// </summary>
static class MapTemplate
{
    const string ObjectId = "OBJECTID";

    /// <summary>As many layers as the largest task has outputs.</summary>
    public static IReadOnlyList<TemplateLayer> LayersOf(GpService service) =>
    [
        .. service.Published.All.SelectMany(task => JobLayers.Numbered(task.Definition))
            .GroupBy(output => output.Number)
            .OrderBy(group => group.Key)
            .Select(group => new TemplateLayer(group.Key, Name(group.Select(output => output.Output.Label).Distinct().ToList(), group.Key),
                group.All(output => output.Output is RecordSetParameter))),
    ];

    public static void Write(JsonOutput json, GpService service, SpatialReferences references)
    {
        json.StartObject();
        MapJson.WriteBeginning(json, service.Description);
        foreach (var isTable in new[] { false, true })
        {
            json.StartArray(isTable ? "tables"u8 : "layers"u8);
            foreach (var layer in LayersOf(service).Where(layer => layer.IsTable == isTable))
            {
                WriteEntry(json, layer);
            }

            json.EndArray();
        }

        MapJson.WriteEnd(json, references.Wgs84, new Envelope(-180, 180, -90, 90));
        json.EndObject();
    }

    public static void WriteLayers(JsonOutput json, GpService service)
    {
        json.StartObject();
        foreach (var isTable in new[] { false, true })
        {
            json.StartArray(isTable ? "tables"u8 : "layers"u8);
            foreach (var layer in LayersOf(service).Where(layer => layer.IsTable == isTable))
            {
                WriteLayer(json, layer);
            }

            json.EndArray();
        }

        json.EndObject();
    }

    public static void WriteLayer(JsonOutput json, TemplateLayer layer)
    {
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("id"u8, layer.Id);
        json.Member("name"u8, layer.Name);
        json.Member("type"u8, layer.IsTable ? "Table"u8 : "Feature Layer"u8);
        json.Name("parentLayer"u8);
        json.Null();
        json.StartArray("subLayers"u8);
        json.EndArray();
        json.Member("defaultVisibility"u8, true);
        json.Member("minScale"u8, 0);
        json.Member("maxScale"u8, 0);
        json.Member("objectIdField"u8, ObjectId);
        json.StartArray("fields"u8);
        FieldJson.Write(json, new Field(ObjectId, FieldType.OID) { Nullable = false, Editable = false });
        json.EndArray();
        json.Member("capabilities"u8, MapLimits.Capabilities);
        json.Member("maxRecordCount"u8, LayerQueryReading.MaxRecordCount);
        json.Member("supportedQueryFormats"u8, LayerJson.QueryFormats);
        json.EndObject();
    }

    static void WriteEntry(JsonOutput json, TemplateLayer layer)
    {
        json.StartObject();
        json.Member("id"u8, layer.Id);
        json.Member("name"u8, layer.Name);
        if (!layer.IsTable)
        {
            json.Member("parentLayerId"u8, -1);
            json.Member("defaultVisibility"u8, true);
            json.Name("subLayerIds"u8);
            json.Null();
            json.Member("minScale"u8, 0);
            json.Member("maxScale"u8, 0);
        }

        json.Member("type"u8, layer.IsTable ? "Table"u8 : "Feature Layer"u8);
        json.EndObject();
    }

    static string Name(List<string> labels, int id) => labels is [var only] ? only : $"Layer {id}";
}

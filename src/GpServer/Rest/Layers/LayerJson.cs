using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Wire.Esri;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Layers;

/// <summary>The descriptions of layers, as every kind of service that shows features gives them.</summary>
static class LayerJson
{
    /// <summary>The forms in which a query answers.</summary>
    public const string QueryFormats = "JSON, geoJSON, PBF";

    /// <summary>A layer of a feature service, or of a map service where <paramref name="capabilities"/> say so.</summary>
    public static void Write(JsonOutput json, ServedLayer layer, string description, string capabilities)
    {
        var schema = layer.Features.Schema;
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("id"u8, layer.Id);
        json.Member("name"u8, layer.Name);
        json.Member("type"u8, TypeOf(schema));
        json.Member("description"u8, description);
        json.Member("copyrightText"u8, ""u8);
        json.Member("displayField"u8, DisplayField(schema));
        json.Member("objectIdField"u8, schema.Fields[schema.ObjectIdIndex].Name);
        json.Member("globalIdField"u8, ""u8);
        json.Member("typeIdField"u8, ""u8);
        json.Member("subtypeField"u8, ""u8);
        json.Member("hasAttachments"u8, false);
        json.Member("htmlPopupType"u8, "esriServerHTMLPopupTypeAsHTMLText"u8);
        json.Member("defaultVisibility"u8, true);
        json.Member("minScale"u8, 0);
        json.Member("maxScale"u8, 0);
        if (!schema.IsTable)
        {
            WriteShape(json, layer);
        }

        WriteEmpty(json, "relationships"u8);
        WriteEmpty(json, "types"u8);
        WriteEmpty(json, "templates"u8);
        WriteEmpty(json, "indexes"u8);
        WriteFields(json, schema);
        WriteQueries(json, capabilities);
        json.EndObject();
    }

    /// <summary>The layers and the tables as their service lists them.</summary>
    public static void WriteLists(JsonOutput json, ServedLayers service)
    {
        json.StartArray("layers"u8);
        foreach (var layer in service.Layers.Where(layer => !layer.Features.Schema.IsTable))
        {
            json.StartObject();
            json.Member("id"u8, layer.Id);
            json.Member("name"u8, layer.Name);
            json.Member("parentLayerId"u8, -1);
            json.Member("defaultVisibility"u8, true);
            json.Name("subLayerIds"u8);
            json.Null();
            json.Member("minScale"u8, 0);
            json.Member("maxScale"u8, 0);
            json.Member("type"u8, "Feature Layer"u8);
            json.Member("geometryType"u8, GeometryTypeOf(layer.Features.Schema));
            json.EndObject();
        }

        json.EndArray();
        json.StartArray("tables"u8);
        foreach (var table in service.Layers.Where(layer => layer.Features.Schema.IsTable))
        {
            json.StartObject();
            json.Member("id"u8, table.Id);
            json.Member("name"u8, table.Name);
            json.Member("type"u8, "Table"u8);
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>The spatial reference of the service and the extent of its layers in it: that of the first layer which has one.</summary>
    public static (SpatialReference? System, Envelope Extent) Around(ServedLayers service)
    {
        var located = service.Layers.Where(layer => !layer.Features.Schema.IsTable).ToList();
        var system = located.Select(layer => layer.Features.Schema.SpatialReference).FirstOrDefault(system => system is not null);
        var extent = new Envelope();
        foreach (var layer in located.Where(layer => layer.Features.Schema.SpatialReference?.IsEquivalentTo(system) ?? system is null))
        {
            extent.ExpandToInclude(layer.Features.Extent);
        }

        return (system, extent);
    }

    /// <summary>An extent. Clients take a layer without one for broken, so an empty layer has one at the origin.</summary>
    public static void WriteExtent(JsonOutput json, Envelope extent, SpatialReference? system)
    {
        json.StartObject();
        json.Member("xmin"u8, extent.IsNull ? 0 : extent.MinX);
        json.Member("ymin"u8, extent.IsNull ? 0 : extent.MinY);
        json.Member("xmax"u8, extent.IsNull ? 0 : extent.MaxX);
        json.Member("ymax"u8, extent.IsNull ? 0 : extent.MaxY);
        WriteSystem(json, system);
        json.EndObject();
    }

    public static void WriteSystem(JsonOutput json, SpatialReference? system, bool isSource = false)
    {
        if (system is not null)
        {
            json.Name(isSource ? "sourceSpatialReference"u8 : "spatialReference"u8);
            SpatialReferenceReading.Write(json, system);
        }
    }

    /// <summary>The field whose value stands for a feature: the one that is declared, else the first text, else the object id.</summary>
    public static string DisplayField(FeatureSchema schema)
    {
        if (schema.DisplayFieldName.Length > 0 && schema.IndexOf(schema.DisplayFieldName) >= 0)
        {
            return schema.DisplayFieldName;
        }

        return (schema.Fields.FirstOrDefault(field => field.Type == FieldType.String) ?? schema.Fields[schema.ObjectIdIndex]).Name;
    }

    static string TypeOf(FeatureSchema schema) => schema.IsTable ? "Table" : "Feature Layer";

    static string GeometryTypeOf(FeatureSchema schema) => $"esriGeometry{schema.GeometryType}";

    static void WriteShape(JsonOutput json, ServedLayer layer)
    {
        var schema = layer.Features.Schema;
        json.Member("geometryType"u8, GeometryTypeOf(schema));
        json.Member("hasZ"u8, schema.HasZ);
        json.Member("hasM"u8, schema.HasM);
        WriteSystem(json, schema.SpatialReference, isSource: true);
        json.Name("extent"u8);
        WriteExtent(json, layer.Features.Extent, schema.SpatialReference);
        EsriRenderer.Write(json, schema.GeometryType, layer.Id, layer.Renderer);
        json.StartObject("geometryField"u8);
        json.Member("name"u8, schema.FreeName("SHAPE"));
        json.Member("type"u8, "esriFieldTypeGeometry"u8);
        json.Member("alias"u8, "SHAPE"u8);
        json.EndObject();
    }

    static void WriteFields(JsonOutput json, FeatureSchema schema)
    {
        json.StartArray("fields"u8);
        foreach (var field in schema.Fields)
        {
            FieldJson.Write(json, field with
            {
                Nullable = field.Type != FieldType.OID && field.Nullable != false,
                Editable = false,
                Domain = field.Domain ?? "null",
                DefaultValue = field.DefaultValue ?? "null",
            });
        }

        json.EndArray();
    }

    static void WriteQueries(JsonOutput json, string capabilities)
    {
        json.Member("capabilities"u8, capabilities);
        json.Member("maxRecordCount"u8, LayerQueryReading.MaxRecordCount);
        json.Member("standardMaxRecordCount"u8, LayerQueryReading.StandardMaxRecordCount);
        json.Member("tileMaxRecordCount"u8, LayerQueryReading.TileMaxRecordCount);
        json.Member("maxRecordCountFactor"u8, 1);
        json.Member("supportedQueryFormats"u8, QueryFormats);
        json.Member("hasStaticData"u8, true);
        json.Member("isDataVersioned"u8, false);
        json.Member("supportsStatistics"u8, true);
        json.Member("supportsAdvancedQueries"u8, true);
        json.Member("supportsCoordinatesQuantization"u8, true);
        json.Member("useStandardizedQueries"u8, true);
        json.StartObject("advancedQueryCapabilities"u8);
        json.Member("useStandardizedQueries"u8, true);
        json.Member("supportsPagination"u8, true);
        json.Member("supportsStatistics"u8, true);
        json.Member("supportsOrderBy"u8, true);
        json.Member("supportsDistinct"u8, true);
        json.Member("supportsCountDistinct"u8, true);
        json.Member("supportsHavingClause"u8, true);
        json.Member("supportsQueryWithDistance"u8, true);
        json.Member("supportsReturningQueryExtent"u8, true);
        json.Member("supportsQueryWithResultType"u8, true);
        json.Member("supportsReturningGeometryCentroid"u8, false);
        json.EndObject();
    }

    static void WriteEmpty(JsonOutput json, ReadOnlySpan<byte> name)
    {
        json.StartArray(name);
        json.EndArray();
    }
}

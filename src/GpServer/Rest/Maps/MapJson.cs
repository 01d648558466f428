using GpServer.Core.Json;
using GpServer.Core.Spatial;
using GpServer.Rest.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Maps;

/// <summary>The description of a map service.</summary>
static class MapJson
{
    public static void Write(JsonOutput json, MapService map, SpatialReferences references)
    {
        var (_, extent) = LayerJson.Around(map.Layers);
        json.StartObject();
        WriteBeginning(json, map.Layers.Description);
        LayerJson.WriteLists(json, map.Layers);
        WriteEnd(json, map.System(references), extent);
        json.EndObject();
    }

    /// <summary>What may have changed since a client read the description.</summary>
    public static void WriteUpdates(JsonOutput json, MapService map, SpatialReferences references)
    {
        json.StartObject();
        json.Name("fullExtent"u8);
        LayerJson.WriteExtent(json, LayerJson.Around(map.Layers).Extent, map.System(references));
        json.EndObject();
    }

    public static void WriteLayers(JsonOutput json, MapService map)
    {
        json.StartObject();
        foreach (var isTable in new[] { false, true })
        {
            json.StartArray(isTable ? "tables"u8 : "layers"u8);
            foreach (var layer in map.Layers.Layers.Where(layer => layer.Features.Schema.IsTable == isTable))
            {
                LayerJson.Write(json, layer, map.Layers.Description, MapLimits.Capabilities);
            }

            json.EndArray();
        }

        json.EndObject();
    }

    /// <summary>What stands before the lists of layers and tables.</summary>
    public static void WriteBeginning(JsonOutput json, string description)
    {
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("serviceDescription"u8, description);
        json.Member("mapName"u8, "Layers"u8);
        json.Member("description"u8, description);
        json.Member("copyrightText"u8, ""u8);
        json.Member("supportsDynamicLayers"u8, false);
    }

    /// <summary>What stands after the lists of layers and tables.</summary>
    public static void WriteEnd(JsonOutput json, SpatialReference system, Envelope extent)
    {
        LayerJson.WriteSystem(json, system);
        json.Member("singleFusedMapCache"u8, false);
        json.Name("initialExtent"u8);
        LayerJson.WriteExtent(json, extent, system);
        json.Name("fullExtent"u8);
        LayerJson.WriteExtent(json, extent, system);
        json.Member("minScale"u8, 0);
        json.Member("maxScale"u8, 0);
        json.Member("units"u8, Units(system));
        json.Member("supportedImageFormatTypes"u8, MapLimits.ImageFormats);
        json.StartObject("documentInfo"u8);
        json.Member("Title"u8, ""u8);
        json.Member("Author"u8, ""u8);
        json.Member("Comments"u8, ""u8);
        json.Member("Subject"u8, ""u8);
        json.Member("Category"u8, ""u8);
        json.Member("Keywords"u8, ""u8);
        json.EndObject();
        json.Member("capabilities"u8, MapLimits.Capabilities);
        json.Member("supportedQueryFormats"u8, LayerJson.QueryFormats);
        json.Member("exportTilesAllowed"u8, false);
        json.Member("maxRecordCount"u8, LayerQueryReading.MaxRecordCount);
        json.Member("maxImageHeight"u8, MapLimits.MaxSide);
        json.Member("maxImageWidth"u8, MapLimits.MaxSide);
        json.Member("supportedExtensions"u8, ""u8);
    }

    static string Units(SpatialReference system) => system switch
    {
        { IsGeographic: true } => "esriDecimalDegrees",
        { UnitName: var name } when name.Contains("foot", StringComparison.OrdinalIgnoreCase) => "esriFeet",
        _ => "esriMeters",
    };
}

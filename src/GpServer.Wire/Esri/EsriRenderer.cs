using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Esri;

/// <summary>Writes how a layer is drawn where nobody chose: one symbol for all its features.</summary>
static class EsriRenderer
{
    public static void Write(JsonOutput json, GeometryType type)
    {
        json.StartObject("drawingInfo"u8);
        json.StartObject("renderer"u8);
        json.Member("type"u8, "simple"u8);
        json.Name("symbol"u8);
        json.Raw(Symbol(type));
        json.EndObject();
        json.Member("transparency"u8, 0);
        json.EndObject();
    }

    static ReadOnlySpan<byte> Symbol(GeometryType type) => type switch
    {
        GeometryType.Point or GeometryType.Multipoint => """
            {"type":"esriSMS","style":"esriSMSCircle","color":[76,129,205,255],"size":6,
             "outline":{"color":[0,0,0,255],"width":0.75}}
            """u8,
        GeometryType.Polyline => """
            {"type":"esriSLS","style":"esriSLSSolid","color":[76,129,205,255],"width":1.5}
            """u8,
        _ => """
            {"type":"esriSFS","style":"esriSFSSolid","color":[76,129,205,191],
             "outline":{"type":"esriSLS","style":"esriSLSSolid","color":[0,0,0,255],"width":0.75}}
            """u8,
    };
}

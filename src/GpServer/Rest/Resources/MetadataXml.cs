using System.Buffers;
using System.Text;
using System.Xml;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary>
/// Metadata of services and tasks in the elements of ArcGIS metadata: <c>tool</c> describes the parameters, <c>dataIdInfo</c> is the item.
/// </summary>
static class MetadataXml
{
    public const string ContentType = "application/xml;charset=utf-8";

    // A default value of many features is no help to a reader.
    const int LongestValue = 1_000;

    static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
    };

    public static byte[] Of(ItemInfo item) => Write(item, static _ => { });

    public static byte[] Of(ItemInfo item, ToolDefinition task, ValueWriting writing) => Write(item, xml => WriteTool(xml, task, writing));

    static byte[] Write(ItemInfo item, Action<XmlWriter> tool)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("metadata");
            xml.WriteAttributeString("xml", "lang", null, "en");
            xml.WriteStartElement("Esri");
            xml.WriteElementString("ArcGISFormat", "1.0");
            xml.WriteEndElement();
            tool(xml);
            WriteItem(xml, item);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    static void WriteTool(XmlWriter xml, ToolDefinition task, ValueWriting writing)
    {
        xml.WriteStartElement("tool");
        Attribute(xml, "name", task.Name);
        Attribute(xml, "displayname", task.Label);
        Attribute(xml, "toolboxalias", task.Category);
        xml.WriteStartElement("parameters");
        foreach (var parameter in task.Parameters)
        {
            WriteParameter(xml, parameter, writing);
        }

        xml.WriteEndElement();
        Element(xml, "summary", task.Description);
        xml.WriteEndElement();
    }

    static void WriteParameter(XmlWriter xml, GpParameter parameter, ValueWriting writing)
    {
        xml.WriteStartElement("param");
        Attribute(xml, "name", parameter.Name);
        Attribute(xml, "displayname", parameter.Label);
        Attribute(xml, "type", parameter.IsInput ? parameter.IsRequired ? "Required" : "Optional" : "Derived");
        Attribute(xml, "direction", parameter.Direction.ToString());
        Attribute(xml, "datatype", parameter.DataType);
        Element(xml, "dialogReference", parameter.Description);
        if (DefaultOf(parameter, writing) is { } value)
        {
            Element(xml, "default", value);
        }

        foreach (var choice in parameter.ChoiceList ?? [])
        {
            Element(xml, "choice", choice);
        }

        xml.WriteEndElement();
    }

    static void WriteItem(XmlWriter xml, ItemInfo item)
    {
        xml.WriteStartElement("dataIdInfo");
        xml.WriteStartElement("idCitation");
        Element(xml, "resTitle", item.Title);
        xml.WriteEndElement();
        Element(xml, "idPurp", item.Snippet);
        Element(xml, "idAbs", item.Description);
        xml.WriteStartElement("searchKeys");
        foreach (var tag in item.Tags)
        {
            Element(xml, "keyword", tag);
        }

        xml.WriteEndElement();
        Element(xml, "idCredit", item.AccessInformation);
        xml.WriteStartElement("resConst");
        xml.WriteStartElement("Consts");
        Element(xml, "useLimit", item.LicenseInformation);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("distInfo");
        xml.WriteStartElement("distributor");
        xml.WriteStartElement("distorFormat");
        Element(xml, "formatName", item.Type);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>The start of the default value: a text as it is, all else as JSON; null where there is none.</summary>
    public static string? DefaultOf(GpParameter parameter, ValueWriting writing) => parameter.DefaultValue switch
    {
        null => null,
        string text => Start(text),
        _ => Start(Json(parameter, writing)),
    };

    static string Json(GpParameter parameter, ValueWriting writing)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(bytes);
        parameter.WriteDefault(json, writing);
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    static string Start(string text) => text.Length <= LongestValue ? text : $"{text.AsSpan(0, LongestValue)}…";

    static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, CleanText.Of(text));

    static void Attribute(XmlWriter xml, string name, string text) => xml.WriteAttributeString(name, CleanText.Of(text));
}

using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Wire.Pbf;

/// <summary>Writes what comes before the features of a <c>FeatureResult</c>, and the messages that other answers share with it.</summary>
static class PbfHeader
{
    /// <summary>Writes the fields 1 to 13, in the order of their numbers: readers need them before the first feature.</summary>
    public static void Write(ProtoBuffer output, FeatureSet set, PbfTransform transform, bool hasZ, bool hasM)
    {
        var schema = set.Schema;
        if (schema.ObjectIdIndex is >= 0 and var id)
        {
            var unique = new ProtoBuffer();
            unique.Text(1, schema.Fields[id].Name);
            unique.Flag(2, true);
            output.Text(1, schema.Fields[id].Name);
            output.Message(2, unique);
        }

        if (schema.Fields.FirstOrDefault(field => field.Type == FieldType.GlobalID) is { } global)
        {
            output.Text(3, global.Name);
        }

        var type = schema.GeometryType == GeometryType.Envelope ? GeometryType.Polygon : schema.GeometryType;
        output.Number(7, (ulong)PbfTypes.NumberOf(type));
        if (!schema.IsTable && schema.SpatialReference is { } system)
        {
            WriteSpatialReference(output, 8, system);
        }

        output.Flag(9, set.ExceededTransferLimit);
        output.Flag(10, hasZ);
        output.Flag(11, hasM);
        if (!schema.IsTable)
        {
            WriteTransform(output, transform);
        }

        foreach (var field in schema.Fields)
        {
            WriteField(output, field);
        }
    }

    public static void WriteSpatialReference(ProtoBuffer output, int field, SpatialReference system)
    {
        var message = new ProtoBuffer();
        if (system.Wkt is { } wkt)
        {
            message.Text(system.IsWkt2 ? 6 : 5, wkt);
        }
        else
        {
            WriteId(message, 1, system.Wkid);
            WriteId(message, 2, system.LatestWkid);
            WriteId(message, 3, system.VcsWkid);
            WriteId(message, 4, system.LatestVcsWkid);
        }

        output.Message(field, message);
    }

    static void WriteId(ProtoBuffer message, int field, int? id)
    {
        if (id is { } number)
        {
            message.Number(field, (ulong)number);
        }
    }

    static void WriteTransform(ProtoBuffer output, PbfTransform transform)
    {
        var scale = new ProtoBuffer();
        scale.Double(1, transform.ScaleX);
        scale.Double(2, transform.ScaleY);
        scale.Double(3, PbfTransform.MeasureScale);
        scale.Double(4, PbfTransform.MeasureScale);
        var translate = new ProtoBuffer();
        translate.Double(1, transform.TranslateX);
        translate.Double(2, transform.TranslateY);
        translate.Double(3, 0);
        translate.Double(4, 0);
        var message = new ProtoBuffer();
        message.Number(1, transform.FromTop ? 0UL : 1UL);
        message.Message(2, scale);
        message.Message(3, translate);
        output.Message(12, message);
    }

    static void WriteField(ProtoBuffer output, Field field)
    {
        var message = new ProtoBuffer();
        message.Text(1, field.Name);
        message.Number(2, (ulong)PbfTypes.NumberOf(field.Type));
        message.Text(3, field.Alias);
        if (field.Domain is { } domain)
        {
            message.Text(5, domain);
        }

        if (field.DefaultValue is { } defaultValue)
        {
            message.Text(6, defaultValue);
        }

        output.Message(13, message);
    }
}

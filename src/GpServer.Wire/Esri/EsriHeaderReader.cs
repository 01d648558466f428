using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>Reads what a feature set and its layer say of all features. What is read later wins.</summary>
sealed class EsriHeaderReader(ReadOnlyMemory<byte> utf8, ReadingPlace place, SetHeader header)
{
    public void ReadLayerDefinition(JsonMembers members)
    {
        ReadShared(members);
        header.ObjectIdField = members.Text("objectIdField");
        header.DisplayField = members.Text("displayField");
        if (header.SpatialReference is null && members.Object("extent") is { } extent)
        {
            ReadSpatialReference(extent);
        }
    }

    public void ReadFeatureSet(JsonMembers members)
    {
        ReadShared(members);
        header.ObjectIdField = members.Text("objectIdFieldName") ?? header.ObjectIdField;
        header.DisplayField = members.Text("displayFieldName") is { Length: > 0 } name ? name : header.DisplayField;
        header.ExceededTransferLimit = members.Flag("exceededTransferLimit") ?? false;
        if (members.TryGet("transform", out var transform))
        {
            header.Quantization = EsriTransform.Read(ref transform, place);
        }
    }

    void ReadShared(JsonMembers members)
    {
        ReadSpatialReference(members);
        header.HasZ = members.Flag("hasZ") ?? header.HasZ;
        header.HasM = members.Flag("hasM") ?? header.HasM;
        if (members.Text("geometryType") is { Length: > 0 } type)
        {
            header.GeometryType = EsriNames.GeometryType(type)
                ?? throw place.Invalid(
                    $"geometryType is '{type}'; expected esriGeometryPoint, …Multipoint, …Polyline, …Polygon or …Envelope");
        }

        if (members.TryGet("fields", out var json))
        {
            var fields = new EsriFieldReader(utf8, place).ReadList(ref json);
            header.Fields = fields.IsEmpty ? header.Fields : fields;
        }
    }

    void ReadSpatialReference(JsonMembers members)
    {
        if (members.TryGet("spatialReference", out var json))
        {
            header.SpatialReference = place.ReadSpatialReference(ref json) ?? header.SpatialReference;
        }
    }
}

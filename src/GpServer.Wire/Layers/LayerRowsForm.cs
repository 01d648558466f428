using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Writing;

namespace GpServer.Wire.Layers;

/// <summary>Rows that are no features of the layer.</summary>
sealed class LayerRowsForm(JsonOutput json, FeatureSet rows) : SetForm
{
    readonly AttributeWriter _attributes = new(json, rows.Schema.Fields);

    public override void Begin()
    {
        json.StartObject();
        json.Member("displayFieldName"u8, "");
        LayerAnswers.WriteAliases(json, rows.Schema);
        LayerAnswers.WriteFields(json, rows.Schema);
        json.StartArray("features"u8);
    }

    public override void Write(Feature feature)
    {
        json.StartObject();
        json.Name("attributes"u8);
        _attributes.Write(feature.Attributes);
        json.EndObject();
    }

    public override void End()
    {
        json.EndArray();
        if (rows.ExceededTransferLimit)
        {
            json.Member("exceededTransferLimit"u8, true);
        }

        json.EndObject();
    }
}

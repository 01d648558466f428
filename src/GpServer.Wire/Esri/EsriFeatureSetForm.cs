using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Wire.Writing;

namespace GpServer.Wire.Esri;

/// <summary>A feature set, or a record set where the schema is a table's. A feature without geometry has no such member.</summary>
/// <param name="withFields">Whether the fields are listed; in a layer they stand in its definition.</param>
sealed class EsriFeatureSetForm(SetWriting writing, bool withFields = true) : SetForm
{
    readonly JsonOutput _json = writing.Json;
    readonly FeatureSchema _schema = writing.Schema;
    readonly AttributeWriter _attributes = new(writing.Json, writing.Schema.Fields);
    readonly EsriGeometryWriter _geometries = new(writing);

    public override void Begin()
    {
        _json.StartObject();
        _json.Member("displayFieldName"u8, _schema.DisplayFieldName);
        if (!_schema.IsTable)
        {
            WriteShape();
        }

        if (withFields)
        {
            _json.StartArray("fields"u8);
            foreach (var field in _schema.Fields)
            {
                FieldJson.Write(_json, field);
            }

            _json.EndArray();
        }

        _json.StartArray("features"u8);
    }

    public override void Write(Feature feature)
    {
        _json.StartObject();
        _json.Name("attributes"u8);
        _attributes.Write(feature.Attributes);
        if (feature.Geometry is { } geometry && !_schema.IsTable)
        {
            _json.Name("geometry"u8);
            _geometries.Write(geometry);
        }

        _json.EndObject();
    }

    public override void End()
    {
        _json.EndArray();
        _json.Member("exceededTransferLimit"u8, writing.Set.ExceededTransferLimit);
        _json.EndObject();
    }

    void WriteShape()
    {
        if (writing.WritesZ)
        {
            _json.Member("hasZ"u8, true);
        }

        if (writing.WritesM)
        {
            _json.Member("hasM"u8, true);
        }

        _json.Member("geometryType"u8, EsriNames.NameOf(_schema.GeometryType));
        if (_schema.SpatialReference is { } system)
        {
            _json.Name("spatialReference"u8);
            SpatialReferenceReading.Write(_json, system);
        }
    }
}

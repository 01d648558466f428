using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Esri;

/// <summary>
/// A layer of a feature collection: <c>featureSet</c> and <c>layerDefinition</c>. The set comes first, since the definition has the
/// extent of
/// all features, which is known when they have been written.
/// </summary>
sealed class EsriLayerForm(SetWriting writing) : SetForm
{
    const string ShapeField = "SHAPE";

    readonly JsonOutput _json = writing.Json;
    readonly FeatureSchema _schema = writing.Schema;
    readonly EsriFeatureSetForm _set = new(writing, withFields: false);
    readonly Envelope _extent = new();

    public override void Begin()
    {
        _json.StartObject();
        _json.Name("featureSet"u8);
        _set.Begin();
    }

    public override void Write(Feature feature)
    {
        _set.Write(feature);
        if (feature.Geometry is { } geometry)
        {
            _extent.ExpandToInclude(geometry.EnvelopeInternal);
        }
    }

    public override void End()
    {
        _set.End();
        _json.StartObject("layerDefinition"u8);
        _json.Member("name"u8, writing.Name);
        _json.Member("type"u8, _schema.IsTable ? "Table"u8 : "Feature Layer"u8);
        if (!_schema.IsTable)
        {
            WriteShape();
        }

        if (_schema.ObjectIdIndex is var id and >= 0)
        {
            _json.Member("objectIdField"u8, _schema.Fields[id].Name);
        }

        _json.Member("displayField"u8, _schema.DisplayFieldName);
        WriteFields();
        _json.StartArray("templates"u8);
        _json.EndArray();
        _json.EndObject();
        _json.EndObject();
    }

    void WriteShape()
    {
        _json.Member("geometryType"u8, EsriNames.NameOf(_schema.GeometryType));
        _json.Member("hasZ"u8, writing.WritesZ);
        _json.Member("hasM"u8, writing.WritesM);
        if (_schema.SpatialReference is { } system)
        {
            _json.Name("spatialReference"u8);
            SpatialReferenceReading.Write(_json, system);
        }

        if (!_extent.IsNull)
        {
            WriteExtent();
        }

        EsriRenderer.Write(_json, _schema.GeometryType);
    }

    void WriteExtent()
    {
        _json.StartObject("extent"u8);
        _json.Member("xmin"u8, _extent.MinX);
        _json.Member("ymin"u8, _extent.MinY);
        _json.Member("xmax"u8, _extent.MaxX);
        _json.Member("ymax"u8, _extent.MaxY);
        if (_schema.SpatialReference is { } system)
        {
            _json.Name("spatialReference"u8);
            SpatialReferenceReading.Write(_json, system);
        }

        _json.EndObject();
    }

    void WriteFields()
    {
        _json.StartArray("fields"u8);
        foreach (var field in _schema.Fields)
        {
            FieldJson.Write(_json, field);
        }

        if (!_schema.IsTable)
        {
            FieldJson.Write(_json, new Field(_schema.FreeName(ShapeField), FieldType.Geometry));
        }

        _json.EndArray();
    }
}

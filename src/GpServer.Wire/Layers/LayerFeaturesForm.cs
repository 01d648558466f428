using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Queries;
using GpServer.Wire.Esri;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Layers;

/// <summary>Features of a layer.</summary>
sealed class LayerFeaturesForm(SetWriting set, LayerWriting writing) : SetForm
{
    readonly JsonOutput _json = set.Json;
    readonly FeatureSchema _schema = set.Schema;
    readonly AttributeWriter _attributes = new(set.Json, set.Schema.Fields);
    readonly EsriGeometryWriter _geometries = new(set);
    readonly GridGeometryWriter? _onGrid = writing.Grid is { } grid
        ? new GridGeometryWriter(set.Json, set.Schema.GeometryType, grid.IsUpperLeft)
        : null;

    bool HasGeometry => writing.HasGeometry && !_schema.IsTable;

    public override void Begin()
    {
        _json.StartObject();
        if (writing.IsMapService)
        {
            _json.Member("displayFieldName"u8, writing.DisplayFieldName);
            LayerAnswers.WriteAliases(_json, _schema);
        }

        _json.Member("objectIdFieldName"u8, writing.ObjectIdFieldName);
        _json.Member("globalIdFieldName"u8, "");
        if (HasGeometry)
        {
            WriteShape();
        }

        LayerAnswers.WriteFields(_json, _schema);
        _json.StartArray("features"u8);
    }

    public override void Write(Feature feature)
    {
        _json.StartObject();
        _json.Name("attributes"u8);
        _attributes.Write(feature.Attributes);
        if (HasGeometry && feature.Geometry is { } geometry)
        {
            _json.Name("geometry"u8);
            if (_onGrid is not null)
            {
                _onGrid.Write(geometry);
            }
            else
            {
                _geometries.Write(geometry);
            }

            WriteExtras(geometry);
        }

        _json.EndObject();
    }

    public override void End()
    {
        _json.EndArray();
        if (set.Set.ExceededTransferLimit)
        {
            _json.Member("exceededTransferLimit"u8, true);
        }

        _json.EndObject();
    }

    void WriteShape()
    {
        _json.Member("geometryType"u8, EsriNames.NameOf(_schema.GeometryType));
        LayerAnswers.WriteSystem(_json, _schema.SpatialReference);
        _json.Member("hasZ"u8, set.WritesZ);
        _json.Member("hasM"u8, set.WritesM);
        if (writing.Grid is { } grid)
        {
            WriteTransform(grid);
        }
    }

    void WriteTransform(QuantizationGrid grid)
    {
        _json.StartObject("transform"u8);
        _json.Member("originPosition"u8, grid.IsUpperLeft ? "upperLeft"u8 : "lowerLeft"u8);
        _json.Name("scale"u8);
        _json.Coordinate(grid.Scale, grid.Scale);
        _json.Name("translate"u8);
        _json.Coordinate(grid.TranslateX, grid.TranslateY);
        _json.EndObject();
    }

    void WriteExtras(Geometry geometry)
    {
        if (geometry.IsEmpty)
        {
            return;
        }

        if (writing.ReturnCentroid && _schema.GeometryType == GeometryType.Polygon)
        {
            var centroid = geometry.Centroid;
            _json.StartObject("centroid"u8);
            _json.Member("x"u8, _onGrid is null ? centroid.X : Math.Round(centroid.X));
            _json.Member("y"u8, _onGrid is null ? centroid.Y : Math.Round(centroid.Y));
            _json.EndObject();
        }

        if (writing.ReturnEnvelope)
        {
            var envelope = geometry.EnvelopeInternal;
            _json.StartObject("envelope"u8);
            _json.Member("xmin"u8, envelope.MinX);
            _json.Member("ymin"u8, envelope.MinY);
            _json.Member("xmax"u8, envelope.MaxX);
            _json.Member("ymax"u8, envelope.MaxY);
            _json.EndObject();
        }
    }
}

using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Spatial;
using GpServer.Wire.Writing;

namespace GpServer.Wire.GeoJson;

/// <summary>
/// A GeoJSON feature collection (RFC 7946) in WGS 84, the object id as <c>id</c> and among the properties. Coordinates of an unknown
/// system are
/// taken for longitude and latitude; a geometry that cannot be projected, or is empty, is null.
/// </summary>
sealed class GeoJsonForm : SetForm
{
    readonly SetWriting _writing;
    readonly JsonOutput _json;
    readonly AttributeWriter _attributes;
    readonly GeoJsonGeometryWriter _geometries;
    readonly CoordinateTransform? _toWgs84;
    readonly int _idIndex;

    public GeoJsonForm(SetWriting writing)
    {
        _writing = writing;
        _json = writing.Json;
        _attributes = new AttributeWriter(_json, writing.Schema.Fields);
        _geometries = new GeoJsonGeometryWriter(_json, writing.WritesZ);
        _idIndex = writing.Schema.ObjectIdIndex;
        var references = SpatialReferences.Default;
        _toWgs84 = writing.Schema.SpatialReference is { } system && !system.IsEquivalentTo(references.Wgs84)
            ? references.Transform(system, references.Wgs84)
            : null;
    }

    public override void Begin()
    {
        _json.StartObject();
        _json.Member("type"u8, "FeatureCollection"u8);
        _json.StartArray("features"u8);
    }

    public override void Write(Feature feature)
    {
        _json.StartObject();
        _json.Member("type"u8, "Feature"u8);
        if (_idIndex >= 0 && feature.Attributes[_idIndex] is long id)
        {
            _json.Member("id"u8, id);
        }

        _json.Name("geometry"u8);
        var geometry = feature.Geometry is { } shape && _toWgs84 is not null ? _toWgs84.Apply(shape, out _) : feature.Geometry;
        if (geometry is null || geometry.IsEmpty)
        {
            _json.Null();
        }
        else
        {
            _geometries.Write(geometry);
        }

        _json.Name("properties"u8);
        _attributes.Write(feature.Attributes);
        _json.EndObject();
    }

    public override void End()
    {
        _json.EndArray();
        if (_writing.Set.ExceededTransferLimit)
        {
            _json.StartObject("properties"u8);
            _json.Member("exceededTransferLimit"u8, true);
            _json.EndObject();

            // One generation of servers wrote it among the properties, the other beside the features.
            _json.Member("exceededTransferLimit"u8, true);
        }

        _json.EndObject();
    }
}

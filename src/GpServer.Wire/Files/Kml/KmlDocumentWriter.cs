using System.Globalization;
using System.Text;
using System.Xml;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.Text;

namespace GpServer.Wire.Files.Kml;

/// <summary>Writes a set as one KML document: a placemark for each feature, its values typed by a schema.</summary>
sealed class KmlDocumentWriter
{
    const string SchemaId = "schema";

    static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    readonly FeatureSet _set;
    readonly FeatureFileTarget _target;
    readonly XmlWriter _xml;
    readonly KmlGeometryWriter _geometries;
    readonly string[] _names;
    readonly int _displayField;

    KmlDocumentWriter(FeatureSet set, FeatureFileTarget target, XmlWriter xml)
    {
        var schema = set.Schema;
        _set = set;
        _target = target;
        _xml = xml;
        _geometries = new KmlGeometryWriter(xml, schema.GeometryType, target.ReturnZ && schema.HasZ);
        _names = [.. schema.Fields.Select(field => KmlText.Clean(field.Name))];
        _displayField = schema.DisplayFieldName.Length == 0 ? -1 : schema.IndexOf(schema.DisplayFieldName);
    }

    /// <summary>Writes the document to a stream, which is left open.</summary>
    public static void Write(FeatureSet set, FeatureFileTarget target, Stream output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.SpatialReference is { } system && !system.IsEquivalentTo(SpatialReferences.Default.Wgs84))
        {
            throw new InvalidOperationException($"KML is in WGS 84, and the set in {system}.");
        }

        using var xml = XmlWriter.Create(output, Settings);
        new KmlDocumentWriter(set, target, xml).Write(stop);
    }

    static string TypeOf(FieldType type) => type switch
    {
        FieldType.SmallInteger => "short",
        FieldType.Integer or FieldType.OID => "int",
        FieldType.Single => "float",
        FieldType.Double => "double",

        // There is no type of 64 bits, and readers cut what does not fit into 32.
        _ => "string",
    };

    void Write(CancellationToken stop)
    {
        _xml.WriteStartDocument();
        _xml.WriteStartElement("kml", KmlNames.Namespace);
        _xml.WriteStartElement("Document");
        _xml.WriteElementString("name", KmlText.Clean(_target.Name));
        WriteSchema();
        foreach (var feature in _set.Features)
        {
            stop.ThrowIfCancellationRequested();
            WritePlacemark(feature);
        }

        _xml.WriteEndDocument();
    }

    void WriteSchema()
    {
        if (_names.Length == 0)
        {
            return;
        }

        _xml.WriteStartElement("Schema");
        _xml.WriteAttributeString("name", KmlText.Clean(_target.Name));
        _xml.WriteAttributeString("id", SchemaId);
        for (var i = 0; i < _names.Length; i++)
        {
            var field = _set.Schema.Fields[i];
            _xml.WriteStartElement("SimpleField");
            _xml.WriteAttributeString("name", _names[i]);
            _xml.WriteAttributeString("type", TypeOf(field.Type));
            if (field.Alias != field.Name)
            {
                _xml.WriteElementString("displayName", KmlText.Clean(field.Alias));
            }

            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    void WritePlacemark(Feature feature)
    {
        var values = feature.Attributes;
        if (values.Length != _names.Length)
        {
            throw new InvalidOperationException($"A feature has {values.Length} values for {_names.Length} fields.");
        }

        _xml.WriteStartElement("Placemark");
        if (_displayField >= 0 && TextOf(_displayField, values[_displayField]) is { } name)
        {
            _xml.WriteElementString("name", name);
        }

        WriteValues(values);
        if (feature.Geometry is { IsEmpty: false } geometry && !_set.Schema.IsTable)
        {
            _geometries.Write(geometry);
        }

        _xml.WriteEndElement();
    }

    void WriteValues(object?[] values)
    {
        var begun = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (TextOf(i, values[i]) is not { } text)
            {
                continue;
            }

            if (!begun)
            {
                _xml.WriteStartElement("ExtendedData");
                _xml.WriteStartElement("SchemaData");
                _xml.WriteAttributeString("schemaUrl", "#" + SchemaId);
                begun = true;
            }

            _xml.WriteStartElement("SimpleData");
            _xml.WriteAttributeString("name", _names[i]);
            _xml.WriteString(text);
            _xml.WriteEndElement();
        }

        if (begun)
        {
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }
    }

    string? TextOf(int index, object? value) => value switch
    {
        null => null,
        string text => KmlText.Clean(text),
        long date when _set.Schema.Fields[index].Type == FieldType.Date => IsoDate.Format(date),
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number when !double.IsFinite(number) => null,
        double number when _set.Schema.Fields[index].Type == FieldType.Single && (float)number == number =>
            ((float)number).ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute."),
    };
}

using System.Collections;
using System.Xml;
using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>The features of one document, made from its text each time they are read.</summary>
sealed class KmlFeatures(string path, string? layer, FeatureSchema schema, Func<ReadingPlace> newPlace) : IEnumerable<Feature>
{
    readonly VertexTally _tally = new();

    public IEnumerator<Feature> GetEnumerator()
    {
        using var pass = new Pass(path, layer, schema, newPlace(), _tally);
        while (pass.TryRead() is { } feature)
        {
            yield return feature;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One way through the features.</summary>
    sealed class Pass : IDisposable
    {
        readonly ReadingPlace _place;
        readonly VertexTally _tally;
        readonly KmlCursor _cursor;
        readonly KmlShapes _shapes;
        readonly KmlRows _rows;
        readonly KmlValues _values;

        public Pass(string path, string? layer, FeatureSchema schema, ReadingPlace place, VertexTally tally)
        {
            _place = place;
            _tally = tally;
            _cursor = new KmlCursor(File.OpenRead(path), place);
            _shapes = new KmlShapes(schema, place);
            _rows = new KmlRows(_cursor, new KmlGeometryReader(_cursor, _shapes, place), layer, place);
            _values = new KmlValues(schema.Fields, place);
        }

        public Feature? TryRead()
        {
            try
            {
                var before = _shapes.Vertices;
                if (!_rows.TryRead(_shapes.BeginPlacemark))
                {
                    return null;
                }

                var geometry = _shapes.Make();
                _tally.Count(_place, _shapes.Vertices - before);
                return new Feature(geometry, _values.Row(_rows.Placemark));
            }
            catch (XmlException problem)
            {
                throw KmlDocument.Malformed(problem, _place);
            }
        }

        public void Dispose() => _cursor.Dispose();
    }
}

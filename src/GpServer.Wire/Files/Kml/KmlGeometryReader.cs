using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>Reads the geometries of placemarks.</summary>
sealed class KmlGeometryReader(KmlCursor cursor, IKmlShapes shapes, ReadingPlace place)
{
    const int MostTrackCharacters = 200;

    readonly KmlCoordinates _coordinates = new(place);
    readonly HashSet<string> _unknown = ["Model"];

    /// <summary>Whether altitudes have come.</summary>
    public bool HasThird => _coordinates.HasThird;

    /// <summary>Whether altitudes other than 0 have come.</summary>
    public bool HasAltitude => _coordinates.HasAltitude;

    /// <summary>Reads the element where it is a geometry; else nothing is read.</summary>
    public void Read(bool isPart)
    {
        switch (cursor.Name)
        {
            case "Point":
                ReadSimple(GeometryType.Point, isPart);
                break;
            case "LineString" or "LinearRing":
                ReadSimple(GeometryType.Polyline, isPart);
                break;
            case "Polygon":
                ReadPolygon(isPart);
                break;
            case "MultiGeometry" or "MultiTrack":
                ReadMultiple();
                break;
            case "Track":
                ReadTrack(isPart);
                break;
            case var name when _unknown.Contains(name):
                throw place.Invalid($"the geometry is a {name}, which is not read; expected points, lines or polygons");
        }
    }

    void ReadMultiple()
    {
        if (cursor.IsEmpty)
        {
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            Read(isPart: true);
        }
    }

    void ReadSimple(GeometryType type, bool isPart)
    {
        var vertices = shapes.Begin(type, isPart);
        if (vertices is null)
        {
            cursor.Skip();
        }
        else if (ReadVertices(vertices))
        {
            shapes.TakePart(type);
        }
    }

    void ReadPolygon(bool isPart)
    {
        var vertices = shapes.Begin(GeometryType.Polygon, isPart);
        if (vertices is null || cursor.IsEmpty)
        {
            cursor.Skip();
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name is "outerBoundaryIs" or "innerBoundaryIs")
            {
                ReadBoundary(vertices, cursor.Name == "outerBoundaryIs");
            }
            else
            {
                ReadAltitudeMode();
            }
        }

        shapes.EndPolygon();
    }

    void ReadBoundary(VertexBuffer vertices, bool isOuter)
    {
        if (cursor.IsEmpty)
        {
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "LinearRing" && ReadVertices(vertices))
            {
                shapes.TakeRing(isOuter);
            }
        }
    }

    /// <summary>Reads the coordinates of an element.</summary>
    /// <returns>Whether there are any.</returns>
    bool ReadVertices(VertexBuffer vertices)
    {
        vertices.Clear();
        if (cursor.IsEmpty)
        {
            return false;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "coordinates")
            {
                _coordinates.Begin(vertices);
                cursor.ReadText(_coordinates.Take);
                _coordinates.End();
            }
            else
            {
                ReadAltitudeMode();
            }
        }

        return vertices.Count > 0;
    }

    /// <summary>Of a track the places are read, which are a line; its times and angles are not.</summary>
    void ReadTrack(bool isPart)
    {
        var vertices = shapes.Begin(GeometryType.Polyline, isPart);
        if (vertices is null || cursor.IsEmpty)
        {
            cursor.Skip();
            return;
        }

        vertices.Clear();
        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "coord")
            {
                var text = cursor.ReadText("the coordinates of a track");
                _coordinates.Begin(vertices);
                _coordinates.TakeTrackPoint(text[..Math.Min(text.Length, MostTrackCharacters)]);
            }
            else
            {
                ReadAltitudeMode();
            }
        }

        if (vertices.Count > 0)
        {
            shapes.TakePart(GeometryType.Polyline);
        }
    }

    void ReadAltitudeMode()
    {
        if (cursor.Name == "altitudeMode" && cursor.ReadText("altitudeMode").Trim() is "absolute" or "relativeToGround")
        {
            shapes.SetAltitudes();
        }
    }
}

using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>Takes the geometries of a placemark one after the other.</summary>
interface IKmlShapes
{
    /// <summary>A geometry begins: a point, a line or a polygon.</summary>
    /// <param name="isPart">Whether it is one of several.</param>
    /// <returns>Where its vertices go, each part from the beginning; null when it is not wanted.</returns>
    VertexBuffer? Begin(GeometryType type, bool isPart);

    /// <summary>The vertices of a point or line are there.</summary>
    void TakePart(GeometryType type);

    /// <summary>A ring of a polygon is there.</summary>
    void TakeRing(bool isOuter);

    /// <summary>The polygon is whole.</summary>
    void EndPolygon();

    /// <summary>Altitudes are above the sea or the ground, even where all are 0.</summary>
    void SetAltitudes();
}

using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Wire.Polygons;

/// <summary>A closed ring that was read, with what is needed to find its place in a polygon.</summary>
sealed class Ring(PackedDoubleCoordinateSequence vertices)
{
    double? _signedArea;
    Envelope? _envelope;

    public PackedDoubleCoordinateSequence Vertices { get; private set; } = vertices;

    public int Count => Vertices.Count;

    /// <summary>
    /// The ring's place among others from small to large, given by who orders them: a ring is only inside ones of a higher rank.
    /// </summary>
    public int Rank { get; set; }

    /// <summary>In square units of the coordinates; positive where the ring runs counter-clockwise.</summary>
    public double SignedArea => _signedArea ??= RingOrientation.SignedArea(Vertices);

    public double Area => Math.Abs(SignedArea);

    public Envelope Envelope => _envelope ??= Vertices.ExpandEnvelope(new Envelope());

    /// <summary>Turns the ring where it runs the other way. A ring without area runs either way.</summary>
    public void Orient(bool clockwise)
    {
        if (clockwise ? SignedArea > 0 : SignedArea < 0)
        {
            Vertices = (PackedDoubleCoordinateSequence)Vertices.Reversed();
            _signedArea = -_signedArea;
        }
    }

    public LinearRing ToLinearRing() => GeometryServices.Factory.CreateLinearRing(Vertices);
}

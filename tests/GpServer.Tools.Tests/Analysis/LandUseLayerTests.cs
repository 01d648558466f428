using GpServer.Core.Spatial;
using GpServer.Tools.Analysis;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GpServer.Tools.Tests.Analysis;

public sealed class LandUseLayerTests
{
    static readonly LandUseLayer Layer = LandUseLayer.Shared;

    [Fact]
    public void The_polygons_cover_the_extent_without_gaps()
    {
        var union = PolygonUnion.Union(Layer.Parcels.Select(parcel => parcel.Shape), CancellationToken.None);

        union.ShouldBeOfType<Polygon>().NumInteriorRings.ShouldBe(0);
        union.EqualsTopologically(GeometryServices.Factory.ToGeometry(new Envelope(10.32, 10.88, 50.82, 51.18))).ShouldBeTrue();
    }

    [Fact]
    public void No_two_polygons_overlap()
    {
        var tree = new STRtree<int>();
        for (var i = 0; i < Layer.Parcels.Count; i++)
        {
            tree.Insert(Layer.Parcels[i].Shape.EnvelopeInternal, i);
        }

        var (pairs, overlaps) = (0, 0);
        for (var i = 0; i < Layer.Parcels.Count; i++)
        {
            var shape = Layer.Parcels[i].Shape;
            foreach (var other in tree.Query(shape.EnvelopeInternal).Where(other => other > i))
            {
                pairs++;
                overlaps += shape.Relate(Layer.Parcels[other].Shape, "2********") ? 1 : 0;
            }
        }

        overlaps.ShouldBe(0);
        pairs.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public void Neighbours_share_their_vertices_so_that_every_edge_belongs_to_two_polygons_or_the_frame()
    {
        var edges = new Dictionary<(double, double, double, double), int>();
        foreach (var ring in Layer.Parcels.SelectMany(parcel => Rings((Polygon)parcel.Shape)))
        {
            for (var i = 1; i < ring.NumPoints; i++)
            {
                Coordinate a = ring.GetCoordinateN(i - 1), b = ring.GetCoordinateN(i);
                var edge = a.CompareTo(b) < 0 ? (a.X, a.Y, b.X, b.Y) : (b.X, b.Y, a.X, a.Y);
                edges[edge] = edges.GetValueOrDefault(edge) + 1;
            }
        }

        edges.Count(edge => edge.Value != (OnFrame(edge.Key) ? 1 : 2)).ShouldBe(0);
    }

    [Fact]
    public void The_polygons_are_valid_with_clockwise_shells_and_the_coordinates_have_five_decimals()
    {
        foreach (var shape in Layer.Parcels.Select(parcel => (Polygon)parcel.Shape))
        {
            shape.IsValid.ShouldBeTrue();
            RingOrientation.EnsureClockwiseShell(shape).ShouldBeSameAs(shape);
            shape.Coordinates.Count(vertex => Math.Round(vertex.X, 5) != vertex.X || Math.Round(vertex.Y, 5) != vertex.Y).ShouldBe(0);
        }
    }

    [Fact]
    public void The_areas_of_the_polygons_sum_to_that_of_the_extent() =>
        Layer.Parcels.Sum(parcel => LandUseArea.Hectares(parcel.Shape))
            .ShouldBe(LandUseArea.Hectares(GeometryServices.Factory.ToGeometry(Layer.Extent)), 1e-4);

    [Fact]
    public void Every_class_has_polygons_and_a_colour_of_its_own()
    {
        Layer.Parcels.Count.ShouldBeInRange(1_500, 4_000);
        Layer.Classes.ShouldAllBe(known => Layer.Parcels.Any(parcel => parcel.Class == known));
        Layer.Classes.Select(known => known.Code).ShouldBeUnique();
        Layer.Classes.Select(known => known.Color).ShouldBeUnique();
        Layer.Classes.ShouldAllBe(known => known.Name.Length <= 40);
        Layer.Parcels.ShouldAllBe(parcel => parcel.Name == null || (parcel.Name.Length > 0 && parcel.Name.Length <= 40));
    }

    static bool OnFrame((double X1, double Y1, double X2, double Y2) edge) =>
        (edge.X1 == edge.X2 && edge.X1 is 10.32 or 10.88) || (edge.Y1 == edge.Y2 && edge.Y1 is 50.82 or 51.18);

    static IEnumerable<LineString> Rings(Polygon polygon) => polygon.InteriorRings.Prepend(polygon.ExteriorRing);
}

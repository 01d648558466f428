using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Queries;

public sealed class LayerQueryTests
{
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Pages_cover_all_features_once_and_say_whether_more_follow()
    {
        var query = new LayerQuery { Where = Cities.Parse("OBJECTID <> 4"), Limit = 3 };
        var first = Cities.Runner.Features(query, None);
        first.ExceededTransferLimit.ShouldBeTrue();
        Ids(first).ShouldBe([1L, 2L, 3L]);
        var second = Cities.Runner.Features(query with { Offset = 3 }, None);
        second.ExceededTransferLimit.ShouldBeFalse();
        Ids(second).ShouldBe([5L]);
        Cities.Runner.Features(query with { Limit = 4 }, None).ExceededTransferLimit.ShouldBeFalse();
        Cities.Runner.Features(query with { Offset = 99 }, None).Features.ShouldBeEmpty();
        Cities.Runner.Features(query with { Where = Cities.Parse("POP > 1"), Limit = 2 }, None).ExceededTransferLimit.ShouldBeTrue();
    }

    [Theory]
    [InlineData("POP", false, "4,5,1,3,2")]
    [InlineData("POP", true, "2,3,1,5,4")]
    [InlineData("name", false, "4,5,3,2,1")]
    [InlineData("OBJECTID", true, "5,4,3,2,1")]
    public void Features_come_in_the_order_asked_for(string field, bool isDescending, string ids)
    {
        var query = new LayerQuery { OrderBy = [new SortField(field, isDescending)] };
        string.Join(',', Ids(Cities.Runner.Features(query, None))).ShouldBe(ids);
        string.Join(',', Cities.Runner.ObjectIds(query with { Offset = 1, Limit = 2 }, None)).ShouldBe(ids[2..5]);
    }

    [Fact]
    public void Of_a_field_that_sorts_twice_the_first_counts()
    {
        var query = new LayerQuery { OrderBy = [new SortField("POP", IsDescending: true), new SortField("pop"), new SortField("POP")] };
        Cities.Runner.ObjectIds(query, None).ShouldBe([2L, 3, 1, 5, 4]);
    }

    [Fact]
    public void Fields_come_in_the_order_asked_for_and_geometries_only_where_wanted()
    {
        var set = Cities.Runner.Features(new LayerQuery { Fields = [2, 0], ReturnGeometry = false }, None);
        set.Schema.Fields.Select(field => field.Name).ShouldBe(["POP", "OBJECTID"]);
        var first = set.Features.First();
        first.Attributes.ShouldBe([126_000L, 1L]);
        first.Geometry.ShouldBeNull();
        Cities.Runner.Features(new LayerQuery { Fields = [0], ReturnGeometry = false }, None).Features.Select(feature => feature.Attributes[0])
            .ShouldBe([1L, 2L, 3L, 4L, 5L]);
    }

    [Fact]
    public void Geometries_come_in_the_system_asked_for()
    {
        var references = SpatialReferences.Default;
        var query = new LayerQuery { Where = Cities.Parse("OBJECTID = 1"), OutSpatialReference = references.WebMercator };
        var set = Cities.Runner.Features(query, None);
        set.SpatialReference.ShouldBe(references.WebMercator);
        set.Features.Single().Geometry!.Coordinate.X.ShouldBe(9.99 * 6378137 * Math.PI / 180, 0.001);
    }

    [Fact]
    public void An_extent_is_that_of_the_features_that_match_exactly()
    {
        var all = Cities.Runner.Extent(new LayerQuery(), None);
        all.Count.ShouldBe(5);
        all.Extent.ShouldBe(new Envelope(0, 9.99, 0, 50.94));
        var some = Cities.Runner.Extent(new LayerQuery { Where = Cities.Parse("POP > 0") }, None);
        (some.Count, some.Extent).ShouldBe((3, new Envelope(6.96, 9.99, 48.4, 50.94)));
        Cities.Runner.Extent(new LayerQuery { Where = Cities.Parse("1=0") }, None).Extent.IsNull.ShouldBeTrue();
        var projected = Cities.Runner.Extent(new LayerQuery { OutSpatialReference = SpatialReferences.Default.WebMercator }, None);
        projected.Extent.MaxX.ShouldBe(9.99 * 6378137 * Math.PI / 180, 0.001);
    }

    [Fact]
    public void Times_are_compared_with_the_first_date_field()
    {
        Count(new TimeFilter(0, 0)).ShouldBe(1);
        Count(new TimeFilter(null, 0)).ShouldBe(3);
        Count(new TimeFilter(0, null)).ShouldBe(2);
        var noDates = new MemoryLayer(new FeatureSchema { Fields = [new Field("ID", FieldType.OID)] }, []);
        Should.Throw<GpException>(() => new LayerQueryRunner(noDates, SpatialReferences.Default).Count(new LayerQuery { Time = new TimeFilter(0, 0) }, None))
            .Message.ShouldContain("time: the layer has no field");

        static int Count(TimeFilter time) => Cities.Runner.Count(new LayerQuery { Time = time }, None);
    }

    [Fact]
    public void The_first_features_of_each_group_are_found()
    {
        // By the day of their opening: two have none, the others one each.
        var query = new LayerQuery { Top = new TopFilter([6], 1, [new SortField("POP", IsDescending: true)]) };
        Cities.Runner.ObjectIds(query, None).ShouldBe([1L, 2L, 3L, 5L]);
        Cities.Runner.Count(query with { Where = Cities.Parse("POP IS NULL OR POP > 0") }, None).ShouldBe(3);
        Cities.Runner.ObjectIds(query with { OrderBy = [new SortField("POP")], Limit = 1 }, None).ShouldBe([5L]);
    }

    [Fact]
    public void An_unknown_field_of_an_order_is_named() =>
        Should.Throw<GpException>(() => Cities.Runner.Features(new LayerQuery { OrderBy = [new SortField("NAM")] }, None))
            .Message.ShouldContain("orderByFields: there is no field 'NAM'");

    [Fact]
    public void A_query_that_is_cancelled_stops() => Should.Throw<OperationCanceledException>(() =>
        Cities.Runner.Count(new LayerQuery { Where = Cities.Parse("POP > 1") }, new CancellationToken(canceled: true)));

    static IEnumerable<long> Ids(FeatureSet set) => set.Features.Select(feature => (long)feature.Attributes[0]!);
}

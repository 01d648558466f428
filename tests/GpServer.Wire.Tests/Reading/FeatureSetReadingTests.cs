using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Tests.Reading;

public sealed class FeatureSetReadingTests
{
    [Fact]
    public void Features_can_be_read_again_and_their_vertices_count_once()
    {
        var options = Reader.With(new ReadLimits { Vertices = 3 });
        var set = Reader.Set("""{"features":[{"geometry":{"paths":[[[0,0],[1,1],[2,2]]]}}]}""", options);

        set.Features.Count().ShouldBe(1);
        set.Features.Single().Geometry!.NumPoints.ShouldBe(3);
    }

    [Fact]
    public void Vertices_of_all_parameters_of_a_request_count_together()
    {
        var options = Reader.With(new ReadLimits { Vertices = 3 });
        Reader.Set("""{"features":[{"geometry":{"paths":[[[0,0],[1,1]]]}}]}""", options).Features.Count().ShouldBe(1);

        var failure = Reader.Failure("""{"features":[{"geometry":{"paths":[[[0,0],[1,1]]]}}]}""", options);

        failure.Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void More_features_than_allowed_are_refused_at_once()
    {
        var failure = Should.Throw<GpException>(
            () => Reader.Set("""{"features":[{},{},{}]}""", Reader.With(new ReadLimits { Features = 2 })));

        failure.Error.ShouldBe(GpError.LimitExceeded);
        failure.Message.ShouldContain("more than 2 features");
    }

    [Theory]
    [InlineData("""{"features":[{"geometry":{"x":1,"y":2}},{"geometry":{"x":1""")]
    [InlineData("""{"features":[{"geometry":{"x":1,"y":2}}]""")]
    [InlineData("""{"features":[{"attributes":{"a":"b""")]
    [InlineData("""{"features":[]} x""")]
    public void A_text_that_is_cut_or_goes_on_is_found_before_any_feature_is_read(string text)
    {
        Should.Throw<GpException>(() => Reader.Set(text)).Message.ShouldContain("expected");
    }

    [Theory]
    [InlineData("""{"features":[{},{"geometry":{"rings":[[[0,0],[0,oops],[1,1],[0,0]]]}}]}""", "feature 2: expected a value")]
    [InlineData("""{"features":[{"attributes":{"a":1}},{"attributes":{"a" 1}}]}""", "feature 2: expected ':'")]
    [InlineData("""{"features":[null]}""", "feature 1: expected '{'")]
    [InlineData("""{"features":5}""", "expected '['")]
    public void What_is_wrong_in_a_feature_is_said_with_its_number(string text, string expected)
    {
        Reader.Problem(text).ShouldContain(expected);
    }

    [Fact]
    public void A_table_is_a_set_without_any_geometry()
    {
        var options = Reader.Options with { Table = true };

        Reader.Set("""{"features":[{"attributes":{"a":1},"geometry":null}]}""", options).Schema.IsTable.ShouldBeTrue();
        Reader.Set("""{"features":[{"geometry":{"x":1,"y":2}}]}""", options).Schema.GeometryType.ShouldBe(GeometryType.Point);
    }

    [Fact]
    public void A_shape_that_the_parameter_does_not_take_is_refused()
    {
        var options = Reader.Options with { GeometryTypes = [GeometryType.Point, GeometryType.Multipoint] };

        Reader.Problem("""{"features":[{"geometry":{"paths":[]}}]}""", options)
            .ShouldBe("Input: the features are lines; expected points or multipoints");
    }

    [Fact]
    public void Features_of_different_shapes_are_refused_with_the_number_of_the_odd_one()
    {
        Reader.Problem("""{"features":[{"geometry":{"paths":[]}},{"geometry":{"x":1,"y":2}}]}""")
            .ShouldContain("feature 2: the geometry is a point; expected a line");
    }

    [Fact]
    public void Nesting_deeper_than_allowed_is_refused()
    {
        var deep = new string('[', 100) + new string(']', 100);

        Reader.Problem($$"""{"features":[{"attributes":{},"x":{{deep}}}]}""").ShouldContain("more than 64 nested");
    }

    [Fact]
    public void Escapes_and_apostrophes_do_not_hide_brackets()
    {
        var set = Reader.Set("""{"features":[{"attributes":{"a":"it's ]}\"] [{ \\"}},{"attributes":{"a":'say "[{" \''}}],"z":"}"}""");

        set.Features.Select(feature => feature.Attributes[0]).ShouldBe(["it's ]}\"] [{ \\", "say \"[{\" '"]);
    }

    [Fact]
    public void The_object_id_may_be_named_beside_the_fields()
    {
        Reader.Set("""{"objectIdFieldName":"id","features":[{"attributes":{"name":"a","id":5}}]}""").Schema.ObjectIdIndex.ShouldBe(1);
    }

    [Fact]
    public void A_sample_of_real_countries_is_read()
    {
        var set = (FeatureSet)new FeatureReader().Read(Sample.Read("countries.esri.json"), Reader.Options);

        set.KnownCount.ShouldBe(50);
        set.Features.Count(feature => feature.Geometry!.NumPoints > 3).ShouldBe(50);
        var africa = set.Features.Single(feature => "South Africa".Equals(feature.Attributes[2]));
        africa.Geometry!.Area.ShouldBe(113.11357277809962, 1e-9);
        Encoding.UTF8.GetByteCount((string)africa.Attributes[1]!).ShouldBe(3);
    }
}

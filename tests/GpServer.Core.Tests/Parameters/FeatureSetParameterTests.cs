using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Tests.Execution;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class FeatureSetParameterTests
{
    [Fact]
    public void A_record_set_is_read_as_a_table_with_its_schema()
    {
        var stub = new FeatureStub();
        var schema = new FeatureSchema { Fields = [new Field("Name", FieldType.String)] };
        new RecordSetParameter("Rows") { Schema = schema }.ReadForm("""{"features":[]}""", new ValueReading { Features = stub });
        stub.LastOptions.ShouldNotBeNull().ShouldSatisfyAllConditions(
            options => options.Table.ShouldBeTrue(),
            options => options.Parameter.ShouldBe("Rows"),
            options => options.Schema.ShouldBe(schema));
    }

    [Fact]
    public void Without_a_value_an_empty_set_with_the_schema_is_written() =>
        new RecordSetParameter("Rows") { Schema = new FeatureSchema { Fields = [new Field("Name", FieldType.String)] } }
            .WrittenWithoutValue().ShouldBe("""{"geometryType":"esriGeometryNone","fields":["Name"]}""");

    [Fact]
    public void A_set_encoded_twice_is_read() =>
        new FeaturesParameter("Points").ReadJson("\"{\\\"features\\\":[]}\"").ShouldBeOfType<FeatureSet>();

    [Fact]
    public void The_shapes_are_a_filter() =>
        new FeaturesParameter("Points") { GeometryTypes = [GeometryType.Point, GeometryType.Multipoint] }.Description()
            .ShouldContain("""
                "filter":{"type":"featureClass","list":["esriGeometryPoint","esriGeometryMultipoint"]}
                """.Trim());

    [Fact]
    public async Task A_reference_is_resolved_with_what_the_parameter_expects()
    {
        var parameter = new RecordSetParameter("Rows");
        var there = new FeatureSet(new FeatureSchema(), []);
        var read = parameter.ReadForm("""{"url":"http://a"}""").ShouldBeOfType<FeatureReference>();
        var resolved = await parameter.ResolveAsync(
            read,
            new References((_, options) => options.Table ? there : throw new InvalidOperationException()),
            ParameterValues.Reading,
            CancellationToken.None);
        resolved.ShouldBe(there);
    }
}

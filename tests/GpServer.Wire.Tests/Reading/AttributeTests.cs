using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Tests.Reading;

public sealed class AttributeTests
{
    [Theory]
    [InlineData("Integer", "5", 5L)]
    [InlineData("Integer", "5.0", 5L)]
    [InlineData("Integer", "\"5\"", 5L)]
    [InlineData("Integer", "true", 1L)]
    [InlineData("SmallInteger", "false", 0L)]
    [InlineData("Long", "7", 7L)]
    [InlineData("BigInteger", "9007199254740993", 9007199254740993L)]
    [InlineData("OID", "4294967296", 4294967296L)]
    [InlineData("Double", "2.5", 2.5)]
    [InlineData("Double", "\"2.5\"", 2.5)]
    [InlineData("Double", "2", 2.0)]
    [InlineData("Double", "\"NaN\"", null)]
    [InlineData("Double", "NaN", null)]
    [InlineData("Single", "true", 1.0)]
    [InlineData("Integer", "\"\"", null)]
    [InlineData("Integer", "null", null)]
    [InlineData("String", "5.10", "5.10")]
    [InlineData("String", "true", "true")]
    [InlineData("String", "[1,2]", "[1,2]")]
    [InlineData("String", "\"a\\u0042\"", "aB")]
    [InlineData("GUID", "\"{0AB1}\"", "{0AB1}")]
    [InlineData("DateOnly", "\"2020-08-02\"", "2020-08-02")]
    [InlineData("Date", "1199145600000", 1199145600000L)]
    [InlineData("Date", "\"2008-01-01\"", 1199145600000L)]
    [InlineData("Date", "\"2008-01-01T01:00:00+01:00\"", 1199145600000L)]
    [InlineData("Date", "\"1199145600000\"", 1199145600000L)]
    public void A_value_is_read_as_its_field_wants_it(string type, string json, object? expected)
    {
        var feature = Reader.One(
            $$$"""{"fields":[{"name":"f","type":"esriFieldType{{{type}}}"}],"features":[{"attributes":{"f":{{{json}}}}}]}""");

        feature.Attributes.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("Integer", "1.5", "1.5 is not valid in a field of type Integer; expected a whole number")]
    [InlineData("Integer", "3000000000", "expected a whole number from -2147483648 to 2147483647")]
    [InlineData("SmallInteger", "40000", "expected a whole number from -32768 to 32767")]
    [InlineData("Integer", "\"many\"", "\"many\" is not valid")]
    [InlineData("Double", "{\"a\":1}", "expected a number")]
    [InlineData("Date", "\"soon\"", "an ISO date")]
    [InlineData("Date", "true", "an ISO date")]
    public void A_value_that_does_not_fit_is_refused_by_name(string type, string json, string expected)
    {
        var problem = Reader.Problem(
            $$$"""{"fields":[{"name":"f","type":"esriFieldType{{{type}}}"}],"features":[{},{"attributes":{"f":{{{json}}}}}]}""");

        problem.ShouldStartWith("Input: feature 2: attribute f: ");
        problem.ShouldContain(expected);
    }

    [Fact]
    public void Attributes_may_be_missing_extra_or_in_another_case()
    {
        var set = Reader.Set("""
            {"fields":[{"name":"Name","type":"esriFieldTypeString"},{"name":"N","type":"esriFieldTypeInteger"}],
             "features":[{"attributes":{"N":1,"NAME":"a"}},{"attributes":{"other":{"deep":[1]},"Name":"b"}},{"attributes":null},{}]}
            """);

        set.Features.Select(feature => feature.Attributes).ShouldBe([["a", 1L], ["b", null], [null, null], [null, null]]);
    }

    [Fact]
    public void The_exact_name_wins_over_one_in_another_case()
    {
        Reader.One("""
            {"fields":[{"name":"a","type":"esriFieldTypeInteger"},{"name":"A","type":"esriFieldTypeInteger"}],
             "features":[{"attributes":{"A":2,"a":1}}]}
            """).Attributes.ShouldBe([1L, 2L]);
    }

    [Theory]
    [InlineData("1,2,3", FieldType.Integer)]
    [InlineData("1,-3000000000", FieldType.BigInteger)]
    [InlineData("1,2.0", FieldType.Double)]
    [InlineData("1e3", FieldType.Double)]
    [InlineData("true,null", FieldType.SmallInteger)]
    [InlineData("true,2", FieldType.Integer)]
    [InlineData("null,null", FieldType.String)]
    [InlineData("1,\"x\"", FieldType.String)]
    [InlineData("{\"a\":1}", FieldType.String)]
    public void Fields_are_inferred_from_all_values(string values, FieldType expected)
    {
        var features = string.Join(',', values.Split(',').Select(value => $$$"""{"attributes":{"f":{{{value}}}}}"""));

        Reader.Set($$"""{"features":[{{features}}]}""").Schema.Fields.ShouldHaveSingleItem().Type.ShouldBe(expected);
    }

    [Fact]
    public void A_default_schema_is_used_before_anything_is_inferred()
    {
        var options = Reader.Options with
        {
            Schema = new FeatureSchema { Fields = [new Field("a", FieldType.Double)], GeometryType = GeometryType.Polyline },
        };

        var set = Reader.Set("""{"features":[{"attributes":{"a":1,"b":2}}]}""", options);

        set.Schema.GeometryType.ShouldBe(GeometryType.Polyline);
        set.Features.Single().Attributes.ShouldBe([1.0]);
    }

    [Fact]
    public void A_field_keeps_what_came_with_it()
    {
        var field = Reader.Set("""
            {"features":[],"fields":[{"name":"f","type":"esriFieldTypeInteger","alias":"F","length":4,"nullable":true,"editable":false,
             "precision":9,"scale":0,"sqlType":"sqlTypeInteger","domain":{'type':'range',name:"r",range:[1,2]},"defaultValue":5}]}
            """).Schema.Fields.ShouldHaveSingleItem();

        field.ShouldBe(new Field("f", FieldType.Integer)
        {
            Alias = "F",
            Length = 4,
            Nullable = true,
            Editable = false,
            Precision = 9,
            Scale = 0,
            SqlType = "sqlTypeInteger",
            Domain = """{"type":"range","name":"r","range":[1,2]}""",
            DefaultValue = "5",
        });
    }

    [Theory]
    [InlineData("""{"name":"f","type":"esriFieldTypeColour"}""", "esriFieldTypeColour")]
    [InlineData("""{"name":"f"}""", "field f has no type")]
    [InlineData("""{"type":"esriFieldTypeString"}""", "field 1 has no name")]
    public void A_field_that_cannot_be_understood_is_refused(string field, string expected)
    {
        Reader.Problem($$"""{"features":[],"fields":[{{field}}]}""").ShouldContain(expected);
    }

    [Fact]
    public void A_set_has_one_object_id_only()
    {
        Reader.Set("""
            {"features":[],"fields":[{"name":"a","type":"esriFieldTypeOID"},{"name":"b","type":"esriFieldTypeOID"}]}
            """).Schema.Fields.Select(field => field.Type).ShouldBe([FieldType.OID, FieldType.BigInteger]);
    }

    [Fact]
    public void The_limits_of_fields_and_texts_are_kept()
    {
        var options = Reader.With(new ReadLimits { Fields = 1, TextBytes = 4 });

        Reader.Failure("""{"features":[{"attributes":{"a":1,"b":2}}]}""", options).Error.ShouldBe(GpError.LimitExceeded);
        Reader.Failure("""{"features":[{"attributes":{"a":"12345"}}]}""", options).Error.ShouldBe(GpError.LimitExceeded);
        Reader.Failure(
            """{"features":[],"fields":[{"name":"a","type":"esriFieldTypeOID"},{"name":"b","type":"esriFieldTypeOID"}]}""",
            Reader.With(new ReadLimits { Fields = 1 })).Error.ShouldBe(GpError.LimitExceeded);
    }
}

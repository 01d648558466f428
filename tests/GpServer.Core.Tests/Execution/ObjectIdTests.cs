using GpServer.Core.Features;

namespace GpServer.Core.Tests.Execution;

public sealed class ObjectIdTests
{
    [Fact]
    public void A_result_without_object_ids_is_numbered_from_1_in_the_first_field()
    {
        using var results = Run.Through(Rows([new Field("NAME", FieldType.String)], ["a"], ["b"]));

        var set = results.Features();
        set.Schema.Fields.Select(field => (field.Name, field.Type)).ShouldBe([("OBJECTID", FieldType.OID), ("NAME", FieldType.String)]);
        set.Features.Select(feature => feature.Attributes).ShouldBe([[1L, "a"], [2L, "b"]]);
    }

    [Fact]
    public void A_taken_name_is_avoided()
    {
        using var results = Run.Through(Rows([new Field("objectid", FieldType.Integer)], [7L]));

        results.Features().Schema.Fields.Select(field => field.Name).ShouldBe(["OBJECTID_1", "objectid"]);
    }

    [Fact]
    public void Unique_object_ids_keep_their_name_and_numbers_and_move_to_the_front()
    {
        using var results = Run.Through(Rows([new Field("NAME", FieldType.String), new Field("FID", FieldType.OID)], ["a", 10L], ["b", 5L]));

        results.Features().Schema.Fields.Select(field => field.Name).ShouldBe(["FID", "NAME"]);
        results.Features().Features.Select(feature => feature.Attributes).ShouldBe([[10L, "a"], [5L, "b"]]);
    }

    [Theory]
    [InlineData(3L, 3L)]
    [InlineData(3L, null)]
    public void Object_ids_that_repeat_or_are_missing_are_numbered_anew(long? first, long? second)
    {
        using var results = Run.Through(Rows([new Field("FID", FieldType.OID)], [first], [second]));

        results.Features().Features.Select(feature => feature.Attributes[0]).ShouldBe([1L, 2L]);
    }

    static FeatureSet Rows(Field[] fields, params object?[][] rows) =>
        new(new FeatureSchema { Fields = [.. fields] }, [.. rows.Select(row => new Feature(null, row))]);
}

using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Core.Tests.Parameters;

public sealed class FieldParameterTests
{
    static readonly FieldParameter Column = new("Column") { FieldTypes = [FieldType.Integer, FieldType.Double], DependsOn = "Table" };

    [Fact]
    public void A_field_leaves_as_it_came()
    {
        const string json = """{"name":"d","type":"esriFieldTypeInteger","alias":"int","length":4,"nullable":true,"editable":false}""";
        var field = (Field)Column.ReadForm(json);
        field.ShouldBe(new Field("d", FieldType.Integer) { Alias = "int", Length = 4, Nullable = true, Editable = false });
        Column.Written(field).ShouldBe(json);
    }

    [Fact]
    public void Domain_and_default_value_leave_as_strict_JSON()
    {
        var field = (Field)Column.ReadForm(
            "{'name':'d','type':'esriFieldTypeString','domain':{'type':'range','range':[1,2.5]},'defaultValue':'a\"b','sqlType':'x'}");
        field.Domain.ShouldBe("""{"type":"range","range":[1,2.5]}""");
        field.DefaultValue.ShouldBe("""
            "a\"b"
            """.Trim());
        Column.Written(field).ShouldEndWith("""
            "sqlType":"x","domain":{"type":"range","range":[1,2.5]},"defaultValue":"a\"b"}
            """.Trim());
    }

    [Fact]
    public void A_bare_name_is_a_field_of_that_name() =>
        Column.ReadForm(" NAME ").ShouldBe(new Field("NAME", FieldType.String));

    [Theory]
    [InlineData("""{"type":"esriFieldTypeInteger"}""", "a field must have a name")]
    [InlineData("""{"name":"a","type":"esriFieldTypeCubit"}""", "'esriFieldTypeCubit' is not the type of a field")]
    [InlineData("""{"name":"a","length":-1}""", "expected a whole number")]
    public void What_is_no_field_is_refused_with_the_reason(string text, string reason) =>
        Column.Refusal(text).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith($"Column: '{text}' is not valid; expected the name of a field"),
            message => message.ShouldContain(reason));

    [Fact]
    public void A_default_value_nested_too_deep_is_refused()
    {
        var deep = new string('[', 40) + new string(']', 40);
        Column.Refusal($$"""{"name":"a","defaultValue":{{deep}}}""").Message.ShouldContain("more than 32 nested");
    }

    [Fact]
    public void The_metadata_has_filter_and_dependency() =>
        Column.Description().ShouldEndWith(
            """ "filter":{"type":"field","list":["esriFieldTypeInteger","esriFieldTypeDouble"]},"dependency":"Table"}""".TrimStart());

    [Theory]
    [InlineData("esriFieldTypeOID", FieldType.OID)]
    [InlineData("esriFieldTypeLong", FieldType.Integer)]
    [InlineData("esriFieldTypeGlobalID", FieldType.GlobalID)]
    public void Types_have_the_names_of_the_wire(string name, FieldType type) =>
        FieldJson.FindType(System.Text.Encoding.UTF8.GetBytes(name)).ShouldBe(type);
}

using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Tools;
using GpServer.Tools.Management;

namespace GpServer.Tools.Tests.Management;

public sealed class AddFieldTests
{
    [Theory]
    [InlineData("TEXT", "none yet", FieldType.String, "none yet")]
    [InlineData("SHORT", "-32768", FieldType.SmallInteger, -32768L)]
    [InlineData("LONG", "2147483647", FieldType.Integer, 2147483647L)]
    [InlineData("BIGINTEGER", "4503599627370495", FieldType.BigInteger, 4503599627370495L)]
    [InlineData("FLOAT", "0.1", FieldType.Single, (double)0.1f)]
    [InlineData("DOUBLE", "1.5e3", FieldType.Double, 1500.0)]
    [InlineData("DATE", "2008-01-01T00:00:00", FieldType.Date, 1199145600000L)]
    [InlineData("GUID", "6f9619ff-8b86-d011-b42d-00c04fc964ff", FieldType.GUID, "{6F9619FF-8B86-D011-B42D-00C04FC964FF}")]
    public void The_new_field_has_its_type_and_default_value_in_every_row(string kind, string text, FieldType type, object value)
    {
        using var results = Add(Rows(3), new() { ["Field_Name"] = "NEW", ["Field_Type"] = kind, ["Default_Value"] = text });

        var set = results.Set("Output_Table");
        set.Schema.Fields[^1].Type.ShouldBe(type);
        set.Features.Select(feature => feature.Attributes[^1]).ShouldBe([value, value, value]);
    }

    [Fact]
    public void Length_and_alias_are_those_asked_for_and_other_fields_stay()
    {
        using var results = Add(Rows(1), new()
        {
            ["Field_Name"] = "LABEL",
            ["Field_Type"] = "text",
            ["Field_Length"] = "40",
            ["Field_Alias"] = "A label",
        });

        var set = results.Set("Output_Table");
        set.Schema.Fields.Select(field => field.Name).ShouldBe(["FID", "NAME", "LABEL"]);
        set.Schema.Fields[^1].Length.ShouldBe(40);
        set.Schema.Fields[^1].Alias.ShouldBe("A label");
        set.Features.Single().Attributes.ShouldBe([10L, "name 0", null]);
    }

    [Fact]
    public void Features_keep_their_geometry()
    {
        using var results = Add(
            Features.Set(GeometryType.Point, 4326, "POINT (1 2)"), new() { ["Field_Name"] = "N", ["Field_Type"] = "LONG" });

        var set = results.Set("Output_Table");
        set.Schema.GeometryType.ShouldBe(GeometryType.Point);
        set.Features.Single().Geometry!.Coordinate.Y.ShouldBe(2);
    }

    [Fact]
    public void A_length_without_meaning_is_ignored_with_a_warning()
    {
        using var results = Add(Rows(1), new() { ["Field_Name"] = "N", ["Field_Type"] = "LONG", ["Field_Length"] = "5" });

        results.Messages.ShouldContain(message =>
            message.Type == MessageType.Warning && message.Description == "Field_Length: only TEXT fields have a length; 5 was ignored.");
    }

    [Theory]
    [InlineData("name", "LONG", null, "Field_Name: the table has a field 'name' already.")]
    [InlineData("1st", "LONG", null, "Field_Name: '1st' is not valid")]
    [InlineData("N", "SHORT", "40000", "Default_Value: '40000' is not valid; expected a whole number from -32768 to 32767")]
    [InlineData("N", "DOUBLE", "much", "Default_Value: 'much' is not valid; expected a number")]
    [InlineData("N", "FLOAT", "1e300", "Default_Value: '1e300' is not valid; expected a number")]
    [InlineData("N", "DATE", "soon", "Default_Value: 'soon' is not valid; expected a date")]
    [InlineData("N", "GUID", "x", "Default_Value: 'x' is not valid; expected a GUID")]
    public void What_cannot_be_done_is_named(string name, string kind, string? value, string message)
    {
        var values = new Dictionary<string, object> { ["Field_Name"] = name, ["Field_Type"] = kind };
        if (value is not null)
        {
            values["Default_Value"] = value;
        }

        Should.Throw<GpException>(() => Add(Rows(1), values)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_text_longer_than_the_field_is_refused() =>
        Should.Throw<GpException>(() => Add(
                Rows(1), new() { ["Field_Name"] = "N", ["Field_Type"] = "TEXT", ["Field_Length"] = "3", ["Default_Value"] = "four" }))
            .Message.ShouldBe("Default_Value: the text has 4 characters; expected at most 3, the field's length.");

    static FeatureSet Rows(int count) => Features.Set(GeometryType.None, 4326, new string?[count]);

    static TaskResults Add(FeatureSet input, Dictionary<string, object> values) =>
        new AddField().RunWith(new(values) { ["Input_Table"] = input });
}

using System.Text.Json.Nodes;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

/// <summary>Descriptions compared, property by property, with the sample of the protocol's reference.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void An_optional_number_with_unit_is_described_as_in_the_sample() =>
        ShouldDescribe(new LinearUnitParameter("Distance") { Default = new LinearUnit(10, LinearUnitName.Miles) }, """
            { "name": "Distance", "dataType": "GPLinearUnit", "displayName": "Distance", "description": "",
              "direction": "esriGPParameterDirectionInput", "defaultValue": { "distance": 10, "units": "esriMiles" },
              "parameterType": "esriGPParameterTypeOptional", "category": "" }
            """);

    [Fact]
    public void A_choice_is_described_as_in_the_sample() =>
        ShouldDescribe(new StringParameter("Side") { Choices = ["FULL", "LEFT", "RIGHT"], Default = "FULL" }, """
            { "name": "Side", "dataType": "GPString", "displayName": "Side", "description": "",
              "direction": "esriGPParameterDirectionInput", "defaultValue": "FULL",
              "parameterType": "esriGPParameterTypeOptional", "category": "", "choiceList": ["FULL", "LEFT", "RIGHT"] }
            """);

    [Fact]
    public void Required_features_are_described_with_filter_and_an_empty_set_with_the_schema() =>
        ShouldDescribe(
            new FeaturesParameter("Input_Points")
            {
                Description = "Points to buffer",
                Category = "Main",
                GeometryTypes = [GeometryType.Point],
                Schema = new FeatureSchema { GeometryType = GeometryType.Point, Fields = [new Field("OBJECTID", FieldType.OID)] },
            },
            """
            { "name": "Input_Points", "dataType": "GPFeatureRecordSetLayer", "displayName": "Input Points",
              "description": "Points to buffer", "direction": "esriGPParameterDirectionInput",
              "filter": { "type": "featureClass", "list": ["esriGeometryPoint"] },
              "defaultValue": { "geometryType": "esriGeometryPoint", "fields": ["OBJECTID"] },
              "parameterType": "esriGPParameterTypeRequired", "category": "Main" }
            """);

    [Fact]
    public void An_output_is_derived_and_has_a_default_value_all_the_same() =>
        ShouldDescribe(new DataFileParameter("Report") { Direction = ParameterDirection.Output, Label = "The report" }, """
            { "name": "Report", "dataType": "GPDataFile", "displayName": "The report", "description": "",
              "direction": "esriGPParameterDirectionOutput", "defaultValue": null,
              "parameterType": "esriGPParameterTypeDerived", "category": "" }
            """);

    [Fact]
    public void An_optional_input_without_default_is_optional() =>
        ShouldDescribe(new LongParameter("Count") { Optional = true }, """
            { "name": "Count", "dataType": "GPLong", "displayName": "Count", "description": "",
              "direction": "esriGPParameterDirectionInput", "defaultValue": null,
              "parameterType": "esriGPParameterTypeOptional", "category": "" }
            """);

    [Fact]
    public void Alternatives_of_list_members_are_nested()
    {
        var member = new CompositeParameter("Value", new BooleanParameter("B"), new DateParameter("D"));
        var description = JsonNode.Parse(new MultiValueParameter<CompositeValue>("Values", member).Description())!;
        description["parameterInfos"]!.ToJsonString().ShouldBe(
            """[{"name":"","dataType":"GPComposite","displayName":"","parameterInfos":["""
            + """{"name":"","dataType":"GPBoolean","displayName":""},{"name":"","dataType":"GPDate","displayName":""}]}]""");
    }

    static void ShouldDescribe(GpParameter parameter, string expected)
    {
        var description = parameter.Description();
        JsonNode.DeepEquals(JsonNode.Parse(description), JsonNode.Parse(expected)).ShouldBeTrue(description);
    }
}

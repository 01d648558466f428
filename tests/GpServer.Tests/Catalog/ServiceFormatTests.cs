using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.Tests.Catalog;

public sealed class ServiceFormatTests
{
    [Fact]
    public void A_service_with_tasks_of_its_own_is_stored_and_read_without_loss()
    {
        var service = new GpService
        {
            Name = "Own",
            Tasks =
            [
                "Buffer", "*",
                new PublishedTask
                {
                    Name = "Roads",
                    Tool = "Buffer",
                    Label = "l",
                    Description = "d",
                    Category = "c",
                    HelpUrl = "https://help.example.com",
                    Parameters = new Dictionary<string, PublishedParameter>
                    {
                        ["Distance"] = new() { Label = "a", Description = "b", Category = "c", Fixed = new("\"5 Miles\""), Hidden = true },
                        ["Method"] = new() { Default = new("{\"a\":[1,2.50]}"), Choices = ["x", "y"], Optional = false },
                    },
                },
            ],
            MinInstances = 0,
            MaxIdleTime = TimeSpan.FromMinutes(1),
            MaxUploadFileSize = 7,
            AllowedUploadFileTypes = ["csv", "zip"],
            AllowedInputHosts = ["*.example.com"],
            ResultMapServer = true,
            Item = new ServiceItem
            {
                Title = "t",
                Summary = "s",
                Description = "d",
                Tags = ["a", "b"],
                AccessInformation = "i",
                LicenseInformation = "l",
                Thumbnail = new byte[] { 1, 2, 3 },
            },
            Extra = """{"clusterName":"default","extensions":[{"typeName":"WPSServer"}]}""",
        };
        var json = ServiceFormat.Write(service);
        var read = ServiceFormat.Read("Own", json);
        ServiceFormat.Write(read).ShouldBe(json);
        read.Extra.ShouldBe(service.Extra);
        read.Item.Thumbnail!.Value.ToArray().ShouldBe([1, 2, 3]);
        read.Tasks[1].ShouldBe("*");
        var (roads, expected) = (read.Tasks[2], service.Tasks[2]);
        (roads with { Parameters = expected.Parameters }).ShouldBe(expected);
        roads.Parameters["Distance"].ShouldBe(expected.Parameters["Distance"]);
        (roads.Parameters["Method"] with { Choices = expected.Parameters["Method"].Choices }).ShouldBe(expected.Parameters["Method"]);
        roads.Parameters["Method"].Choices.ShouldBe(["x", "y"]);
        (read.MinInstances, read.MaxIdleTime, read.MaxUploadFileSize, read.ResultMapServerName)
            .ShouldBe((0, TimeSpan.FromMinutes(1), 7, "Own"));
    }

    [Fact]
    public void A_document_of_the_form_before_is_read()
    {
        var read = ServiceFormat.Read("F/Old", """
            {"description":"d","executionType":"Asynchronous","tasks":["*","Buffer"],"capabilities":"","resultMapServerName":"Old"}
            """);
        read.Tasks.ShouldBe(["*", "Buffer"]);
        read.ResultMapServerName.ShouldBe("F/Old");
        ServiceFormat.Read("Old", """{"tasks":["Buffer"],"resultMapServerName":""}""").ResultMapServer.ShouldBeFalse();
        ServiceFormat.Read("Old", """{"tasks":["Buffer"]}""").MaxIdleTime.ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void Tools_as_they_are_are_stored_by_their_names() =>
        ServiceFormat.Write(new GpService { Name = "Own", Tasks = ["Buffer", new PublishedTask { Name = "B", Tool = "Buffer" }] })
            .ShouldContain("""
                "tasks":["Buffer",{"name":"B","tool":"Buffer","parameters":{}}]
                """.Trim());

    [Theory]
    [InlineData("""{"tasks":[7]}""", "tasks: a Number is no task; expected the name of a tool")]
    [InlineData("""{"tasks":[{"name":"A"}]}""", "tool")]
    [InlineData("""{"tasks":[{"tool":"Echo"}]}""", "name")]
    [InlineData("""{"tasks":[{"name":null,"tool":"Echo"}]}""", "the name of a task is null")]
    [InlineData("""{"tasks":[{"name":"A","tool":"Echo","parameters":null}]}""", "parameters is null")]
    [InlineData("""{"tasks":[{"name":"A","tool":"Echo","parameters":{"Text":null}}]}""", "A: Text: null is no description")]
    [InlineData("""{"tasks":[{"name":"A","tool":"Echo","parameters":{"Text":{"hidden":"yes"}}}]}""", "Path: $.parameters.Text.hidden")]
    [InlineData("""{"tasks":["Echo"],"extra":[]}""", "extra is of kind Array")]
    [InlineData("""{"tasks":["Echo"],"maxIdleSeconds":-1}""", "maxIdleSeconds is -1")]
    [InlineData("""{"tasks":["Echo"],"minInstances":-1}""", "minInstances is -1")]
    [InlineData("""{"tasks":["Echo"],"maxUploadFileSize":-1}""", "maxUploadFileSize is -1")]
    [InlineData("""{"tasks":["Echo"],"allowedInputHosts":[null]}""", "allowedInputHosts has a null")]
    [InlineData("""{"tasks":["Echo"],"item":{"thumbnail":"not base64!"}}""", "thumbnail")]
    public void A_document_that_makes_no_sense_is_refused_by_the_member(string document, string said) =>
        Should.Throw<InvalidDataException>(() => ServiceFormat.Read("Own", document)).Message.ShouldContain(said);

    [Fact]
    public void A_document_that_is_too_large_is_refused() =>
        Should.Throw<InvalidDataException>(
            () => ServiceFormat.Read("Own", $$$"""{"tasks":["Echo"],"extra":{"a":"{{{new string('x', ServiceFormat.MostBytes)}}}"}}""")).Message.ShouldContain("expected at most 4194304");
}

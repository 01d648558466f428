using GpServer.Catalog;
using GpServer.Storage.Catalog;
using GpServer.Tests.Rest.Jobs;

namespace GpServer.Tests.Catalog;

public sealed class StoredCatalogTests
{
    [Fact]
    public void A_service_is_stored_and_read_without_loss()
    {
        var service = new GpService
        {
            Folder = "Planning",
            Name = "Noise",
            Description = "d",
            ExecutionType = ExecutionType.Asynchronous,
            Tasks = ["Buffer", "Project"],
            MaximumRecords = 7,
            ShowMessages = MessageLevel.Warning,
            Capabilities = "Uploads",
            ResultMapServer = true,
            OwnInstances = 3,
            MaxWaitTime = TimeSpan.FromSeconds(1.5),
            MaxQueueTime = TimeSpan.FromHours(2),
            MaxQueued = 9,
            MaxUsageTime = TimeSpan.FromSeconds(4),
            Retention = TimeSpan.FromDays(30),
            Started = false,
        };
        var read = ServiceFormat.Read("Planning/Noise", ServiceFormat.Write(service));
        read.Tasks.ShouldBe(service.Tasks);
        (read with { Tasks = service.Tasks }).ShouldBe(service);
    }

    [Fact]
    public void What_a_document_leaves_out_has_its_usual_value_and_what_it_adds_is_ignored()
    {
        var read = ServiceFormat.Read("Some", """{"tasks":["Buffer"],"ofAnotherVersion":{"a":1}}""");
        (read with { Tasks = [] }).ShouldBe(new GpService { Name = "Some", Tasks = read.Tasks } with { Tasks = [] });
        ServiceFormat.Write(read).ShouldNotContain("maxInstances");
        Should.Throw<InvalidDataException>(() => ServiceFormat.Read("Some", "[]")).Message.ShouldContain("The stored service Some cannot be read");
    }

    [Fact]
    public async Task A_change_of_a_service_applies_at_once()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        await ChangeAsync(server, service => service with { OwnInstances = 1 });
        var hand = Tools.Hold.Of("change");
        await client.Submit("Hold", ("Name", "change"));
        var second = await client.Submit("Hold", ("Name", "change"));
        await hand.Started.WaitAsync();
        (await client.Status("Hold", second)).ShouldBe("esriJobSubmitted");

        await ChangeAsync(server, service => service with { OwnInstances = 2, Description = "two" });
        (await hand.Started.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
        (await client.GetJson($"{JobClient.Service}?f=json")).GetProperty("serviceDescription").GetString().ShouldBe("two");
        hand.Go.Release(2);
        await client.Ended("Hold", second);

        await ChangeAsync(server, service => service with { Started = false });
        (await client.GetJson($"{JobClient.Service}?f=json")).ShouldBeError(500, "not started");
    }

    [Fact]
    public async Task One_service_that_cannot_be_read_leaves_the_others()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        await server.AddServiceAsync("Broken", "{");
        await server.AddServiceAsync("Planning/Own", """{"tasks":["Echo","OfANewerVersion"]}""");
        var catalog = await client.GetJson("/rest/services?f=json");
        catalog.GetProperty("services").EnumerateArray().Select(service => service.GetProperty("name").GetString())
            .ShouldBe(["BufferPoints", "Toolbox", "ToolboxAsync", "ToolboxAsync"]);
        var own = await client.GetJson("/rest/services/Planning/Own/GPServer?f=json");
        own.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()).ShouldBe(["Echo"]);
    }

    [Theory]
    [InlineData("""{"tasks":["Echo"],"retentionSeconds":1e300}""", "retentionSeconds")]
    [InlineData("""{"tasks":["Echo"],"maxUsageSeconds":-1}""", "maxUsageSeconds")]
    [InlineData("""{"tasks":["Echo"],"maxInstances":0}""", "maxInstances")]
    [InlineData("""{"tasks":["Echo"],"maximumRecords":-5}""", "maximumRecords")]
    [InlineData("""{"tasks":["Echo"],"maxQueued":0}""", "maxQueued")]
    [InlineData("""{"tasks":["Echo"],"executionType":7}""", "executionType")]
    [InlineData("""{"tasks":["Echo",null]}""", "tasks")]
    [InlineData("null", "null")]
    public async Task A_service_whose_document_makes_no_sense_leaves_the_others(string document, string said)
    {
        Should.Throw<InvalidDataException>(() => ServiceFormat.Read("Broken", document)).Message.ShouldContain(said);
        using var server = new TestServer();
        using var client = server.CreateClient();
        var before = server.Get<IServiceCatalog>().Services.Count;
        await server.AddServiceAsync("Broken", document);
        server.Get<IServiceCatalog>().Services.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_change_of_a_service_applies_to_requests_that_wait()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        await ChangeAsync(server, service => service with { OwnInstances = 1 }, "Toolbox");
        var hand = Tools.Hold.Of("change gate");
        var first = client.Execute("Hold", ("Name", "change gate"));
        await hand.Started.WaitAsync();
        var second = client.Execute("Hold", ("Name", "change gate"));
        (await hand.Started.WaitAsync(TimeSpan.FromMilliseconds(200))).ShouldBeFalse();
        await ChangeAsync(server, service => service with { OwnInstances = 2 }, "Toolbox");
        (await hand.Started.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
        await ChangeAsync(server, service => service with { OwnInstances = 1, MaxWaitTime = TimeSpan.FromMilliseconds(100) }, "Toolbox");
        hand.Go.Release();
        await Task.WhenAny(first, second);
        (await client.Execute("Echo", ("Text", "a"))).ShouldBeError(503, "All 1 instances of the service Toolbox are in use");
        hand.Go.Release();
        await Task.WhenAll(first, second);
        (await client.Execute("Echo", ("Text", "a"))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task What_was_deleted_stays_deleted_after_a_start()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            using (var first = new TestServer(("DataDirectory", data)))
            {
                var documents = first.Get<ServiceDocuments>();
                var points = (await documents.ReadAsync(CancellationToken.None)).Single(document => document.Name == "BufferPoints");
                (await documents.DeleteAsync(points.Name, points.Version, CancellationToken.None)).ShouldBeTrue();
            }

            using var second = new TestServer(("DataDirectory", data));
            (await second.CreateClient().GetJson("/rest/services?f=json")).GetProperty("services").GetArrayLength().ShouldBe(3);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    static async Task ChangeAsync(TestServer server, Func<GpService, GpService> change, string name = "ToolboxAsync")
    {
        var documents = server.Get<ServiceDocuments>();
        var stored = (await documents.ReadAsync(CancellationToken.None)).Single(document => document.Name == name);
        var changed = ServiceFormat.Write(change(ServiceFormat.Read(stored.Name, stored.Json)));
        (await documents.UpdateAsync(stored with { Json = changed }, CancellationToken.None)).ShouldBeTrue();
        var catalog = server.Get<IServiceCatalog>();
        var end = DateTime.UtcNow.AddSeconds(20);
        while (ServiceFormat.Write(catalog.Find(name)! with { Tasks = ["*"] }) != changed)
        {
            (DateTime.UtcNow < end).ShouldBeTrue("the change did not arrive");
            await Task.Delay(10);
        }
    }
}

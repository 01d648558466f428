namespace GpServer.Tests.Rest;

public sealed class ExecuteTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Start = """[{"type":"esriJobMessageTypeInformative","description":"Start Time: """;

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task Results_come_in_the_order_of_the_task_with_exactly_three_members()
    {
        var answer = await _client.Execute("Echo", ("Text", "<&\"ü"));
        answer.GetProperty("results").ToString().ShouldBe(
            """[{"paramName":"Same","dataType":"GPString","value":"<&\"ü"},{"paramName":"Length","dataType":"GPLong","value":4},"""
            + """{"paramName":"Unset","dataType":"GPLinearUnit","value":{"distance":0,"units":"esriUnknownUnits"}}]""");
    }

    [Fact]
    public async Task Units_are_as_long_as_the_server_is_told()
    {
        const string point = """{"geometryType":"esriGeometryPoint","spatialReference":{"wkid":3857},"features":[{"geometry":{"x":0,"y":0}}]}""";
        using var other = new TestServer(("LinearUnits:esriFeet", "0.5"));
        var answer = await other.CreateClient().Execute("Buffer", ("Input_Features", point), ("Distance", "100 Feet"));
        answer.GetProperty("results")[0].GetProperty("value").GetProperty("features")[0].GetProperty("attributes")
            .GetProperty("BUFF_DIST").GetDouble().ShouldBe(50);
    }

    [Fact]
    public async Task Messages_begin_with_the_start_and_end_with_the_success()
    {
        var answer = await _client.Execute("Echo", ("Text", "a"), ("Distance", """{"distance":5,"units":"esriMiles"}"""));
        var messages = answer.GetProperty("messages");
        messages.ToString().ShouldStartWith(Start);
        messages[1].GetProperty("description").GetString().ShouldBe("1 FULL 5 Miles");
        messages[2].GetProperty("type").GetString().ShouldBe("esriJobMessageTypeWarning");
        messages[3].GetProperty("type").GetString().ShouldBe("esriJobMessageTypeError");
        messages[4].GetProperty("description").GetString()!.ShouldStartWith("Succeeded at ");
    }

    [Theory]
    [InlineData("Info", 5)]
    [InlineData("Warning", 2)]
    [InlineData("Error", 1)]
    [InlineData("None", 0)]
    public async Task The_service_shows_messages_of_its_level_and_the_more_severe_ones(string level, int count)
    {
        using var other = new TestServer(("Services:Toolbox:ShowMessages", level));
        var answer = await other.CreateClient().Execute("Echo", ("Text", "a"));
        answer.GetProperty("messages").GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task A_caller_can_do_without_messages()
    {
        (await _client.Execute("Echo", ("Text", "a"), ("returnMessages", "False"))).GetProperty("messages").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("Text", "", "ERROR 000735: Text: Value is required")]
    [InlineData("Count", "many", "Count", "'many'")]
    [InlineData("Count", "11", "Count", "10")]
    [InlineData("Side", "UP", "ERROR 000800: Side: 'UP'", "FULL")]
    [InlineData("Distance", """{"distance":5,"units":"esriParsecs"}""", "Distance", "esriParsecs")]
    [InlineData("Distance", """{"distance":5,"uni""", "Distance")]
    [InlineData("Distance", "far", "Distance", "'far'")]
    [InlineData("env:outSR", "123456", "env:outSR", "123456")]
    [InlineData("env:processSR", "{", "env:processSR")]
    [InlineData("context", "[]", "context")]
    [InlineData("context", """{"outSR":99999999}""", "context.outSR", "99999999")]
    [InlineData("returnZ", "maybe", "returnZ", "'maybe'")]
    public async Task A_wrong_value_is_an_error_that_names_the_parameter_and_what_is_wrong(string name, string value, params string[] said)
    {
        (string, string)[] form = name == "Text" ? [(name, value)] : [("Text", "a"), (name, value)];
        var answer = await _client.Execute("Echo", form);
        answer.ShouldBeError(400, ["Invalid or missing input parameters.", "Failed to execute (Echo).", .. said]);
    }

    [Fact]
    public async Task The_failure_of_a_tool_is_an_error_400_with_its_number_and_text()
    {
        var answer = await _client.Execute("Fail", ("Kind", "known"));
        answer.ToString().ShouldBe(
            """{"error":{"code":400,"message":"Unable to complete operation.","details":["ERROR 010092: the input is empty","Failed to execute (Fail)."]}}""");
    }

    [Fact]
    public async Task An_unexpected_failure_gives_an_id_and_nothing_of_the_server()
    {
        var answer = await _client.Execute("Fail", ("Kind", "unexpected"));
        answer.ShouldBeError(500, "has the id ");
        answer.ToString().ShouldNotContain("secret");
        answer.ToString().ShouldNotContain("FormatException");
    }

    [Fact]
    public async Task Execute_on_an_asynchronous_service_names_submitJob()
    {
        (await _client.GetJson("/rest/services/ToolboxAsync/GPServer/Echo/execute?Text=a&f=json")).ShouldBeError(400, "use submitJob");
    }

    [Fact]
    public async Task SubmitJob_on_a_synchronous_service_names_execute()
    {
        (await _client.GetJson("/rest/services/Toolbox/GPServer/Echo/submitJob?Text=a&f=json")).ShouldBeError(400, "use execute");
    }

    [Fact]
    public async Task An_answer_is_never_taken_from_a_cache_without_asking()
    {
        using var response = await _client.GetAsync("/rest/services/Toolbox/GPServer/Echo/execute?Text=a&f=json");
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
        response.Headers.CacheControl.Private.ShouldBeTrue();
    }
}

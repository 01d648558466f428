using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tests.Parameters;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Execution;

/// <summary>Files that a tool makes, from the tool to whoever takes its results.</summary>
public sealed class RunFilesTests : IDisposable
{
    static readonly DataFileParameter Report = new("Report") { Direction = ParameterDirection.Output };
    static readonly FeaturesParameter Rows = new("Rows") { Direction = ParameterDirection.Output };

    static readonly MultiValueParameter<DataFile> Parts = new("Parts", new DataFileParameter("Part"))
    {
        Direction = ParameterDirection.Output,
    };

    readonly string _temporary = Path.Combine(Path.GetTempPath(), $"gpserver-files-{Guid.NewGuid():N}");

    [Fact]
    public void A_file_lies_where_the_results_say_until_they_are_disposed_of()
    {
        DataFile report;
        using (var results = RunTool(context =>
        {
            var file = context.CreateFile("report.csv");
            using var text = new StreamWriter(context.OpenFile(file));
            text.Write("a,b\n1,2\n");
            context.Set(Report, file);
        }))
        {
            report = (DataFile)results.Results[0].Value!;
            (report.FileName, File.ReadAllText(report.LocalPath!)).ShouldBe(("report.csv", "a,b\n1,2\n"));
            Path.GetFullPath(report.LocalPath!).ShouldStartWith(Path.GetFullPath(_temporary) + Path.DirectorySeparatorChar);
        }

        File.Exists(report.LocalPath).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(_temporary).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_without_files_makes_no_folder()
    {
        using var results = RunTool(_ => { });
        Directory.Exists(_temporary).ShouldBeFalse();
    }

    [Fact]
    public void Files_of_a_run_that_fails_are_deleted()
    {
        Should.Throw<GpException>(() => RunTool(context =>
        {
            _ = context.OpenFile(context.CreateFile("report.csv"));
            throw new GpException(GpError.ToolFailed, "no");
        }));
        Directory.EnumerateFileSystemEntries(_temporary).ShouldBeEmpty();
    }

    [Fact]
    public void Equal_names_get_numbers_whatever_their_case()
    {
        using var results = RunTool(context => context.Set(Parts, [context.CreateFile("a.txt"), context.CreateFile("A.TXT"),
            context.CreateFile("a.txt"), context.CreateFile("a")]));
        var files = (IReadOnlyList<DataFile>)results.Results[1].Value!;
        files.Select(file => file.FileName).ShouldBe(["a.txt", "A_1.TXT", "a_2.txt", "a"]);
        Parts.MadeFiles(files).ShouldBe(files);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a.txt")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("C:a")]
    [InlineData("a\0b")]
    [InlineData("a\r\nX-Header: b")]
    [InlineData("invoice\u202Efdp.exe")]
    [InlineData("a.")]
    public void What_is_no_name_for_a_file_is_refused(string name) =>
        Should.Throw<GpException>(() => RunTool(context => context.CreateFile(name))).Message.ShouldContain("is not a name for a file");

    [Fact]
    public void A_name_has_an_end_and_whole_characters()
    {
        FileNames.IsValid("\U0001F5FA.png").ShouldBeTrue();
        FileNames.IsValid("a\uD800").ShouldBeFalse();
        FileNames.IsValid(new string('ä', FileNames.MaxBytes / 2)).ShouldBeTrue();
        FileNames.IsValid(new string('ä', FileNames.MaxBytes / 2) + "a").ShouldBeFalse();
    }

    [Fact]
    public void Writing_stops_at_the_bound_of_all_files_together()
    {
        var written = 0L;
        Should.Throw<GpException>(() => RunTool(context =>
        {
            for (var i = 0; i < 10; i++)
            {
                using var stream = context.OpenFile(context.CreateFile("part"));
                stream.Write(new byte[300]);
                written += 300;
            }
        }, bytes: 1_000)).Error.ShouldBe(GpError.LimitExceeded);
        written.ShouldBe(900);
    }

    [Fact]
    public void What_a_library_wrote_by_path_counts_as_well() =>
        Should.Throw<GpException>(() => RunTool(context =>
            File.WriteAllBytes(context.CreateFile("a").LocalPath!, new byte[1_001]), bytes: 1_000)).Error.ShouldBe(GpError.LimitExceeded);

    [Fact]
    public void A_file_that_is_written_while_features_are_made_is_whole()
    {
        using var results = RunTool(context =>
        {
            var file = context.CreateFile("rows.txt");
            var text = new StreamWriter(context.OpenFile(file)) { AutoFlush = true };
            var rows = Run.Points(4326, (1, 1), (2, 2));
            context.Set(Rows, rows.Map(rows.Schema, row =>
            {
                lock (text)
                {
                    text.WriteLine(row.Geometry!.Coordinate.X);
                }

                return row;
            }));
            context.Set(Report, file);
        });
        File.ReadAllLines(((DataFile)results.Results[0].Value!).LocalPath!).Order().ShouldBe(["1", "2"]);
    }

    [Fact]
    public void A_file_of_elsewhere_on_this_machine_is_none_of_the_run() => Should.Throw<InvalidOperationException>(() => RunTool(
        context => context.Set(Report, context.CreateFile("passwd") with { LocalPath = "/etc/passwd" })));

    [Fact]
    public void A_caller_that_cannot_fetch_files_is_refused_before_the_tool_runs()
    {
        var ran = false;
        Should.Throw<GpException>(() => RunTool(_ => ran = true, new RunSettings { TakesFiles = false })).Error
            .ShouldBe(GpError.NotAvailable);
        ran.ShouldBeFalse();
    }

    [Fact]
    public void A_made_file_is_stored_by_its_name_and_answered_by_its_URL()
    {
        var file = new DataFile { FileName = "a b.csv", LocalPath = "/tmp/secret/a b.csv" };
        var storing = new ValueWriting { Features = new FeatureStub(), IsStored = true };
        var stored = Report.Written(file, storing);
        stored.ShouldBe("""{"fileName":"a b.csv"}""");
        var reading = new ValueReading { Features = new FeatureStub(), IsStored = true };
        var read = Report.ReadJson(stored, reading);
        read.ShouldBe(new DataFile { FileName = "a b.csv" });
        var writing = new ValueWriting { Features = new FeatureStub(), FileUrl = name => $"https://host/{Uri.EscapeDataString(name)}" };
        Report.Written(read, writing).ShouldBe("""{"url":"https://host/a%20b.csv"}""");
        Parts.Written(Parts.ReadJson($"[{stored},{{\"url\":\"https://b/c\"}}]", reading), writing)
            .ShouldBe("""[{"url":"https://host/a%20b.csv"},{"url":"https://b/c"}]""");

        // An alternative is known again, whatever comes before it.
        var cell = new DataFileParameter("File");
        var either = new CompositeParameter("Either", new StringParameter("Text"), cell);
        either.Written(either.ReadJson(either.Written(new CompositeValue(cell, file), storing), reading), writing)
            .ShouldBe("""{"url":"https://host/a%20b.csv"}""");
        Should.Throw<InvalidOperationException>(() => Report.Written(file));
    }

    [Fact]
    public void No_request_can_name_a_made_file() =>
        Should.Throw<GpException>(() => Report.ReadJson("""{"fileName":"a.csv"}""")).Message.ShouldContain("is not valid");

    [Fact]
    public void Files_are_found_in_lists_tables_and_alternatives()
    {
        var file = new DataFile { FileName = "a.csv" };
        var elsewhere = new DataFile { Url = "https://b/c" };
        var cell = new DataFileParameter("File");
        var table = new ValueTableParameter("Table", new StringParameter("Name"), cell);
        table.MadeFiles(new ValueTable([.. table.Members], [["x", file], ["y", null], ["z", elsewhere]])).ShouldBe([file]);
        var composite = new CompositeParameter("Either", new StringParameter("Text"), cell);
        composite.MadeFiles(new CompositeValue(cell, file)).ShouldBe([file]);
        composite.MayHoldFiles.ShouldBeTrue();
        new MultiValueParameter<string>("Texts", new StringParameter("Text")).MayHoldFiles.ShouldBeFalse();
    }

    public void Dispose()
    {
        if (Directory.Exists(_temporary))
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    TaskResults RunTool(Action<ToolContext> work, RunSettings? settings = null, long bytes = 1_000_000)
    {
        var tool = new Making { Work = work };
        var inputs = TaskInputs.Read(tool.Definition, _ => null, new ValueReading { Features = new FeatureStub() });
        var options = new RunOptions { TemporaryDirectory = _temporary, FileBytes = bytes };
        return new TaskRunner(options, TimeProvider.System, SpatialReferences.Default)
            .Run(tool, inputs, settings ?? new RunSettings(), CancellationToken.None);
    }

    sealed class Making : GpTool
    {
        public override ToolDefinition Definition { get; } = new("Making", "") { Parameters = [Report, Parts, Rows] };

        public required Action<ToolContext> Work { get; init; }

        public override void Run(ToolContext context) => Work(context);
    }
}

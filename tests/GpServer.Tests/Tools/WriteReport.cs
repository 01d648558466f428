using System.Text;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Tests.Tools;

/// <summary>Makes a report of numbered rows, and two pages.</summary>
sealed class WriteReport : GpTool
{
    static readonly StringParameter Name = new("Name") { Default = "report.csv" };
    static readonly LongParameter Count = new("Count") { Default = 10 };
    static readonly DataFileParameter Report = new("Report") { Direction = ParameterDirection.Output };

    static readonly MultiValueParameter<DataFile> Pages = new("Pages", new DataFileParameter("Page"))
    {
        Direction = ParameterDirection.Output,
    };

    public override ToolDefinition Definition { get; } = new("WriteReport", "Tests") { Parameters = [Name, Count, Report, Pages] };

    /// <summary>What the report of so many rows has in it.</summary>
    public static string Rows(long count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"row {i}, {i * 7919L % 104729}\n");
        }

        return text.ToString();
    }

    public override void Run(ToolContext context)
    {
        var report = context.CreateFile(context.Get(Name));
        using (var stream = context.OpenFile(report))
        {
            stream.Write(Encoding.UTF8.GetBytes(Rows(context.Get(Count))));
        }

        var first = context.CreateFile("page.html");
        File.WriteAllText(first.LocalPath!, "<script>alert(1)</script>");
        var second = context.CreateFile("page.html");
        File.WriteAllText(second.LocalPath!, "second");
        context.Set(Report, report);
        context.Set(Pages, [first, second]);
    }
}

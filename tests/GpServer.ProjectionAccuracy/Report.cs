using System.Globalization;
using System.Text;
using GpServer.Core.Tests.Spatial.References;

namespace GpServer.ProjectionAccuracy;

/// <summary>The results as Markdown: a table by method, then the systems that need a word.</summary>
static class Report
{
    public static string Write(IReadOnlyCollection<SystemResult> results, bool hasReference)
    {
        var text = new StringBuilder();
        var source = hasReference ? ", with points of PROJ 9.1.1 made by `make-reference-points.py` (`--reference FILE`)" : "";
        text.Append(CultureInfo.InvariantCulture, $"""
            # Accuracy of the projections

            Written by `dotnet run -c Release --project tests/GpServer.ProjectionAccuracy -- --markdown FILE`{source}.
            All {results.Count:N0} rows of the table, at 25 places of each system's area of use.
            Millimetres on the ellipsoid, the worst of all systems of a method:

            - **there and back**: the projection alone, from longitude and latitude on the system's own datum; at most 0.1 mm is asked for.
            - **with shift**: from WGS 84 and back; the parameters of a datum shift are reversed approximately by their nature.
            - **from PROJ**: between our x and y and those of PROJ, and between our longitude and latitude and those of PROJ's inverse.
            - **above**: systems there and back, or from PROJ, by more than 0.1 mm. The known differences below do not count here.


            """);
        Methods(text, results);
        List(text, "Above tolerance", results.Where(result => result.IsAboveTolerance), Numbers);
        Reasons(text, results.Where(result => result.KnownInverseDifference is not null));
        List(text, "More than 1 cm there and back with the shift", results.Where(result => result.WithShift > 0.01), Shift);
        List(text, "Not computed", results.Where(result => result.Refusal is not null), Refusal);
        List(text, "With places of the area of use outside the projection", results.Where(result => result.Outside > 0), Outside);
        return text.ToString().TrimEnd() + "\n";
    }

    static void Methods(StringBuilder text, IReadOnlyCollection<SystemResult> results)
    {
        text.AppendLine("| method | systems | computed | there and back | with shift | from PROJ | from PROJ's inverse | above |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var group in results.GroupBy(result => Method(result)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Line(text, group.Key, [.. group]);
        }

        Line(text, "**all**", results);
        text.AppendLine();
    }

    static void Line(StringBuilder text, string name, IReadOnlyCollection<SystemResult> results)
    {
        var forward = results.Where(result => result.KnownDifference is null).Select(result => result.ToReference);
        var inverse = results.Where(result => result.KnownInverseDifference is null).Select(result => result.FromReference);
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {results.Count} | {results.Count(result => result.Refusal is null)} | " +
            $"{Worst(results.Select(result => result.RoundTrip))} | {Worst(results.Select(result => result.WithShift))} | " +
            $"{Worst(forward)} | {Worst(inverse)} | {results.Count(result => result.IsAboveTolerance)} |");
    }

    static void List(StringBuilder text, string title, IEnumerable<SystemResult> results, Func<SystemResult, string> say)
    {
        var groups = results.GroupBy(result => (Method: Method(result), Word: say(result))).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine();
        if (groups.Count == 0)
        {
            text.AppendLine("None.").AppendLine();
            return;
        }

        foreach (var group in groups)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"- {group.Key.Method}: {string.Join(", ", group.Select(Name))}: {group.Key.Word}");
        }

        text.AppendLine();
    }

    static void Reasons(StringBuilder text, IEnumerable<SystemResult> results)
    {
        text.AppendLine("## Known differences from PROJ").AppendLine();
        foreach (var group in results.GroupBy(result => result.KnownInverseDifference!))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {group.Key}: {string.Join(", ", group.Select(Name))}: " +
                $"from PROJ {Worst(group.Select(result => result.ToReference))}, " +
                $"back {Worst(group.Select(result => result.FromReference))}");
        }

        text.AppendLine();
    }

    static string Method(SystemResult result) => result.System.Reference.IsGeographic ? "geographic" : result.System.Method;

    static string Name(SystemResult result) => result.System.Authority == "ESRI" && result.System.Wkid < 37_000
        ? string.Create(CultureInfo.InvariantCulture, $"ESRI {result.System.Wkid}")
        : result.System.Wkid.ToString(CultureInfo.InvariantCulture);

    static string Numbers(SystemResult result) =>
        $"there and back {Millimetres(result.RoundTrip)}, from PROJ {Millimetres(result.ToReference)}, "
        + $"back {Millimetres(result.FromReference)}";

    /// <summary>The message of a method says the id, which the list has already.</summary>
    static string Refusal(SystemResult result) =>
        result.Refusal!.Replace($" of {result.System.Reference}", "", StringComparison.Ordinal);

    static string Shift(SystemResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(result.WithShift!.Value * 100):0} cm");

    static string Outside(SystemResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.Outside} of 25 places");

    static string Worst(IEnumerable<double?> metres)
    {
        var known = metres.OfType<double>().ToList();
        return known.Count == 0 ? "" : Millimetres(known.Exists(double.IsNaN) ? double.NaN : known.Max());
    }

    static string Millimetres(double? metres) => metres switch
    {
        null => "–",
        double.NaN => "outside",
        < 0.01 => (metres.Value * 1000).ToString("0.####", CultureInfo.InvariantCulture),
        _ => (metres.Value * 1000).ToString("#,0.#", CultureInfo.InvariantCulture),
    };
}

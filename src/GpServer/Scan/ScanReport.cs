using System.Globalization;

namespace GpServer.Scan;

/// <summary>Writes findings as text, the worst first.</summary>
static class ScanReport
{
    const int Columns = 110;
    const string Indent = "          ";

    public static void Write(TextWriter output, IReadOnlyCollection<Finding> findings)
    {
        var counts = Enum.GetValues<Severity>().Select(severity => string.Create(CultureInfo.InvariantCulture,
            $"{findings.Count(finding => finding.Severity == severity)} {severity.ToString().ToLowerInvariant()}"));
        output.WriteLine($"Security scan: {string.Join(", ", counts)}");
        foreach (var finding in findings.OrderBy(finding => finding.Severity))
        {
            output.WriteLine();
            output.WriteLine($"{finding.Severity.ToString().ToUpperInvariant()}  {finding.Key}");
            WriteLines(output, "  What    ", finding.What);
            WriteLines(output, "  Why     ", finding.Why);
            WriteLines(output, "  Set     ", finding.Remedy);
        }
    }

    static void WriteLines(TextWriter output, string label, string text)
    {
        var line = label;
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + word.Length >= Columns)
            {
                output.WriteLine(line);
                (line, isEmpty) = (Indent, true);
            }

            line = isEmpty ? line + word : $"{line} {word}";
            isEmpty = false;
        }

        output.WriteLine(line);
    }
}

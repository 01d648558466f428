using System.Globalization;

namespace GpServer.Scan;

/// <summary>Writes findings as text, the worst first.</summary>
static class ScanReport
{
    const int Columns = 110;
    const string Indent = "          ";

    public static void Write(TextWriter output, IReadOnlyCollection<Finding> findings)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Security scan: {Count(findings, Severity.Critical)} critical, {Count(findings, Severity.Important)} important, {Count(findings, Severity.Recommended)} recommended"));
        foreach (var finding in findings.OrderBy(finding => finding.Severity))
        {
            output.WriteLine();
            output.WriteLine($"{finding.Severity.ToString().ToUpperInvariant()}  {finding.Key}");
            WriteLines(output, "  What    ", finding.What);
            WriteLines(output, "  Why     ", finding.Why);
            WriteLines(output, "  Set     ", finding.Remedy);
        }
    }

    static int Count(IEnumerable<Finding> findings, Severity severity) => findings.Count(finding => finding.Severity == severity);

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

using GpServer.Core.Tests.Spatial.References;
using GpServer.ProjectionAccuracy;

// Goes through every row of the table of coordinate systems and says how exact its projection is: there and back at 25 places of its
// area of use, with the datum shift, and beside reference points where a file of them is given.
string? reference = null, markdown = null;
var everywhere = 0;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--reference" when i + 1 < args.Length:
            reference = args[++i];
            break;
        case "--markdown" when i + 1 < args.Length:
            markdown = args[++i];
            break;
        case "--everywhere" when i + 1 < args.Length && int.TryParse(args[i + 1], out everywhere) && everywhere > 0:
            i++;
            break;
        default:
            Console.Error.WriteLine("""
                usage: GpServer.ProjectionAccuracy [--reference FILE] [--markdown FILE] | --everywhere COUNT
                    --reference   points made by make-reference-points.py, to compare with
                    --markdown    writes the report there too, as docs/projection-accuracy.md has it
                    --everywhere  instead goes there and back at so many special and random places and points of the map
                """);
            return 2;
    }
}

if (everywhere > 0)
{
    var systems = EverywhereCheck.Systems(perMethod: 12).ToList();
    var findings = systems.AsParallel().SelectMany(system => EverywhereCheck.Run(system, everywhere)).ToList();
    foreach (var group in findings.GroupBy(finding => (finding.System.Wkid, finding.Rule)).OrderBy(group => group.First().System.Method))
    {
        Console.WriteLine($"{group.Count()} × {group.MaxBy(finding => finding.Error)}");
    }

    Console.WriteLine($"{systems.Count} systems, {findings.Count} findings");
    return findings.Count == 0 ? 0 : 1;
}

var points = reference is null ? null : ReferenceFile.Read(reference);
var results = SystemTable.Read().Select(system => SystemCheck.Run(system, points)).ToList();
var report = Report.Write(results, points is not null);
Console.WriteLine(report);
if (markdown is not null)
{
    File.WriteAllText(markdown, report);
}

return results.Exists(result => result.IsAboveTolerance) ? 1 : 0;

using System.Reflection;
using GpServer.Core.Tools;
using GpServer.Wire;

namespace GpServer.Tests;

/// <summary>Which project may know which: an arrow that is added here is a decision, not an accident.</summary>
public sealed class DependencyTests
{
    static readonly Assembly Core = typeof(GpTool).Assembly;
    static readonly Assembly Wire = typeof(FeatureReader).Assembly;
    static readonly Assembly Tools = typeof(GpServer.Tools.Analysis.Buffer).Assembly;

    [Fact]
    public void Core_knows_geometry_and_projections_alone() =>
        Known(Core).ShouldBeSubsetOf(["NetTopologySuite"]);

    [Fact]
    public void Wire_knows_core_geometry_and_the_files_of_SQLite_alone() =>
        Known(Wire).ShouldBeSubsetOf(["GpServer.Core", "NetTopologySuite", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core"]);

    [Fact]
    public void Tools_know_core_and_geometry_alone() =>
        Known(Tools).ShouldBeSubsetOf(["GpServer.Core", "NetTopologySuite"]);

    [Fact]
    public void Only_the_host_knows_the_web()
    {
        foreach (var assembly in new[] { Core, Wire, Tools })
        {
            assembly.GetReferencedAssemblies().ShouldNotContain(
                reference => reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal), assembly.GetName().Name);
        }
    }

    // What is not part of the runtime itself.
    static IEnumerable<string> Known(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System" or "netstandard" or "mscorlib"));
}

using System.Reflection;
using GpServer.Storage;

namespace GpServer.Jobs.Tests;

/// <summary>Which project may know which: an arrow that is added here is a decision, not an accident.</summary>
public sealed class DependencyTests
{
    static readonly string[] Databases = ["Npgsql", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core",
        "Microsoft.Extensions.Logging.Abstractions"];

    [Fact]
    public void Storage_knows_core_geometry_and_databases_alone() =>
        Known(typeof(Store).Assembly).ShouldBeSubsetOf(["GpServer.Core", "NetTopologySuite", .. Databases]);

    [Fact]
    public void Jobs_know_core_and_storage_alone() =>
        Known(typeof(JobQueue).Assembly).ShouldBeSubsetOf(["GpServer.Core", "GpServer.Storage",
            "Microsoft.Extensions.Logging.Abstractions"]);

    // What is not part of the runtime itself.
    static IEnumerable<string> Known(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
}

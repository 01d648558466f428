using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Not beside other tests, whose memory would be counted too.</summary>
[CollectionDefinition(nameof(CrsTableTests), DisableParallelization = true)]
[Collection(nameof(CrsTableTests))]
public sealed class CrsTableTests
{
    [Fact]
    public void The_table_takes_less_than_two_megabytes_and_reads_its_rows()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var table = CrsTable.Load();
        var resident = GC.GetTotalMemory(forceFullCollection: true) - before;

        var read = Enumerable.Range(2000, 900).Select(table.Find).OfType<CrsRow>().Select(CrsRowReader.Read).ToList();

        resident.ShouldBeLessThan(2_000_000);
        read.Count.ShouldBeGreaterThan(800);
        read.ShouldAllBe(system => system.UnitFactor > 0 && system.Datum.Ellipsoid.SemiMajorAxis > 0);
        GC.KeepAlive(table);
    }
}

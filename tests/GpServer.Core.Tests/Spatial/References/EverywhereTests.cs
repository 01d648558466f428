namespace GpServer.Core.Tests.Spatial.References;

/// <summary>A small sample of what the accuracy check goes through with <c>--everywhere</c>.</summary>
public sealed class EverywhereTests
{
    [Fact]
    public void Every_method_leads_back_or_says_that_a_point_is_outside_wherever_it_is()
    {
        var systems = EverywhereCheck.Systems(perMethod: 1).ToList();

        var findings = systems.AsParallel().SelectMany(system => EverywhereCheck.Run(system, count: 120)).ToList();

        findings.ShouldBeEmpty();
        systems.Count.ShouldBeGreaterThan(80);
    }
}

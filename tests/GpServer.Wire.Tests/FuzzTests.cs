using System.Text;
using GpServer.Fuzz;

namespace GpServer.Wire.Tests;

public sealed class FuzzTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Whatever_comes_only_a_failure_for_the_caller_comes_out(int seed)
    {
        var mutations = new Mutations(seed);
        var accepted = 0;
        for (var i = 0; i < 2500; i++)
        {
            var input = mutations.Next(SeedDocuments.All);
            var fault = Record.Exception(() =>
            {
                Targets.Scan(input);
                accepted += Targets.ReadAndWrite(input, simplify: i % 4 != 0) ? 1 : 0;
            });

            fault.ShouldBeNull(Encoding.UTF8.GetString(input));
        }

        // Else the damage would be too great to reach anything behind the parser.
        accepted.ShouldBeGreaterThan(250);
    }

    [Fact]
    public void Damaged_conditions_are_refused_and_never_fail_otherwise()
    {
        SeedConditions.All.ShouldAllBe(condition => Targets.ReadCondition(condition));
        var mutations = new Mutations(11);
        var read = Enumerable.Range(0, 20_000).Count(_ => Targets.ReadCondition(mutations.Next(SeedConditions.All)));
        read.ShouldBeInRange(1, 19_999);
    }

    [Fact]
    public void Documents_that_are_not_damaged_are_all_accepted()
    {
        SeedDocuments.All.ShouldAllBe(document => Targets.ReadAndWrite(document, true) && Targets.Scan(document));
    }
}

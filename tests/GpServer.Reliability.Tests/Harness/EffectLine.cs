using System.Globalization;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>One thing that a run did.</summary>
/// <param name="Process">The process that did it.</param>
sealed record EffectLine(string Name, int Process, DateTimeOffset At)
{
    public static EffectLine Parse(string line)
    {
        var parts = line.Split(' ');
        return new EffectLine(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}

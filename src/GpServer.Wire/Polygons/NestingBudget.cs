using GpServer.Wire.Reading;

namespace GpServer.Wire.Polygons;

/// <summary>
/// Bounds the work of putting the rings of one polygon in their places: rings can be drawn that are all candidates for one another, and
/// their number squared would keep a server busy for hours.
/// </summary>
sealed class NestingBudget(ReadingPlace place)
{
    const long MostSteps = 100_000_000; // vertices looked at, and their like: less than a second

    long _steps;

    /// <exception cref="GpServer.Core.GpException">The rings of the polygon are too many and too entangled.</exception>
    public void Use(long steps)
    {
        _steps += steps;
        if (_steps > MostSteps)
        {
            throw place.Exceeds("the polygon has so many rings around one another that they are not put in order; expected fewer rings.");
        }
    }
}

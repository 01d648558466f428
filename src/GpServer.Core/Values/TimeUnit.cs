namespace GpServer.Core.Values;

/// <summary>A length of time with its unit, such as 3 years.</summary>
/// <param name="Time">The number, in <paramref name="Unit"/>.</param>
public readonly record struct TimeUnit(double Time, TimeUnitName Unit)
{
    /// <summary>True for months, years, decades and centuries, whose length depends on the date: see <see cref="AddTo"/>.</summary>
    public bool IsCalendar => Unit >= TimeUnitName.Months;

    public bool IsUnknown => Unit == TimeUnitName.Unknown;

    /// <summary>The length in seconds.</summary>
    /// <exception cref="InvalidOperationException">The unit is one of the calendar, or unknown.</exception>
    public double Seconds => Time * Unit switch
    {
        TimeUnitName.Milliseconds => 1e-3,
        TimeUnitName.Seconds => 1,
        TimeUnitName.Minutes => 60,
        TimeUnitName.Hours => 3600,
        TimeUnitName.Days => 86_400,
        TimeUnitName.Weeks => 604_800,
        _ => throw new InvalidOperationException($"{Unit} have no length in seconds."),
    };

    /// <summary>
    /// The moment that is this much later. Whole months keep the day of the month where that month has it and else take its last day; of a
    /// part of a month the same part of the next month's length is added.
    /// </summary>
    /// <exception cref="GpException">The moment is outside the years 1 to 9999.</exception>
    /// <exception cref="InvalidOperationException">The unit is unknown.</exception>
    public DateTimeOffset AddTo(DateTimeOffset moment)
    {
        try
        {
            if (!IsCalendar)
            {
                return moment.AddSeconds(Seconds);
            }

            var months = Time * MonthsPerUnit;
            var whole = Math.Floor(months);
            var start = moment.AddMonths((int)Math.Clamp(whole, int.MinValue, int.MaxValue));
            return months == whole ? start : start + ((start.AddMonths(1) - start) * (months - whole));
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new GpException(GpError.InvalidParameter,
                FormattableString.Invariant($"{Time} {Unit} from {moment:yyyy-MM-dd} is outside the years 1 to 9999."), e);
        }
    }

    int MonthsPerUnit => Unit switch
    {
        TimeUnitName.Months => 1,
        TimeUnitName.Years => 12,
        TimeUnitName.Decades => 120,
        _ => 1200,
    };
}

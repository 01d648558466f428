namespace GpServer.Core.Queries;

/// <summary>What an expression gives, known before any row is read.</summary>
enum SqlType
{
    /// <summary>NULL as it stands, which fits everywhere.</summary>
    Nothing,

    Condition,
    Number,
    Text,
    Date,
    Time,

    /// <summary>A span of time, which can only be added to a date or a time or taken from it.</summary>
    Interval,

    /// <summary>The feature's geometry, which can only be there or not.</summary>
    Shape,
}

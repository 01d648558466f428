namespace GpServer.Core.Values;

/// <summary>The units of time of geoprocessing services, named as on the wire without their <c>esriTimeUnits</c> prefix.</summary>
public enum TimeUnitName
{
    Unknown,
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
    Decades,
    Centuries,
}

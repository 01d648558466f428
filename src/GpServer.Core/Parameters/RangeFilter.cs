using System.Numerics;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// The <c>range</c> filter of numbers. It has both ends: an open one is written as the least or greatest number of the type.
/// </summary>
static class RangeFilter
{
    public static bool IsSet<T>(T? minimum, T? maximum)
        where T : struct => minimum is not null || maximum is not null;

    public static void Write(JsonOutput json, long minimum, long maximum)
    {
        json.StartObject();
        json.Member("type"u8, "range");
        json.Member("minimum"u8, minimum);
        json.Member("maximum"u8, maximum);
        json.EndObject();
    }

    public static void Write(JsonOutput json, double minimum, double maximum)
    {
        json.StartObject();
        json.Member("type"u8, "range");
        json.Member("minimum"u8, minimum);
        json.Member("maximum"u8, maximum);
        json.EndObject();
    }

    public static string? Problem<T>(string name, T? minimum, T? maximum)
        where T : struct, INumber<T> => minimum > maximum ? $"the minimum of '{name}' is greater than its maximum" : null;

    public static string? Problem<T>(string name, T? minimum, T? maximum, T value)
        where T : struct, INumber<T> => value < minimum || value > maximum || !T.IsFinite(value)
            ? $"the default value of '{name}' is outside its range"
            : null;
}

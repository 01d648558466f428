using GpServer.Core;

namespace GpServer.Admin.Logs;

/// <summary>The protocol's names of levels. It has three for what only developers look at, where the server has two.</summary>
static class LogLevelNames
{
    public static string Of(LogLevel level) => level switch
    {
        LogLevel.None => "OFF",
        LogLevel.Critical or LogLevel.Error => "SEVERE",
        LogLevel.Warning => "WARNING",
        LogLevel.Information => "INFO",
        LogLevel.Debug => "FINE",
        _ => "DEBUG",
    };

    /// <param name="mayBeOff">True where <c>OFF</c> means something.</param>
    /// <exception cref="GpException">There is no such level.</exception>
    public static LogLevel Read(string parameter, string name, bool mayBeOff) => name.ToUpperInvariant() switch
    {
        "OFF" when mayBeOff => LogLevel.None,
        "SEVERE" => LogLevel.Error,
        "WARNING" => LogLevel.Warning,
        "INFO" => LogLevel.Information,
        "FINE" => LogLevel.Debug,
        "VERBOSE" or "DEBUG" => LogLevel.Trace,
        _ => throw new GpException(GpError.InvalidParameter,
            $"{parameter}: '{name}' is not valid; expected {(mayBeOff ? "OFF, " : "")}SEVERE, WARNING, INFO, FINE, VERBOSE or DEBUG."),
    };
}

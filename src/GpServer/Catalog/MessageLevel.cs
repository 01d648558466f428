namespace GpServer.Catalog;

/// <summary>Which messages of its runs a service shows: a level shows itself and the more severe ones.</summary>
enum MessageLevel
{
    None,
    Error,
    Warning,
    Info,
}

namespace GpServer.Core.Tools;

/// <summary>How serious a message is, named as on the wire without its <c>esriJobMessageType</c> prefix; a later one is more serious.</summary>
public enum MessageType
{
    Informative,
    Warning,
    Error,
}

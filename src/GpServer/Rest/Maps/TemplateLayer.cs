namespace GpServer.Rest.Maps;

/// <summary>A layer that the result maps of a service have under this number, whichever task made it.</summary>
/// <param name="Name">The label of the output, where all tasks call it the same.</param>
/// <param name="IsTable">No task makes features of it.</param>
sealed record TemplateLayer(int Id, string Name, bool IsTable);

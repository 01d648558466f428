namespace GpServer.Catalog;

/// <summary>How the tasks of a service run, named as on the wire without <c>esriExecutionType</c>.</summary>
enum ExecutionType
{
    Synchronous,
    Asynchronous,
}

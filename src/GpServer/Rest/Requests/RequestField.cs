namespace GpServer.Rest.Requests;

/// <summary>One field of a query or form; its value is a range of the request's buffer.</summary>
readonly record struct RequestField(string Name, int Start, int Length);

namespace GpServer.Rest.Answers;

/// <summary>The protocol's error object: <c>{"error":{"code":…,"message":…,"details":[…]}}</c>.</summary>
sealed record EsriError(int Code, string Message, IReadOnlyList<string> Details);

namespace GpServer.Core.Parameters;

/// <summary>One choice of a text parameter that people see under another name.</summary>
/// <param name="Name">What people choose.</param>
/// <param name="Value">What the tool gets.</param>
public sealed record CodedValue(string Name, string Value);

namespace GpServer.Tests;

/// <summary>The application as it is without any setting.</summary>
public sealed class DefaultServer() : TestServer();

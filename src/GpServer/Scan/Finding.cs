namespace GpServer.Scan;

/// <summary>Something in the configuration that is not safe.</summary>
/// <param name="Key">A short name by which the finding can be looked up, such as <c>plain-http</c>.</param>
/// <param name="What">What is not safe, with the value that makes it so.</param>
/// <param name="Why">What somebody could do with it.</param>
/// <param name="Remedy">What to set.</param>
sealed record Finding(Severity Severity, string Key, string What, string Why, string Remedy);

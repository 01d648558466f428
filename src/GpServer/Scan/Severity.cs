namespace GpServer.Scan;

/// <summary>How bad a finding is; the worst comes first.</summary>
enum Severity
{
    /// <summary>Whoever can reach the server, or has an account on its machine, can take it over or read what passes.</summary>
    Critical,

    /// <summary>One more mistake, or one more hole, and it is critical.</summary>
    Important,

    /// <summary>Good practice.</summary>
    Recommended,
}

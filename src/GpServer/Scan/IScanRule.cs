namespace GpServer.Scan;

/// <summary>
/// One thing that the scan looks at. What a rule needs beside the configuration comes by its constructor, from the services that
/// <see cref="ServerScan"/> registers.
/// </summary>
interface IScanRule
{
    /// <summary>What is not safe; nothing where all is well.</summary>
    IEnumerable<Finding> Check(ScanSubject subject);
}

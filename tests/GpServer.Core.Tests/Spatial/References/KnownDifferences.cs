namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Systems in which results are not those of PROJ 9.1.1, and why.</summary>
static class KnownDifferences
{
    /// <summary>The reason by wkid.</summary>
    public static IReadOnlyDictionary<int, string> Reasons { get; } = Make(
    [
        ("PROJ leaves out the angle of 29.2985″ that EPSG gives", [31300]),
    ]);

    static Dictionary<int, string> Make((string Reason, int[] Wkids)[] groups) =>
        groups.SelectMany(group => group.Wkids.Select(wkid => (wkid, group.Reason))).ToDictionary();
}

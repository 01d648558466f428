namespace GpServer.Wire.Files.GeoPackage;

/// <summary>Names in SQL text, which cannot be parameters.</summary>
static class GpkgName
{
    /// <summary>The name in quotes, so that it is one name whatever it has.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

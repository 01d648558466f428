namespace GpServer.Options;

/// <summary>How the REST services are reached: <c>GpServer:Rest</c>.</summary>
sealed class RestOptions
{
    /// <summary>
    /// Answer <c>callback=name</c> as a script (JSONP). Only clients older than CORS need it, and it lets every page read answers, so it is
    /// off; the parameter is then ignored.
    /// </summary>
    public bool Jsonp { get; set; }

    /// <summary>Paths under which every URL works as it does at the root; <c>/arcgis</c>, which clients expect, where nothing is said.</summary>
    // The binder appends to a list that is not empty, so the default cannot be one.
    public string[]? PathBases { get; set; }

    public IReadOnlyList<string> EffectivePathBases => PathBases ?? ["/arcgis"];
}

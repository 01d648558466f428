namespace GpServer.Core.Spatial;

/// <summary>One projection method: what the dialects call it, and the class and parameters that compute it.</summary>
/// <param name="ClassName">The class by which it is computed.</param>
/// <param name="Method">The name in the EPSG dataset or of Esri, which is also the name in version 2.</param>
/// <param name="Takes">Its parameters in the names of the class.</param>
sealed record WktMethod(string ClassName, string Method, IReadOnlyList<(WktRole Role, string Name)> Takes)
{
    /// <summary>Its code as an EPSG coordinate operation method, with those of the methods that were replaced by it.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];

    /// <summary>Names beside those of the class and the method; case and everything but letters and digits do not matter.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Parameters whose role in this method is not their usual one.</summary>
    public IReadOnlyDictionary<string, WktRole> Roles { get; init; } = new Dictionary<string, WktRole>();

    /// <summary>Directions of x and y by definition of the method.</summary>
    public WktAxes Axes { get; init; } = WktAxes.EastNorth;

    /// <summary>Whether AXIS can turn a method that is defined towards south and west to east and north, as it does for Krovak.</summary>
    public bool IsTurnedByAxes { get; init; }

    /// <summary>Another method that this name is also written for, so that a text may be a known system of that one.</summary>
    public string? AlsoMethod { get; init; }

    /// <summary>What is left to do once the parameters have the class's names; null for nothing.</summary>
    public Action<WktProjection>? Finish { get; init; }
}

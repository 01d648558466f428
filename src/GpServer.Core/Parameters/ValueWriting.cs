namespace GpServer.Core.Parameters;

/// <summary>How values are written for one answer.</summary>
public sealed class ValueWriting
{
    public required IFeatureWriter Features { get; init; }

    /// <summary>True writes feature sets as GeoJSON feature collections in WGS 84.</summary>
    public bool GeoJson { get; init; }

    public bool ReturnZ { get; init; }

    public bool ReturnM { get; init; }

    /// <summary>True writes feature sets as layers: <c>layerDefinition</c> and <c>featureSet</c>.</summary>
    public bool ReturnFeatureCollection { get; init; }

    /// <summary>True writes the rows of value tables as objects with the columns' names.</summary>
    public bool ReturnColumnName { get; init; }

    /// <summary>
    /// True for values that the server stores, to be read again with <see cref="ValueReading.IsStored"/>: files that a run made are written by
    /// their names, alternatives with their types.
    /// </summary>
    public bool IsStored { get; init; }

    /// <summary>The URL of a file that the run made, by the file's name; null where no value can have one.</summary>
    public Func<string, string>? FileUrl { get; init; }
}

namespace GpServer.Wire.Files.Kml;

/// <summary>The values of one placemark as the text that came. The room is used again for the next.</summary>
sealed class KmlPlacemark
{
    /// <summary>The elements <c>name</c> and <c>description</c>, under the names of their fields.</summary>
    public List<KeyValuePair<string, string>> Own { get; } = [];

    /// <summary>Extended data, in the order of the document. A value of a type that a schema declares is marked.</summary>
    public List<(string Name, string Text, bool IsTyped)> Data { get; } = [];

    public void Clear()
    {
        Own.Clear();
        Data.Clear();
    }
}

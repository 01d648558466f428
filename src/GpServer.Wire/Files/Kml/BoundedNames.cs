using System.Xml;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// The names of one document, of which a reader keeps each different one: KML has a few hundred, and a document that makes up more is
/// refused before they fill the memory.
/// </summary>
sealed class BoundedNames : XmlNameTable
{
    const int MostNames = 10_000;

    readonly NameTable _names = new();
    int _count;

    public override string Add(char[] array, int offset, int length) => _names.Get(array, offset, length) ?? Counted(_names.Add(array,
        offset, length));

    public override string Add(string array) => _names.Get(array) ?? Counted(_names.Add(array));

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    public override string? Get(string array) => _names.Get(array);

    string Counted(string name)
    {
        _count++;
        return _count <= MostNames ? name
            : throw new XmlException($"there are more than {MostNames} different names of elements and attributes");
    }
}

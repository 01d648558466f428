using System.Text;
using System.Xml;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// One way through a document, element by element. Whoever reads an element leaves the cursor on its end (or on the element, where it is
/// empty); what was not read of it is passed over.
/// </summary>
sealed class KmlCursor : IDisposable
{
    const int ChunkCharacters = 4096;

    readonly ReadingPlace _place;
    readonly XmlReader _xml;
    readonly char[] _chunk = new char[ChunkCharacters];

    public KmlCursor(Stream document, ReadingPlace place)
    {
        _place = place;
        _xml = XmlReader.Create(new MarkupBound(document, place), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new BoundedNames(),
        });
    }

    /// <summary>The name of the element without its prefix.</summary>
    public string Name => _xml.LocalName;

    public int Depth => _xml.Depth;

    public bool IsElement => _xml.NodeType == XmlNodeType.Element;

    public bool IsEmpty => _xml.IsEmptyElement;

    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>Goes on to the next start or end of an element, however deep; false at the end of the document.</summary>
    public bool Next()
    {
        while (_xml.Read())
        {
            if (_xml.Depth > _place.Limits.JsonDepth)
            {
                throw _place.Exceeds($"elements are nested more than {_place.Limits.JsonDepth} levels deep, the limit of this server.");
            }

            if (_xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Goes on to the next child of the element at this depth, on which, or in which, the cursor stands; false at its end. To be asked
    /// for an element that is not empty.
    /// </summary>
    public bool NextChild(int depth)
    {
        while (Next())
        {
            if (_xml.Depth == depth && !IsElement)
            {
                return false;
            }

            if (_xml.Depth == depth + 1 && IsElement)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes on to the end of the element.</summary>
    public void Skip()
    {
        if (!IsEmpty)
        {
            var depth = Depth;
            while (NextChild(depth))
            {
            }
        }
    }

    /// <summary>The text of the element, that of elements inside included.</summary>
    /// <param name="what">What it is, for error texts.</param>
    public string ReadText(string what)
    {
        var text = new StringBuilder();
        ReadText(piece =>
        {
            text.Append(piece);
            if (text.Length > _place.Limits.TextBytes)
            {
                throw _place.Exceeds($"{what}: the text has more than {_place.Limits.TextBytes} bytes, the limit of one value.");
            }
        });
        return text.ToString();
    }

    /// <summary>Reads the text of the element piece by piece, so that it may be of any length.</summary>
    public void ReadText(TextPiece take)
    {
        if (IsEmpty)
        {
            return;
        }

        var depth = Depth;
        while (_xml.Read() && (_xml.Depth > depth || _xml.NodeType != XmlNodeType.EndElement))
        {
            if (_xml.Depth > _place.Limits.JsonDepth)
            {
                throw _place.Exceeds($"elements are nested more than {_place.Limits.JsonDepth} levels deep, the limit of this server.");
            }

            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                int read;
                while ((read = _xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
                {
                    take(_chunk.AsSpan(0, read));
                }
            }
        }
    }

    public void Dispose() => _xml.Dispose();
}

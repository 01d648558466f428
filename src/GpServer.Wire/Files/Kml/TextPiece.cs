namespace GpServer.Wire.Files.Kml;

/// <summary>Takes a piece of a text.</summary>
delegate void TextPiece(ReadOnlySpan<char> piece);

namespace GpServer.Jobs.Values;

/// <summary>Puts the inputs of a job together from their rows.</summary>
static class InputTexts
{
    /// <exception cref="InvalidDataException">A row is damaged or missing.</exception>
    public static Dictionary<string, ReadOnlyMemory<byte>> Read(IEnumerable<ValueRow> rows)
    {
        var texts = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var input in rows.GroupBy(row => row.Name, StringComparer.Ordinal))
        {
            var parts = input.OrderBy(row => row.Number).ToList();
            var header = parts[0];
            if (header.Number != 0 || parts.Count != 1 + header.Chunks)
            {
                throw new InvalidDataException($"The stored input '{input.Key}' is not whole.");
            }

            texts.Add(input.Key, header.Chunks == 0 ? TextRows.Read(header) : Join(header, parts));
        }

        return texts;
    }

    static ReadOnlyMemory<byte> Join(ValueRow header, List<ValueRow> parts)
    {
        var text = new byte[header.Size];
        var written = 0;
        foreach (var part in parts.Skip(1))
        {
            var piece = TextRows.Read(part);
            piece.CopyTo(text.AsMemory(written));
            written += piece.Length;
        }

        return text;
    }
}

namespace GpServer.Jobs.Values;

/// <summary>Cuts rows into parts that are stored together.</summary>
static class ValueParts
{
    public static IEnumerable<IReadOnlyList<ValueRow>> Of(IEnumerable<ValueRow> rows, int bytes)
    {
        var part = new List<ValueRow>();
        var size = 0L;
        foreach (var row in rows)
        {
            if (part.Count > 0 && size + row.Bytes.Length > bytes)
            {
                yield return part;
                part = [];
                size = 0;
            }

            part.Add(row);
            size += row.Bytes.Length;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}

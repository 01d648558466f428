namespace GpServer.Core.Spatial;

/// <summary>Finds rows by name. Only letters and digits count, in any case, so that dialects' spellings of one name meet.</summary>
sealed class CrsNameIndex
{
    readonly List<long> _keys = [];

    /// <summary>Adds a row's own name and the name in its Esri text.</summary>
    public void Add(int index, ReadOnlySpan<byte> row)
    {
        var column = 0;
        foreach (var range in row.Split((byte)'\t'))
        {
            if (column == CrsRow.NameColumn)
            {
                _keys.Add(Key(Hash(row[range]), index));
            }
            else if (column == CrsRow.EsriTextColumn)
            {
                var text = row[range];
                var (start, end) = (text.IndexOf((byte)'"') + 1, text.IndexOf("\","u8));
                if (end > start)
                {
                    _keys.Add(Key(Hash(text[start..end]), index));
                }

                return;
            }

            column++;
        }
    }

    /// <summary>To be called once after the last row.</summary>
    public void Complete()
    {
        _keys.Sort();
        _keys.TrimExcess();
    }

    /// <summary>Indexes of the rows whose name may be this one: names may share a hash.</summary>
    public IEnumerable<int> Find(string name)
    {
        var hash = Hash(System.Text.Encoding.UTF8.GetBytes(name));
        var at = _keys.BinarySearch(Key(hash, 0));
        var previous = -1;
        for (at = at < 0 ? ~at : at; at < _keys.Count && (uint)(_keys[at] >> 32) == hash; at++)
        {
            var index = (int)(_keys[at] & 0x7fffffff);
            if (index != previous)
            {
                yield return index;
            }

            previous = index;
        }
    }

    /// <summary>Whether two names have the same letters and digits.</summary>
    public static bool IsSame(string first, string second) => Letters(first).Equals(Letters(second), StringComparison.OrdinalIgnoreCase);

    static string Letters(string name) => string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter >= 0x80));

    static long Key(uint hash, int index) => ((long)hash << 32) | (uint)index;

    /// <summary>FNV-1a over the letters and digits.</summary>
    static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit((char)character) || character >= 0x80)
            {
                hash = (hash ^ (uint)char.ToLowerInvariant((char)character)) * 16777619u;
            }
        }

        return hash;
    }
}

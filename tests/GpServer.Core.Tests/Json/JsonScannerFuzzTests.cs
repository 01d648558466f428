using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonScannerFuzzTests
{
    static readonly string[] Documents =
    [
        """{"geometryType":"esriGeometryPoint","features":[{"geometry":{"x":-104.44,"y":34.83},"attributes":{"Id":43,"Name":"A"}}]}""",
        """{"rings":[[[-97.06138,32.837],[-97.06133,32.836],[-97.06124,32.834],[-97.06138,32.837]]],"spatialReference":{"wkid":4326}}""",
        """{'distance': 345.678, u'units': "esri\u004diles", when: None, ok: True, far: -Infinity, "NaN": NaN}""",
        """[null,true,false,"\ud83d\ude00\n\"",1e-300,123456789012345678901234567890.5,[],{},[[]],{"a":{"b":{"c":[1,"2",3]}}}]""",
        "\uFEFF\"\\u0041\\xe9 text with 'quotes' and \u6771\u4eac\"",
    ];

    static readonly string[] Pieces =
    [
        "[", "]", "{", "}", "\"", "'", "\\", "\\u", "\\ud83d", ",", ":", "1e999", "-", ".", "NaN", "Infinity", "null", "None", "u'",
        "\uFEFF",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "99999999999999999999999999999999", "1e-9999999999", "\0",
    ];

    [Fact]
    public void Whatever_the_bytes_only_a_format_error_comes_out()
    {
        var random = new Random(20260105);
        var numbers = new double[3];
        var refused = 0;
        for (var i = 0; i < 6000; i++)
        {
            var json = Damage(Encoding.UTF8.GetBytes(Documents[i % Documents.Length]), random);
            refused += Refuses(() => TestJson.Normalize(json)) ? 1 : 0;
            Refuses(() => new JsonScanner(json).SkipRaw());
            Refuses(() => new JsonScanner(json).ReadNumbers(numbers));
            Refuses(() => new JsonScanner(json).ReadString());
            Refuses(() => new JsonScanner(json).TryReadInt64(out _));
        }

        refused.ShouldBeInRange(2000, 5999);
    }

    [Fact]
    public void What_is_read_whole_is_skipped_whole()
    {
        var random = new Random(20260106);
        for (var i = 0; i < 3000; i++)
        {
            var json = Damage(Encoding.UTF8.GetBytes(Documents[i % Documents.Length]), random);
            if (!Refuses(() => TestJson.Normalize(json)))
            {
                var scanner = new JsonScanner(json);
                scanner.Skip();
                scanner.ExpectEnd();
            }
        }
    }

    [Fact]
    public void Every_cut_of_a_document_is_refused()
    {
        foreach (var document in Documents)
        {
            var json = Encoding.UTF8.GetBytes(document);
            for (var length = 0; length < json.Length; length++)
            {
                var cut = json[..length];
                Refuses(() => TestJson.Normalize(cut)).ShouldBeTrue();
            }
        }
    }

    /// <summary>Any exception of another type goes through and fails the test.</summary>
    static bool Refuses(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (JsonFormatException failure)
        {
            failure.Position.ShouldBeGreaterThanOrEqualTo(0);
            return true;
        }
    }

    static byte[] Damage(byte[] json, Random random)
    {
        var bytes = new List<byte>(json);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 6), bytes.Count - place));
                    bytes.Add((byte)'1');
                    break;
                case 2:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.Insert(place, (byte)' ');
                    break;
            }
        }

        return [.. bytes];
    }
}

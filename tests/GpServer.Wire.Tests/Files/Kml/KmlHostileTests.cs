using System.IO.Compression;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Files;
using GpServer.Wire.Files.Kml;

namespace GpServer.Wire.Tests.Files.Kml;

public sealed class KmlHostileTests
{
    static readonly KmlFileReader Kml = new();
    static readonly KmzFileReader Kmz = new();

    [Theory]
    [InlineData("<!DOCTYPE kml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><kml><Placemark><name>&x;</name></Placemark></kml>")]
    [InlineData("<!DOCTYPE kml [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><kml><Placemark><name>&b;</name></Placemark></kml>")]
    [InlineData("<!DOCTYPE kml SYSTEM 'http://127.0.0.1:1/kml.dtd'><kml/>")]
    public void Document_types_and_their_entities_are_refused(string document) =>
        Problem(document).ShouldContain("DTD is prohibited");

    [Fact]
    public void An_entity_that_is_not_of_xml_itself_is_refused() =>
        Problem("<kml><Placemark><name>&nbsp;</name></Placemark></kml>").ShouldContain("not well-formed XML");

    [Theory]
    [InlineData("<kml><Placemark a='", "'/></kml>")]
    [InlineData("<kml><", "/></kml>")]
    [InlineData("<kml><!--", "--></kml>")]
    [InlineData("<kml><?x ", "?></kml>")]
    [InlineData("<kml><Placemark><name><![CDATA[", "]]></name></Placemark></kml>")]
    public void Endless_tags_comments_and_sections_are_refused_before_they_are_held(string before, string after) =>
        Problem(before + new string('x', 20_000) + after, new ReadLimits { TextBytes = 10_000 })
            .ShouldContain("a tag, comment or CDATA section has more than 14096 bytes");

    [Fact]
    public void Much_markup_that_is_short_each_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("<!-- \"it's\" -> --><?a b='?'?><name><![CDATA[<x y=']'>]]]]></name>", 2000));

        var set = FileBytes.Read(Kml, Encoding.UTF8.GetBytes($"<kml><Placemark a='>' b=\"'>\">{text}</Placemark></kml>"), Reader.With(new ReadLimits { TextBytes = 100 }));

        set.Features.ShouldHaveSingleItem().Attributes.ShouldBe(["<x y=']'>]]"]);
    }

    [Fact]
    public void Names_without_end_are_refused()
    {
        var text = string.Concat(Enumerable.Range(0, 11_000).Select(i => FormattableString.Invariant($"<a{i}/>")));

        Problem($"<kml>{text}</kml>").ShouldContain("more than 10000 different names");
    }

    [Fact]
    public void Elements_without_end_are_refused_wherever_they_are()
    {
        var deep = string.Concat(Enumerable.Repeat("<MultiGeometry>", 100));

        Problem($"<kml><Placemark>{deep}").ShouldContain("more than 64 levels deep");
        Problem($"<kml><Placemark><name>{deep}").ShouldContain("more than 64 levels deep");
        Problem($"<kml>{deep}").ShouldContain("more than 64 levels deep");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Encodings_of_more_than_one_byte_are_refused(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Failure(Kml, [.. encoding.GetPreamble(), .. encoding.GetBytes("<kml/>")]).ShouldContain("expected UTF-8");
        Failure(Kml, encoding.GetBytes("<kml/>")).ShouldContain("expected UTF-8");
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("ibm037")]
    [InlineData("x")]
    public void An_encoding_that_is_only_declared_is_refused(string name) =>
        Problem($"<?xml version='1.0' encoding='{name}'?><kml/>").ShouldContain("not well-formed XML");

    [Fact]
    public void Latin_1_is_read()
    {
        var bytes = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='ISO-8859-1'?><kml><Placemark><name>Zürich</name></Placemark></kml>");

        FileBytes.Read(Kml, bytes).Features.First().Attributes.ShouldBe(["Zürich"]);
    }

    [Fact]
    public void A_damaged_document_never_does_more_than_fail()
    {
        var bytes = FileBytes.Write(new KmlFileWriter(), SampleSets.Of(
            GeometryType.Polygon, hasZ: true, "MULTIPOLYGON Z (((0 0 1, 0 10 1, 10 10 1, 0 0 1), (1 2 1, 2 3 1, 1 3 1, 1 2 1)), ((20 20 0, 20 30 0, 30 30 0, 20 20 0)))"));

        Hostile.CutEverywhere(Kml, bytes).ShouldBe(bytes.Length);
        Hostile.Change(Kml, bytes, rounds: 1500, seed: 6).ShouldBeInRange(300, 1499);
    }

    [Fact]
    public void A_damaged_archive_never_does_more_than_fail()
    {
        var bytes = FileBytes.Write(new KmzFileWriter(), SampleSets.Of(GeometryType.Point, "POINT (1 2)", "POINT (3 4)"));

        Hostile.CutEverywhere(Kmz, bytes).ShouldBe(bytes.Length);
        Hostile.Change(Kmz, bytes, rounds: 500, seed: 7).ShouldBeInRange(250, 500);
    }

    [Fact]
    public void An_archive_is_read_within_its_bounds()
    {
        var bomb = Zip(("doc.kml", $"<kml><!--{new string(' ', 3_000_000)}--></kml>"));

        Failure(Kmz, bomb).ShouldContain("doc.kml");
    }

    [Fact]
    public void The_document_of_an_archive_is_doc_kml_or_else_the_first_one()
    {
        (string, string) one = ("files/one.kml", Named("one")), doc = ("doc.kml", Named("doc")), image = ("files/a.png", "x");

        Names(Zip(image, one, doc)).ShouldBe(["doc"]);
        Names(Zip(image, one, ("a.kml", Named("a")))).ShouldBe(["one"]);
        Failure(Kmz, Zip(image)).ShouldBe("Input: input.kmz: the archive has no KML document; expected an entry doc.kml");
    }

    [Fact]
    public void An_index_leads_to_documents_of_its_own_archive_alone()
    {
        static string Link(string name, string href) => $"<NetworkLink><name>{name}</name><Link><href>{href}</href></Link></NetworkLink>";
        var layers = new[] { ("layers/a.kml", Named("in a")), ("layers/b.kml", Named("in b")) };
        var index = ("doc.kml", $"<kml><Document>{Link("a", "layers/a.kml")}{Link("b", "layers/b.kml")}</Document></kml>");
        var outside = ("doc.kml", $"<kml><Document>{Link("a", "layers/a.kml")}{Link("b", "http://127.0.0.1:1/b.kml")}</Document></kml>");

        Names(Zip([index, .. layers])).ShouldBe(["in a"]);
        FileBytes.Read(Kmz, Zip([index, .. layers]), layer: "b").Features.First().Attributes.ShouldBe(["in b"]);
        Failure(Kmz, Zip([outside, .. layers])).ShouldContain("NetworkLink, which is not followed");
    }

    [Fact]
    public void Documents_and_archives_are_recognized_by_how_they_begin()
    {
        Kml.Recognizes("\uFEFF <?xml version='1.0'?>\n<kml xmlns='http://www.opengis.net/kml/2.2'>"u8).ShouldBeTrue();
        Kml.Recognizes("<gpx/>"u8).ShouldBeFalse();
        Kml.Recognizes([]).ShouldBeFalse();
        Kmz.Recognizes(Zip(("doc.kml", "<kml/>"))).ShouldBeTrue();
        Kmz.Recognizes(Zip(("a.shp", ""))).ShouldBeFalse();
        FeatureFiles.Readers.Single(reader => reader.Extensions.Contains(".kmz")).ShouldBeOfType<KmzFileReader>();
    }

    static string Named(string name) => $"<kml><Placemark><name>{name}</name></Placemark></kml>";

    static IEnumerable<object?> Names(byte[] archive) => FileBytes.Read(Kmz, archive).Features.Select(feature => feature.Attributes[0]);

    static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return output.ToArray();
    }

    static string Problem(string document, ReadLimits? limits = null) => Failure(Kml, Encoding.UTF8.GetBytes(document), limits);

    static string Failure(FeatureFileReader reader, byte[] bytes, ReadLimits? limits = null) =>
        Should.Throw<GpException>(() => FileBytes.Read(reader, bytes, Reader.With(limits ?? new ReadLimits()))).Message;
}

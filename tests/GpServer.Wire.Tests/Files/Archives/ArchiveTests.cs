using System.IO.Compression;
using System.Text;
using GpServer.Core;
using GpServer.Wire.Files;
using GpServer.Wire.Files.Archives;

namespace GpServer.Wire.Tests.Files.Archives;

public sealed class ArchiveTests : IDisposable
{
    const int Megabyte = 1024 * 1024;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_are_read_back_as_they_were_packed()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "a/plätze.shp", "shapes", CompressionLevel.Optimal);
            Write(zip, "stored.txt", "as it is", CompressionLevel.NoCompression);
            zip.CreateEntry("folder/");
        }

        using var archive = Open(stream.ToArray());
        archive.Entries.Select(entry => entry.Name).ShouldBe(["a/plätze.shp", "stored.txt"]);
        Text(archive, archive.Find(".shp").ShouldNotBeNull()).ShouldBe("shapes");
        Text(archive, archive.Named("STORED.txt").ShouldNotBeNull()).ShouldBe("as it is");
        archive.Find(".dbf").ShouldBeNull();
    }

    [Fact]
    public void Wanted_entries_are_unpacked_under_names_that_are_not_theirs()
    {
        using var archive = Open(ZipBytes.Of(("x/one.kml", "1"), ("two.PNG", "2"), ("three.txt", "3")));
        var files = archive.Unpack([".kml", ".png"], _folder.Path);
        files.ToDictionary(file => file.Key.FileName, file => File.ReadAllText(file.Value))
            .ShouldBe(new Dictionary<string, string> { ["one.kml"] = "1", ["two.PNG"] = "2" });
        files.Values.ShouldAllBe(path => Path.GetDirectoryName(path) == _folder.Path);
        files.Values.Select(Path.GetFileName).ShouldBe(["0.kml", "1.png"]);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("a/../../evil.txt")]
    [InlineData("a/./evil.txt")]
    [InlineData("/etc/evil.txt")]
    [InlineData("C:evil.txt")]
    [InlineData("C:/evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("\\\\host\\evil.txt")]
    [InlineData("a//evil.txt")]
    [InlineData(".. /evil.txt")]
    [InlineData("ev\u0000il.txt")]
    [InlineData("file.txt:stream")]
    public void A_name_that_leaves_the_folder_refuses_the_archive(string name)
    {
        var problem = Problem(new ZipBytes().Add("fine.txt", [1]).Add(name, [1]).ToArray());
        problem.Error.ShouldBe(GpError.InvalidParameter);
        problem.Message.ShouldStartWith("Input: sent.zip: the entry '");
        problem.Message.ShouldContain(name.Contains('\0') ? "ev?il" : name);
    }

    [Fact]
    public void An_entry_without_a_name_is_refused() => Problem(new ZipBytes().Add("", [1]).ToArray()).Message.ShouldContain("empty name");

    [Fact]
    public void More_entries_than_the_limit_are_refused()
    {
        var zip = new ZipBytes();
        for (var i = 0; i < 11; i++)
        {
            zip.Add($"{i}.txt", [1]);
        }

        var problem = Problem(zip.ToArray(), new ArchiveLimits { Entries = 10 });
        problem.Error.ShouldBe(GpError.LimitExceeded);
        problem.Message.ShouldBe("Input: sent.zip: the archive has 11 entries, more than 10, the limit of one archive.");
    }

    [Fact]
    public void A_packed_mountain_of_zeros_is_refused_by_its_ratio()
    {
        using var archive = Open(new ZipBytes().Add("zeros.txt", ZipBytes.Zeros(4 * Megabyte)).ToArray());
        var problem = Should.Throw<GpException>(() => Text(archive, archive.Entries[0]));
        problem.Error.ShouldBe(GpError.LimitExceeded);
        problem.Message.ShouldContain("the entry 'zeros.txt' unpacks to more than 200 times its packed bytes");
    }

    [Fact]
    public void An_entry_below_a_megabyte_may_be_packed_tightly()
    {
        using var archive = Open(new ZipBytes().Add("zeros.txt", ZipBytes.Zeros(Megabyte)).ToArray());
        Text(archive, archive.Entries[0]).Length.ShouldBe(Megabyte);
    }

    [Fact]
    public void What_is_said_to_become_too_large_is_refused_at_once()
    {
        var problem = Problem(new ZipBytes().Add("a", [1], length: 900).Add("b", [1], length: 200).ToArray(), new ArchiveLimits { Bytes = 1000 });
        problem.Error.ShouldBe(GpError.LimitExceeded);
        problem.Message.ShouldContain("more than 1000 bytes");
    }

    [Fact]
    public void An_entry_that_becomes_larger_than_it_says_is_refused_while_it_is_unpacked()
    {
        using var archive = Open(new ZipBytes().Add("liar.txt", ZipBytes.Zeros(500_000), length: 10).ToArray());
        var path = Path.Combine(_folder.Path, "out");
        Should.Throw<GpException>(() => archive.Unpack(archive.Entries[0], path)).Message.ShouldContain("more bytes than the 10");
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void Reading_an_entry_again_does_not_count_again()
    {
        using var archive = Open(ZipBytes.Of(("a.txt", "12345")), new ArchiveLimits { Bytes = 6 });
        Text(archive, archive.Entries[0]).ShouldBe("12345");
        Text(archive, archive.Entries[0]).ShouldBe("12345");
    }

    [Fact]
    public void An_archive_inside_of_the_archive_is_refused_by_its_name()
    {
        var inner = ZipBytes.Of(("a.txt", "x"));
        Problem(new ZipBytes().Add("layer/inner.ZIP", inner).ToArray()).Message.ShouldContain("'layer/inner.ZIP' is an archive itself");
    }

    [Fact]
    public void Archives_of_archives_of_zeros_are_refused_by_what_they_are_and_not_by_their_names()
    {
        var bomb = new ZipBytes().Add("0.dat", ZipBytes.Zeros(Megabyte)).ToArray();
        for (var level = 0; level < 3; level++)
        {
            var zip = new ZipBytes();
            for (var i = 0; i < 16; i++)
            {
                zip.Add($"{i}.dat", bomb);
            }

            bomb = zip.ToArray();
        }

        using var archive = Open(bomb);
        Should.Throw<GpException>(() => Text(archive, archive.Entries[0])).Message.ShouldContain("is an archive itself");
    }

    [Fact]
    public void Entries_that_share_their_bytes_are_refused()
    {
        var zip = new ZipBytes().Add("0.txt", ZipBytes.Zeros(100_000));
        for (var i = 1; i < 100; i++)
        {
            zip.Add($"{i}.txt", ZipBytes.Zeros(100_000), sameAs: 0);
        }

        Problem(zip.ToArray()).Message.ShouldContain("share bytes of the archive");
    }

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Problem(ZipBytes.Of(("a.txt", "1"), ("A.TXT", "2"))).Message.ShouldContain("two entries 'A.TXT'");

    [Fact]
    public void Encrypted_entries_are_refused() =>
        Problem(new ZipBytes().Add("a.txt", [1], flags: 1).ToArray()).Message.ShouldContain("'a.txt' is encrypted");

    [Fact]
    public void Links_are_refused() =>
        Problem(new ZipBytes().Add("link.txt", "/etc/passwd"u8.ToArray(), mode: 0xA1FF).ToArray()).Message.ShouldContain("'link.txt' is a link");

    [Fact]
    public void Other_methods_of_packing_are_refused_by_their_number() =>
        Problem(new ZipBytes().Add("a.txt", [1], method: 14).ToArray()).Message.ShouldContain("packed by method 14");

    [Fact]
    public void A_wrong_checksum_is_found()
    {
        using var archive = Open(new ZipBytes().Add("a.txt", [1, 2, 3], checksum: 7).ToArray());
        Should.Throw<GpException>(() => Text(archive, archive.Entries[0])).Message.ShouldContain("the checksum of the entry 'a.txt' is wrong");
    }

    [Fact]
    public void A_directory_that_says_more_entries_than_it_has_is_damaged() =>
        Problem(new ZipBytes { SaidCount = 5 }.Add("a.txt", [1]).ToArray()).Message.ShouldContain("the archive is damaged");

    [Fact]
    public void Whatever_is_cut_or_changed_fails_as_the_callers_fault()
    {
        var whole = ZipBytes.Of(("a.txt", "some text that is packed"), ("folder/b.txt", "and another text"));
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = i < whole.Length ? whole[..i] : (byte[])whole.Clone();
            for (var change = 0; i >= whole.Length && change < random.Next(1, 6); change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            OpenAll(bytes);
        }
    }

    void OpenAll(byte[] bytes)
    {
        try
        {
            using var archive = Open(bytes);
            foreach (var entry in archive.Entries)
            {
                Text(archive, entry);
            }
        }
        catch (GpException)
        {
            // What is expected of a damaged archive; any other exception fails the test.
        }
    }

    static void Write(ZipArchive zip, string name, string text, CompressionLevel level)
    {
        using var stream = zip.CreateEntry(name, level).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    static string Text(FileArchive archive, ArchiveEntry entry)
    {
        using var reader = new StreamReader(archive.OpenRead(entry));
        return reader.ReadToEnd();
    }

    FileArchive Open(byte[] bytes, ArchiveLimits? limits = null) =>
        FileArchive.Open(_folder.Add("0.zip", bytes), "sent.zip", "Input", limits ?? new ArchiveLimits());

    GpException Problem(byte[] bytes, ArchiveLimits? limits = null) => Should.Throw<GpException>(() => Open(bytes, limits).Dispose());
}

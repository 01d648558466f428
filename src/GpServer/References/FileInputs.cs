using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Wire.Files;

namespace GpServer.References;

/// <summary>Opens files as features: Esri JSON and GeoJSON, and every format that <see cref="FeatureFiles"/> reads.</summary>
sealed class FileInputs
{
    const int Beginning = 4096;

    static readonly string[] JsonExtensions = [".json", ".txt", ".geojson", ".esrijson"];

    static readonly Dictionary<string, string> ExtensionsByType = new(StringComparer.Ordinal)
    {
        ["application/geo+json"] = ".geojson",
        ["text/csv"] = ".csv",
        ["application/vnd.google-earth.kml+xml"] = ".kml",
        ["application/vnd.google-earth.kmz"] = ".kmz",
        ["application/geopackage+sqlite3"] = ".gpkg",
        ["application/vnd.geopackage+sqlite3"] = ".gpkg",
        ["application/x-protobuf"] = ".pbf",
        ["application/zip"] = ".zip",
    };

    /// <summary>Opens a file.</summary>
    /// <param name="urlName">The last part of the URL's path, whose extension wins; empty where there is no URL.</param>
    /// <returns>A <see cref="FeatureSet"/>, or a <see cref="FeatureReference"/> where a document only refers to features.</returns>
    /// <exception cref="GpException">It is of no known format, or not as its format says.</exception>
    public static object Open(RunInputs run, FetchedFile file, string urlName, FeatureReadOptions options)
    {
        var length = new FileInfo(file.Path).Length;
        var beginning = BeginningOf(file.Path);
        if (length == 0)
        {
            throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: {file.From} gave an empty file.");
        }

        var extension = Extensions(urlName, file).FirstOrDefault(IsKnown);
        if (extension is null ? LooksLikeJson(beginning) : JsonExtensions.Contains(extension, StringComparer.Ordinal))
        {
            return OpenJson(run, file, length, beginning, options);
        }

        var reader = FeatureFiles.Readers.FirstOrDefault(known => extension is null
            ? known.Recognizes(beginning)
            : known.Extensions.Contains(extension, StringComparer.Ordinal));
        return reader is null
            ? throw Unknown(file, beginning, options)
            : reader.Read(new FeatureFileSource(file.Path, Shown(file, extension), run.Folder.NewFolder()), options);
    }

    /// <summary>Reads a JSON document that lies in a file of the run.</summary>
    public static object OpenJson(RunInputs run, FetchedFile file, long length, ReadOnlySpan<byte> beginning, FeatureReadOptions options)
    {
        if (!LooksLikeJson(beginning))
        {
            throw Unknown(file, beginning, options);
        }

        if (length > int.MaxValue)
        {
            throw new GpException(GpError.LimitExceeded,
                $"{options.Parameter}: the document has {length} bytes; one of JSON may have {int.MaxValue}.");
        }

        var mapped = run.Hold<IDisposable>(new MappedFile(file.Path, (int)length));
        var utf8 = ((MappedFile)mapped).Memory;
        RemoteErrors.Check(utf8, options.Parameter, file.From);
        return options.Reading.Features.Read(utf8, options);
    }

    public static byte[] BeginningOf(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[Math.Min(Beginning, stream.Length)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    static bool IsKnown(string extension) => JsonExtensions.Contains(extension, StringComparer.Ordinal)
        || FeatureFiles.Readers.Any(reader => reader.Extensions.Contains(extension, StringComparer.Ordinal));

    static IEnumerable<string> Extensions(string urlName, FetchedFile file)
    {
        yield return Path.GetExtension(urlName).ToLowerInvariant();
        yield return Path.GetExtension(file.Name).ToLowerInvariant();
        yield return ExtensionsByType.GetValueOrDefault(file.MediaType, "");
    }

    static string Shown(FetchedFile file, string? extension) =>
        FileNames.IsValid(file.Name) ? file.Name : $"file{extension}";

    static bool LooksLikeJson(ReadOnlySpan<byte> beginning) =>
        WithoutMark(beginning).TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    static GpException Unknown(FetchedFile file, ReadOnlySpan<byte> beginning, FeatureReadOptions options)
    {
        var isPage = WithoutMark(beginning).TrimStart(" \t\r\n"u8) is var text
            && (StartsWith(text, "<!doctype html"u8) || StartsWith(text, "<html"u8));
        var formats = string.Join(", ", JsonExtensions.Concat(FeatureFiles.Readers.SelectMany(reader => reader.Extensions)).Distinct());
        return new GpException(GpError.InvalidParameter, isPage
            ? $"{options.Parameter}: {file.From} answered a web page; expected a layer, or a file of features ({formats})."
            : $"{options.Parameter}: {file.From} gave a file of no known format; expected {formats}.");
    }

    static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(text[..start.Length], start);
}

using GpServer.Core;
using GpServer.Options;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest.Requests;

/// <summary>
/// A form in parts of which one is a file that is read as it comes: the fields before it are known at once, those after it when it has been read.
/// </summary>
sealed class StreamedForm : IAsyncDisposable
{
    // Fields beside a file are names, numbers, texts and a token.
    const int MostFieldBytes = 1024 * 1024;

    static readonly string[] FileFields = ["file", "itemFile", "partFile"];

    readonly MultipartReader _reader;
    readonly RequestFields _fields;
    readonly LimitOptions _limits;
    readonly string _temporaryDirectory;
    readonly byte[] _piece = new byte[MultipartForm.PieceBytes];
    FileStream? _kept;
    bool _isRead;
    long _fieldBytes;

    public StreamedForm(
        Stream body, string? boundary, RequestFields fields, IReadOnlyList<RequestField> query, LimitOptions limits, string temporaryDirectory)
    {
        _reader = MultipartForm.ReaderOf(body, boundary);
        _fields = fields;
        _limits = limits;
        _temporaryDirectory = temporaryDirectory;
        Parameters = new RequestParameters(fields.Buffer, query, fields.Fields);
    }

    /// <summary>The query and the fields that have been read. Values taken before more is read may not be used after it.</summary>
    public RequestParameters Parameters { get; }

    /// <summary>The file; null where none has come, or where there is none.</summary>
    public StreamedFile? File { get; private set; }

    /// <summary>The file comes next, and nothing of it has been read.</summary>
    public bool IsAtFile => File is { IsBegun: false } && _kept is null;

    /// <summary>Reads the fields before the file.</summary>
    /// <exception cref="GpException">It is not such a form, or larger than the limits.</exception>
    public ValueTask OpenAsync(CancellationToken stop) => ReadFieldsAsync(stop);

    /// <summary>Keeps the file, which is read later, until all fields are known.</summary>
    /// <exception cref="GpException">The file is larger than forms may be that are not read as they come.</exception>
    public async ValueTask ReadAllAsync(CancellationToken stop)
    {
        var file = File!;
        _kept = new FileStream(Path.Combine(_temporaryDirectory, $"{Guid.NewGuid():N}.upload"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        var total = 0L;
        while (await file.Content.ReadAsync(_piece, stop) is var read and > 0)
        {
            total += read;
            if (total > _limits.RequestBytes)
            {
                throw new GpException(GpError.LimitExceeded,
                    $"The file has more than {_limits.RequestBytes} bytes, and no token came before it. Send the token before the file, or in a header.");
            }

            await _kept.WriteAsync(_piece.AsMemory(0, read), stop);
        }

        _kept.Position = 0;
        File = new StreamedFile(file.Name, _kept);
        await ReadFieldsAsync(stop);
    }

    /// <summary>Reads the fields after the file, which has been read.</summary>
    public async ValueTask FinishAsync(CancellationToken stop)
    {
        if (!_isRead)
        {
            await ReadFieldsAsync(stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_kept is not null)
        {
            await _kept.DisposeAsync();
        }
    }

    /// <summary>Reads fields to the file, or to the end.</summary>
    async ValueTask ReadFieldsAsync(CancellationToken stop)
    {
        while (await NextAsync(stop) is { } part)
        {
            var disposition = MultipartForm.DispositionOf(part);
            var name = MultipartForm.NameOf(disposition, _limits);
            var fileName = FileNameOf(disposition);
            if (fileName.Length > 0 || (disposition.FileName.Value is null && FileFields.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                if (File is not null)
                {
                    throw MultipartForm.Malformed("it has two files; expected one");
                }

                File = new StreamedFile(fileName, part.Body);
                return;
            }

            _fields.BeginValue(name);
            await ReadFieldAsync(new StreamedFile("", part.Body), stop);
            _fields.EndValue();
        }

        _isRead = true;
    }

    async ValueTask ReadFieldAsync(StreamedFile field, CancellationToken stop)
    {
        while (await field.Content.ReadAsync(_piece, stop) is var read and > 0)
        {
            _fieldBytes += read;
            if (_fieldBytes > MostFieldBytes)
            {
                throw new GpException(GpError.LimitExceeded, $"The fields beside the file have more than {MostFieldBytes} bytes, the limit of this server.");
            }

            _fields.Append(_piece.AsSpan(0, read));
        }
    }

    async ValueTask<MultipartSection?> NextAsync(CancellationToken stop)
    {
        try
        {
            return await _reader.ReadNextSectionAsync(stop);
        }
        catch (Exception e) when (StreamedFile.Failure(e) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>The name as the client gave it; empty where it gave none, as browsers do when nothing was chosen.</summary>
    static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        // The second form names its encoding. Quotes alone are taken off: some browsers send a path with backslashes.
        var name = disposition.FileNameStar.HasValue && disposition.FileNameStar.Length > 0 ? disposition.FileNameStar : disposition.FileName;
        return HeaderUtilities.RemoveQuotes(name).Value ?? "";
    }
}

using System.Globalization;
using GpServer.Admin;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Rest;
using GpServer.Rest.Requests;
using GpServer.Security;
using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>What clients do with uploads, of services and of the site alike.</summary>
sealed partial class UploadOperations(UploadStore store, UploadChecksums checksums, ILogger<UploadOperations> logger)
{
    const int LongestDescription = 2_000;
    const int LongestParts = 200_000;

    /// <summary>Stores a file that comes in one request.</summary>
    /// <exception cref="GpException">There is no file, it is too large, of a kind that is not taken, or not what its checksum says.</exception>
    public async Task<Upload> UploadAsync(RestRequest request, UploadPlace place)
    {
        CheckMayChange(request);
        var file = FileOf(request);
        if (file.Name.Length == 0)
        {
            throw new GpException(GpError.InvalidParameter, "file: the part of the form has no filename; expected one with an extension, such as cities.csv.");
        }

        var upload = await store.BeginAsync(New(request, place, place.NameOf(file.Name, "file")), inOneRequest: true, place.Limits, request.Aborted);
        try
        {
            await using var receiver = await store.BeginPartAsync(upload, inOneRequest: true, place.Limits, request.Aborted);
            await receiver.ReceiveAsync(FileOf(request).Content, request.Aborted);
            await FinishFormAsync(request);
            var part = await receiver.FinishAsync(1, request.Aborted);
            var checksum = await checksums.CheckAsync([part], request.Parameters.Word("checksum"), receiver.Checksum, request.Aborted);
            return await store.CommitAsync(OwnedBy(upload, request), [part], Description(request), checksum, place.Limits, CancellationToken.None);
        }
        catch
        {
            await DropAsync(upload);
            throw;
        }
    }

    /// <summary>Begins a file that comes in parts.</summary>
    /// <exception cref="GpException">The name is none that is taken, or there are too many.</exception>
    public Task<Upload> RegisterAsync(RestRequest request, UploadPlace place)
    {
        CheckMayChange(request);
        var name = place.NameOf(request.Required("itemName"), "itemName");
        return store.BeginAsync(New(request, place, name), inOneRequest: false, place.Limits, request.Aborted);
    }

    /// <summary>Stores a part; one that comes again takes the place of the earlier one.</summary>
    /// <exception cref="GpException">There is no such upload of this caller, no part, or it is too large.</exception>
    public async Task<Upload> UploadPartAsync(RestRequest request, UploadPlace place)
    {
        var upload = await request.CheckAsync(() => FindAsync(request, place));
        CheckMayChange(request);
        var file = FileOf(request);
        await using var receiver = await store.BeginPartAsync(upload, inOneRequest: false, place.Limits, request.Aborted);
        await receiver.ReceiveAsync(file.Content, request.Aborted);
        await FinishFormAsync(request);
        await receiver.FinishAsync(PartNumber(request), request.Aborted);
        return upload;
    }

    /// <summary>Makes the file of its parts.</summary>
    /// <exception cref="GpException">A part is missing, or the file is not what its checksum says.</exception>
    public async Task<Upload> CommitAsync(RestRequest request, UploadPlace place)
    {
        var upload = await FindAsync(request, place);
        CheckMayChange(request);
        if (upload.IsCommitted)
        {
            throw new GpException(GpError.WrongOperation, $"The upload {upload.Id} is committed already.");
        }

        var parts = InOrder(request, await store.PartsAsync(upload, request.Aborted));
        var checksum = await checksums.CheckAsync(parts, request.Parameters.Word("checksum"), null, request.Aborted);
        return await store.CommitAsync(upload, parts, null, checksum, place.Limits, CancellationToken.None);
    }

    /// <summary>The upload that the path names.</summary>
    /// <exception cref="GpException">There is none of this place, or it is another's.</exception>
    public async ValueTask<Upload> FindAsync(RestRequest request, UploadPlace place) =>
        await FindAsync(request.Path("item"), place.Service, request.Caller, request.Aborted);

    /// <inheritdoc cref="FindAsync(RestRequest, UploadPlace)"/>
    public async ValueTask<Upload> FindAsync(string id, string service, Caller caller, CancellationToken stop)
    {
        var upload = await store.FindAsync(id, stop);
        if (upload is null || upload.Service != service)
        {
            throw new GpException(GpError.NotFound,
                $"There is no upload '{ParameterText.Form(id).Excerpt()}' here. It never was, or it was deleted because nobody had used it in its time.");
        }

        AccessRules.CheckMayUse(caller, upload.User);
        return upload;
    }

    public Task<List<UploadPart>> PartsAsync(Upload upload, CancellationToken stop) => store.PartsAsync(upload, stop);

    public Task<List<Upload>> ListAsync(string service, string? user, int most, CancellationToken stop) => store.ListAsync(service, user, most, stop);

    public async Task DeleteAsync(RestRequest request, UploadPlace place)
    {
        var upload = await FindAsync(request, place);
        CheckMayChange(request);
        await store.DeleteAsync(upload, CancellationToken.None);
    }

    static void CheckMayChange(RestRequest request)
    {
        request.CheckIsPost();
        request.CheckMayChange();
    }

    static StreamedFile FileOf(RestRequest request) => request.Form?.File ?? throw new GpException(GpError.MissingParameter,
        "file: Value is required; expected a form of the type multipart/form-data with a part that has a filename.");

    /// <summary>What follows the file may say who it is.</summary>
    static async ValueTask FinishFormAsync(RestRequest request)
    {
        await request.FinishFormAsync();
        request.CheckMayChange();
    }

    static Upload New(RestRequest request, UploadPlace place, string name) =>
        OwnedBy(new Upload(UploadIds.New(), place.Service, "", "", name, Description(request) ?? ""), request);

    static Upload OwnedBy(Upload upload, RestRequest request) => upload with
    {
        User = request.Caller.Name,
        Address = request.Caller.IsAnonymous ? request.Address : "",
    };

    static string? Description(RestRequest request) => request.Text("description", LongestDescription);

    static int PartNumber(RestRequest request)
    {
        foreach (var name in (string[])["partId", "partNumber"])
        {
            if (request.Parameters.Word(name) is not null)
            {
                return request.Number(name, 0, 0, int.MaxValue);
            }
        }

        throw new GpException(GpError.MissingParameter, "partId: Value is required");
    }

    /// <summary>The parts in the order that the request names, or of their numbers.</summary>
    static List<UploadPart> InOrder(RestRequest request, List<UploadPart> stored)
    {
        var named = request.List("parts", LongestParts);
        if (named.Count == 0)
        {
            return stored.Count > 0 ? stored
                : throw new GpException(GpError.InvalidParameter, "The upload has no parts; expected at least one before it is committed.");
        }

        var byNumber = stored.ToDictionary(part => part.Number);
        var ordered = new List<UploadPart>();
        foreach (var word in named)
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw Invalid(word, "expected numbers of parts with commas between them, such as 1,2,3");
            }

            ordered.Add(byNumber.Remove(number, out var part) ? part
                : throw Invalid(word, stored.Exists(other => other.Number == number)
                    ? "the part is named twice" : "there is no part of this number; send it first"));
        }

        return ordered;
    }

    static GpException Invalid(string word, string expected) =>
        new(GpError.InvalidParameter, $"parts: '{ParameterText.Form(word).Excerpt()}' is not valid; {expected}.");

    /// <summary>What did not come whole is of no use to anybody.</summary>
    async Task DropAsync(Upload upload)
    {
        try
        {
            await store.DeleteAsync(upload, CancellationToken.None);
        }
        catch (GpException e)
        {
            // It expires. The failure before this one is the one to tell.
            Log.NotDropped(logger, upload.Id, e.Message);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The upload {Item}, which failed, could not be deleted and stays until it expires: {Reason}")]
        public static partial void NotDropped(ILogger logger, string item, string reason);
    }
}

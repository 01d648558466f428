using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Reads uploads that have not expired, and their parts.</summary>
static class ReadUploads
{
    static readonly Sql One = new($$"""select {{UploadRow.Columns}} from uploads where id = @id and expires_at >= {now}""");

    static readonly Sql Some = new(
        $$"""
        select {{UploadRow.Columns}} from uploads
        where service = @service and expires_at >= {now} and (@user is null or user_name = @user) order by sequence desc limit @most
        """);

    static readonly Sql WholeParts = new(
        "select sequence, number, bytes, start from upload_parts where upload = @upload and state = 1 order by start, number");

    public static Task<Upload?> OneAsync(Store store, string id, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(One).With("id", id).FirstAsync(UploadRow.Read, stop), stop);

    /// <summary>The newest uploads of a service.</summary>
    /// <param name="user">Whose; null for everybody's.</param>
    public static Task<List<Upload>> OfServiceAsync(Store store, string service, string? user, int most, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(Some).With("service", service).With("user", user).With("most", most)
            .ListAsync(UploadRow.Read, stop), stop);

    /// <summary>The parts that have come whole: of a complete upload in the order of the file, else in the order of their numbers.</summary>
    public static Task<List<UploadPart>> PartsAsync(Store store, long upload, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(WholeParts).With("upload", upload).ListAsync(
            static row => new UploadPart(row.GetInt32(1), row.GetInt64(2)) { Sequence = row.GetInt64(0), Start = row.GetInt64(3) }, stop), stop);
}

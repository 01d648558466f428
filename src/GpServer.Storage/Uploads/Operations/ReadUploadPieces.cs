using GpServer.Storage.Files;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Reads one piece of a part.</summary>
static class ReadUploadPieces
{
    static readonly Sql One = new("select size, compressed, bytes from upload_pieces where part = @part and number = @number");

    /// <returns>Null when it is not there (any more).</returns>
    public static Task<FilePiece?> RunAsync(Store store, long part, int number, CancellationToken stop) =>
        store.ReadAsync((session, stop) => session.Command(One).With("part", part).With("number", number).FirstAsync<FilePiece?>(
            static row => new FilePiece(row.GetInt32(0), row.GetInt32(1) != 0, row.GetFieldValue<byte[]>(2)), stop), stop);
}

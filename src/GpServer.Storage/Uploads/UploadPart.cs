namespace GpServer.Storage.Uploads;

/// <summary>A part of an upload that has come whole.</summary>
/// <param name="Number">The client's number of it.</param>
public sealed record UploadPart(int Number, long Bytes)
{
    /// <summary>Where it begins in the file; 0 until the upload is complete.</summary>
    public long Start { get; init; }

    internal long Sequence { get; init; }
}

namespace GpServer.Uploads;

/// <summary>A file that was uploaded.</summary>
/// <param name="Id"><c>i</c> and a GUID with dashes, lower case.</param>
/// <param name="Name">The file's name, without any folder.</param>
/// <param name="Owner">Who uploaded it; empty for an anonymous caller.</param>
/// <param name="Bytes">Its size.</param>
sealed record UploadedItem(string Id, string Name, string Owner, long Bytes);

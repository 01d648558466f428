using GpServer.Core.Execution;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPDataFile. In: <c>{"url":"https://…"}</c>, <c>{"itemID":"…"}</c> of an upload, or a bare URL. Out: <c>{"url":"https://…"}</c>. A file that
/// a run made is stored as <c>{"fileName":"…"}</c>, which no request can say, and gets its URL when the stored value is read.
/// </summary>
public sealed class DataFileParameter(string name) : GpParameter<DataFile>(name)
{
    /// <summary>The extensions of files that clients should offer, without dot; empty when all are.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    public override string DataType => "GPDataFile";

    protected override ReadOnlySpan<byte> NoValue => """{"url":""}"""u8;

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            if (reading.IsStored && FileText.ReadFileName(text, reading.Limits) is { } name)
            {
                return new DataFile { FileName = name };
            }

            var file = FileText.Read(text, reading.Limits);
            return new DataFile { Url = file.Url, ItemId = file.ItemId, PortalItemId = file.PortalItemId, Token = file.Token };
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, FileText.Expected, e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(writing);
        var file = (DataFile)value;
        if (file.FileName is not { } name)
        {
            new FileText(file.Url, file.ItemId, file.PortalItemId, null, null).Write(json);
        }
        else if (writing.IsStored)
        {
            json.StartObject();
            json.Member("fileName"u8, name);
            json.EndObject();
        }
        else
        {
            var url = writing.FileUrl ?? throw new InvalidOperationException($"The {file} has no URL here.");
            new FileText(url(name), null, null, null, null).Write(json);
        }
    }

    public override async ValueTask<object> ResolveAsync(
        object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return await resolver.ResolveAsync((DataFile)value, this, stop).ConfigureAwait(false);
    }

    public override bool MayHoldFiles => true;

    public override IEnumerable<DataFile> MadeFiles(object value) => value is DataFile { FileName: not null } file ? [file] : [];

    public override string? Problem() =>
        Extensions.FirstOrDefault(extension => extension.Length == 0 || extension.Contains('.', StringComparison.Ordinal)) is { } bad
            ? $"the extension '{bad}' of '{Name}' is empty or has a dot"
            : base.Problem();

    protected internal override bool HasFilter => Extensions.Count > 0;

    protected internal override void WriteFilter(JsonOutput json) => ListFilter.Write(json, "file", Extensions);
}

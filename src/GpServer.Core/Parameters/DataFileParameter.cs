using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPDataFile. In: <c>{"url":"https://…"}</c>, <c>{"itemID":"…"}</c> of an upload, or a bare URL. Out: <c>{"url":"https://…"}</c>.
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
        var file = (DataFile)value;
        new FileText(file.Url, file.ItemId, file.PortalItemId, null, null).Write(json);
    }

    public override string? Problem() =>
        Extensions.FirstOrDefault(extension => extension.Length == 0 || extension.Contains('.', StringComparison.Ordinal)) is { } bad
            ? $"the extension '{bad}' of '{Name}' is empty or has a dot"
            : base.Problem();

    protected internal override bool HasFilter => Extensions.Count > 0;

    protected internal override void WriteFilter(JsonOutput json) => ListFilter.Write(json, "file", Extensions);
}

using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Queries;
using GpServer.Rest.Requests;

namespace GpServer.Rest.Layers;

/// <summary>Reads <c>topFilter</c>: <c>{"groupByFields":"STATE","topCount":3,"orderByFields":"POP DESC"}</c>.</summary>
static class TopFilterReading
{
    const string Parameter = "topFilter";
    const string Expected = """{"groupByFields":"names","topCount":number,"orderByFields":"names"}""";

    /// <exception cref="GpException">It is missing or cannot be read.</exception>
    public static TopFilter Read(RequestParameters parameters, FieldListReading fields)
    {
        if (parameters.Find(Parameter) is not { } text)
        {
            throw new GpException(GpError.MissingParameter, $"{Parameter}: a value is required, such as {Expected}.");
        }

        try
        {
            string? groupBy = null, orderBy = null;
            var count = 0L;
            var json = new JsonScanner(text.Utf8.Span);
            json.EnterObject();
            while (json.NextMember(out var member))
            {
                if (member.SequenceEqual("groupByFields"u8))
                {
                    groupBy = json.ReadString();
                }
                else if (member.SequenceEqual("orderByFields"u8))
                {
                    orderBy = json.ReadString();
                }
                else if (!member.SequenceEqual("topCount"u8) || !json.TryReadInt64(out count))
                {
                    json.Skip();
                }
            }

            json.ExpectEnd();
            return groupBy is not null && orderBy is not null && count is > 0 and <= int.MaxValue
                ? new TopFilter(
                    fields.Read(Parameter, ParameterText.Form(groupBy))!,
                    (int)count,
                    FieldListReading.ReadOrder(ParameterText.Form(orderBy)))
                : throw new GpException(GpError.InvalidParameter, $"{Parameter}: '{text.Excerpt()}' is not valid; expected {Expected}.");
        }
        catch (JsonFormatException e)
        {
            throw new GpException(GpError.InvalidParameter, $"{Parameter}: '{text.Excerpt()}' is not valid: {e.Message}.", e);
        }
    }
}

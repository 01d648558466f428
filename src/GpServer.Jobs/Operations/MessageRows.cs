using System.Buffers;
using System.Text;
using System.Text.Json;
using GpServer.Core.Tools;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Stores messages of a job under numbers that the caller knows; those that are there already stay, so that it can be repeated.
/// </summary>
static class MessageRows
{
    static readonly Sql Insert = new(
        """
        insert into job_messages (job, number, type, text, at)
        select @job, @before + m.key + 1, m.value ->> 0, m.value ->> 1, {now} from json_each(@messages) as m where true
        on conflict do nothing
        """,
        """
        insert into job_messages (job, number, type, text, at)
        select @job, @before + m.ordinality, m.type, m.text, {now} from unnest(@types, @texts) with ordinality as m(type, text)
        on conflict do nothing
        """);

    public static async Task InsertAsync(
        StoreSession session, long job, int before, IReadOnlyList<ToolMessage> messages, CancellationToken stop)
    {
        if (messages.Count == 0)
        {
            return;
        }

        if (session.IsPostgreSql)
        {
            await session.Command(Insert).With("job", job).With("before", before)
                .With("types", Types(messages)).With("texts", Texts(messages)).ExecuteAsync(stop).ConfigureAwait(false);
            return;
        }

        // One statement for all: each costs more than what it does.
        await session.Command(Insert).With("job", job).With("before", before).With("messages", Json(messages))
            .ExecuteAsync(stop).ConfigureAwait(false);
    }

    /// <summary>The messages as <c>[[type,"text"],…]</c>, which SQLite reads as a table.</summary>
    static string Json(IReadOnlyList<ToolMessage> messages)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            foreach (var message in messages)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue((int)message.Type);
                writer.WriteStringValue(StoredText.Of(message.Description));
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static int[] Types(IReadOnlyList<ToolMessage> messages) => [.. messages.Select(message => (int)message.Type)];

    // PostgreSQL's text has no place for U+0000, and no client would show it.
    public static string[] Texts(IReadOnlyList<ToolMessage> messages) =>
        [.. messages.Select(message => StoredText.Of(message.Description))];
}

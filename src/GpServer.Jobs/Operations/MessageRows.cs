using GpServer.Core.Tools;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Operations;

/// <summary>
/// Stores messages of a job under numbers that the caller knows; those that are there already stay, so that it can be repeated.
/// </summary>
static class MessageRows
{
    static readonly Sql Insert = new(
        "insert into job_messages (job, number, type, text, at) values (@job, @number, @type, @text, {now}) on conflict do nothing",
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

        foreach (var message in messages)
        {
            before++;
            await session.Command(Insert).With("job", job).With("number", before).With("type", (int)message.Type)
                .With("text", StoredText.Of(message.Description)).ExecuteAsync(stop).ConfigureAwait(false);
        }
    }

    public static int[] Types(IReadOnlyList<ToolMessage> messages) => [.. messages.Select(message => (int)message.Type)];

    // PostgreSQL's text has no place for U+0000, and no client would show it.
    public static string[] Texts(IReadOnlyList<ToolMessage> messages) =>
        [.. messages.Select(message => StoredText.Of(message.Description))];
}

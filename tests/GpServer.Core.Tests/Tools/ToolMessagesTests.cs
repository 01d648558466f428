using GpServer.Core.Tools;

namespace GpServer.Core.Tests.Tools;

public sealed class ToolMessagesTests
{
    [Fact]
    public void A_tool_that_says_too_much_is_cut_short_and_the_run_still_says_its_own()
    {
        var messages = new ToolMessages();
        var tally = messages.Tally(count => $"{count} dropped");
        tally.Add();
        for (var i = 0; i < 5_000; i++)
        {
            messages.AddWarning($"feature {i}");
        }

        messages.SayTallies();
        messages.Say("Succeeded");

        var said = messages.ToList();
        said.Count.ShouldBe(1_003);
        said[999].Description.ShouldBe("feature 999");
        said[1_000].Description.ShouldBe("The tool has said more than 1000 messages: the rest is not shown.");
        said[1_001].ShouldBe(new ToolMessage(MessageType.Warning, "1 dropped"));
        said[1_002].Description.ShouldBe("Succeeded");
    }

    [Fact]
    public void Each_message_is_told_at_once()
    {
        var told = new List<string>();
        var messages = new ToolMessages(message => told.Add(message.Description));

        messages.Add("one");
        messages.AddError("two");

        told.ShouldBe(["one", "two"]);
    }

    [Fact]
    public void A_tally_of_nothing_says_nothing()
    {
        var messages = new ToolMessages();
        messages.Tally(count => $"{count} dropped");

        messages.SayTallies();

        messages.ToList().ShouldBeEmpty();
    }
}

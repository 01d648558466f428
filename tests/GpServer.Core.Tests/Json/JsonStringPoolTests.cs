using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonStringPoolTests
{
    [Fact]
    public void Text_that_repeats_is_the_same_string()
    {
        var pool = new JsonStringPool();
        var scanner = new JsonScanner("""["forest","forest","forêt"]"""u8);
        scanner.EnterArray();

        scanner.NextElement();
        var first = scanner.ReadString(pool);
        scanner.NextElement();
        var second = scanner.ReadString(pool);
        scanner.NextElement();
        var third = scanner.ReadString(pool);

        second.ShouldBeSameAs(first);
        third.ShouldBe("forêt");
    }

    [Fact]
    public void Any_text_comes_back_as_it_is_however_many_there_are()
    {
        var pool = new JsonStringPool();
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string((char)('a' + (i % 200)), i % 50) + (i % 3000);

            pool.Get(Encoding.UTF8.GetBytes(text)).ShouldBe(text);
        }
    }
}

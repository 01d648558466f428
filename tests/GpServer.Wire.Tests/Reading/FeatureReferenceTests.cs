namespace GpServer.Wire.Tests.Reading;

public sealed class FeatureReferenceTests
{
    [Fact]
    public void A_layer_with_filter_time_and_token_is_a_reference()
    {
        var reference = Reader.Reference(
            """{"url":"https://host/FeatureServer/0","filter":"severity=2 and name is null","time":967855732000,"serviceToken":"abc"}""");

        reference.Url.ShouldBe("https://host/FeatureServer/0");
        reference.Filter.ShouldBe("severity=2 and name is null");
        reference.Time.ShouldBe("967855732000");
        reference.Token.ShouldBe("abc");
    }

    [Fact]
    public void An_extent_in_time_is_kept_as_text()
    {
        Reader.Reference("""{"url":"https://host/0","time":"967855732000,null"}""").Time.ShouldBe("967855732000,null");
    }

    [Fact]
    public void An_upload_is_a_reference()
    {
        Reader.Reference("""{"itemID":"i123"}""").ItemId.ShouldBe("i123");
    }

    [Theory]
    [InlineData("https://host/features.json")]
    [InlineData("  HTTP://host/features.json ")]
    [InlineData("\"https://host/features.json\"")]
    public void A_URL_as_plain_text_is_a_reference(string text)
    {
        Reader.Reference(text).Url!.ShouldEndWith("://host/features.json");
    }

    [Fact]
    public void A_URL_beyond_any_length_is_refused()
    {
        Reader.Problem("https://" + new string('x', 100_000)).ShouldContain("limit of one URL");
    }

    [Fact]
    public void Features_beside_a_URL_win()
    {
        Reader.Set("""{"url":"https://host/0","features":[{"attributes":{"a":1}}]}""").KnownCount.ShouldBe(1);
    }
}

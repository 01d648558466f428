using System.Text;
using GpServer.References;

namespace GpServer.Tests.References;

public sealed class TokenMaskTests
{
    [Theory]
    [InlineData("""{"url":"https://a/0","token":"abc"}""", """{"url":"https://a/0","token":""}""")]
    [InlineData("""{ "serviceToken" : "a\u0062c" , "url":"https://a/0" }""", """{ "serviceToken" : "" , "url":"https://a/0" }""")]
    [InlineData("""{"url":"https://a/0","\u0074oken":"abc"}""", """{"url":"https://a/0","\u0074oken":""}""")]
    [InlineData("""{"url":"https://a/0?f=json&TOKEN=abc&b=1"}""", """{"url":"https://a/0?f=json&TOKEN=&b=1"}""")]
    [InlineData("""[{"url":"https://a?token=abc"},{"itemID":"i1","token":5}]""", """[{"url":"https://a?token="},{"itemID":"i1","token":""}]""")]
    [InlineData("""["[{\"url\":\"https://a\",\"token\":\"abc\"}]"]""", """["[{\"url\":\"https://a\",\"token\":\"\"}]"]""")]
    [InlineData("""{"dataType":"GPDataFile","value":{"url":"https://a","token":"abc"}}""", """{"dataType":"GPDataFile","value":{"url":"https://a","token":""}}""")]
    [InlineData("https://a/0?token=abc;https://b/0?x=1&token=def#e", "https://a/0?token=;https://b/0?x=1&token=#e")]
    [InlineData("{'url':'https://a/0','token':'SECRET'}", """{'url':'https://a/0','token':""}""")]
    [InlineData("{url:'https://a/0?token=SECRET',ServiceToken:u'SECRET',filter:None}", """{url:"https://a/0?token=",ServiceToken:"",filter:None}""")]
    [InlineData("""["{'url':'https://a','token':'SECRET'}"]""", """["{'url':'https://a','token':\"\"}"]""")]
    [InlineData("{'url':'https://a/0','token':'SECRET'", "{'url':'https://a/0','…")]
    [InlineData("""{"url":"https://a/0","\u0074oken":"SECRET",}""", """{"url":"https://a/0","…""")]
    [InlineData("https://a/0;{'url':'https://b','token':'SECRET'}", "https://a/0;{'url':'https://b','…")]
    public void Tokens_are_taken_out(string given, string shown) => Masked(given).ShouldBe(shown);

    [Theory]
    [InlineData("""{"features":[{"attributes":{"token":"abc","url":"https://a?token=abc"}}]}""")]
    [InlineData("""{"layerDefinition":{},"featureSet":{"features":[{"attributes":{"token":"abc"}}]}}""")]
    [InlineData("""{"url":"https://a/tokens/0?tokens=1"}""")]
    [InlineData("""{ "url" : "https://a/0",  "filter": "token = 'x'" }""")]
    [InlineData("5")]
    [InlineData("Roads")]
    public void Everything_else_stays_as_it_came(string given) => Masked(given).ShouldBe(given);

    static string Masked(string given) => Encoding.UTF8.GetString(TokenMask.Of(Encoding.UTF8.GetBytes(given)).Span);
}

using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Tools.Analysis;
using NetTopologySuite.Geometries;

namespace GpServer.Tools.Tests.Examples;

public sealed class AddAToolTests
{
    [Fact]
    public void The_page_shows_the_source_that_is_compiled_here()
    {
        var page = Embedded("add-a-tool.md");

        var shown = page.Split("```csharp\n")[1].Split("```")[0];

        shown.TrimEnd().ShouldBe(Embedded("Centroids.cs").TrimEnd());
    }

    [Fact]
    public void The_example_is_found_and_does_what_it_says()
    {
        var tool = ToolCatalog.Scan(typeof(Centroids).Assembly).Find("Centroids")!;
        var square = GeometryServices.Factory.ToGeometry(new Envelope(0, 2, 0, 2));
        var input = Features.Set(GeometryType.Polygon, 4326, square, null);

        using var results = tool.RunWith(new() { ["Input_Features"] = input });

        var points = results.Set("Output_Points");
        points.Schema.GeometryType.ShouldBe(GeometryType.Point);
        points.Features.Single().Geometry!.Coordinate.ShouldBe(new Coordinate(1, 1));
        results.Messages.ShouldContain(message => message.Description == "1 features have no geometry and give no point.");
    }

    static string Embedded(string name)
    {
        using var stream = typeof(AddAToolTests).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Tools.Analysis;

namespace GpServer.Tools.Tests.Analysis;

public sealed class LandUseReportTests
{
    [Fact]
    public void The_table_has_a_row_for_each_class_in_its_colour()
    {
        using var run = new LandUseRun(4326, LandUseRun.Rectangle(10.42, 50.9, 10.47, 50.94));

        var forests = run.Features.Count(feature => Equals(run.Value(feature, "CODE"), 62L));
        run.Report.ShouldContain(
            $"Coniferous forest</td><td class=\"n\">62</td><td class=\"n\">{forests}</td><td class=\"n\">622.77</td><td class=\"n\">39.81 %</td>");
        Regex.Count(run.Report, "<tr><td><svg class=\"key\"").ShouldBe(run.Summary.Count);
        Regex.Count(run.Report, "<path fill=\"#[0-9a-f]{6}\" stroke=\"#[0-9a-f]{6}\" d=\"M[^\"]*z\">").ShouldBe(run.Summary.Count);
        run.Report.ShouldContain("<td class=\"n\">1,564.54</td><td class=\"n\">100.00 %</td>");
    }

    [Fact]
    public void The_page_loads_nothing_and_its_tags_match()
    {
        using var run = new LandUseRun(4326, LandUseRun.Rectangle(10.42, 50.9, 10.47, 50.94));

        run.Report.ShouldNotContain("<script");
        run.Report.ShouldNotContain("http");
        run.Report.ShouldNotContain("url(");
        var (start, end) = (run.Report.IndexOf("<body>", StringComparison.Ordinal), run.Report.IndexOf("</html>", StringComparison.Ordinal));
        var body = run.Report[start..end];
        XElement.Parse(body).Name.LocalName.ShouldBe("body");
    }

    [Fact]
    public void The_name_of_a_system_is_text_and_not_markup()
    {
        var system = SpatialReferences.Default.FromWkt(
            """
            GEOGCS["<script>alert('&amp;')</script>",DATUM["D",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],
            UNIT["degree",0.0174532925199433]]
            """);
        using var run = new LandUseRun(new FeatureSet(
            new FeatureSchema { GeometryType = GeometryType.Polygon, SpatialReference = system },
            [new Feature(Features.Shape(LandUseRun.Rectangle(10.5, 51, 10.51, 51.01)), [])]));

        run.Report.ShouldContain("given in &lt;script&gt;alert(&#39;&amp;amp;&#39;)&lt;/script&gt;.");
        run.Report.ShouldNotContain("<script");
    }

    [Fact]
    public void The_names_and_colours_of_classes_are_text_and_not_markup()
    {
        var odd = new LandUseClass(1, "<b>\"x\" & y</b>", "\"><b>");
        using var text = new StringWriter();

        new LandUseReport(
            [new LandUseShare(odd, 1, 2, 100)], [new LandUseParcel(odd, null, Features.Shape(LandUseRun.Rectangle(0, 0, 1, 1)))], 0, "x")
            .Write(text, CancellationToken.None);

        text.ToString().ShouldContain("</svg>&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;</td>");
        text.ToString().ShouldNotContain("<b>");
    }

    [Fact]
    public void The_map_stays_small_when_the_whole_layer_is_drawn()
    {
        using var run = new LandUseRun(4326, LandUseRun.Rectangle(10.32, 50.82, 10.88, 51.18));

        run.Report.Length.ShouldBeLessThan(1_500_000);
        run.Report.ShouldContain("viewBox=\"0 0 3916 4000\"");
    }
}

using System.Globalization;
using System.Net;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GpServer.Tools.Analysis;

/// <summary>
/// A page about the land use of an area: a map, and a table of the classes. It loads nothing, has no script, and prints on paper. Where the
/// land use is empty it says so.
/// </summary>
/// <param name="shares">The largest class first.</param>
/// <param name="outside">Hectares of the area that have no land use.</param>
/// <param name="system">The name of the area's spatial reference, which may come from the caller.</param>
sealed class LandUseReport(IReadOnlyList<LandUseShare> shares, IReadOnlyList<LandUseParcel> parcels, double outside, string system)
{
    /// <summary>Steps along the longer side of the map; vertices that fall on the step before are left out.</summary>
    const double MapSteps = 4_000;

    /// <summary>Fewer would be no shape to draw.</summary>
    const double LeastSteps = 40;

    const string Style = """
        body { font: 15px/1.45 "Segoe UI", system-ui, sans-serif; color: #222; max-width: 54em; margin: 2em auto; padding: 0 1em }
        h1 { font-size: 1.7em; margin: 0 0 .2em }
        p { margin: .3em 0 }
        figure { margin: 1.2em 0; text-align: center }
        svg.map { width: 100%; height: 34em; background: #f4f4f2; border: 1px solid #bbb }
        figcaption { color: #666; font-size: .85em; text-align: left }
        table { border-collapse: collapse; width: 100% }
        th, td { padding: .22em .6em; text-align: left; border-bottom: 1px solid #ddd }
        thead th, tfoot td { border-bottom: 2px solid #888; font-weight: 600 }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        .bar { width: 34%; padding-right: 0 }
        .key { width: .9em; height: .9em; margin-right: .5em; vertical-align: -.1em; border: 1px solid #999 }
        .bar svg { display: block; width: 100%; height: 1em }
        .note { background: #fff4d6; border-left: 4px solid #e0a800; padding: .5em .8em }
        @media print { body { margin: 0; max-width: none; font-size: 11px } svg.map { height: 95mm } tr, figure { break-inside: avoid } }
        @media print { svg, .note { -webkit-print-color-adjust: exact; print-color-adjust: exact } }
        """;

    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public void Write(TextWriter text, CancellationToken stop)
    {
        text.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Land Use Report</title>\n");
        text.Write($"<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>Land Use Report</h1>\n");
        WriteOverview(text);
        if (shares.Count > 0)
        {
            WriteMap(text, stop);
            WriteTable(text);
        }

        text.Write("<p>Areas are those on the WGS 84 ellipsoid. The landscape and its names are made up.</p>\n</body>\n</html>\n");
    }

    void WriteOverview(TextWriter text)
    {
        var covered = shares.Sum(share => share.Hectares);
        text.Write(shares.Count > 0
            ? Invariant($"<p>{covered:N2} hectares in {parcels.Count:N0} polygons of {shares.Count} classes.</p>\n")
            : Invariant($"<p class=\"note\">Nothing of the area of interest ({outside:N2} hectares) has a land use.</p>\n"));
        if (shares.Count > 0 && outside > 0)
        {
            text.Write(Invariant($"<p class=\"note\">{outside:N2} hectares ({100 * outside / (outside + covered):N2} % of the area of interest) "));
            text.Write("have no land use and are not in the table.</p>\n");
        }

        text.Write($"<p>Area of interest given in {Encode(system)}.</p>\n");
    }

    void WriteTable(TextWriter text)
    {
        text.Write("<table>\n<thead><tr><th>Class</th><th class=\"n\">Code</th><th class=\"n\">Polygons</th>");
        text.Write("<th class=\"n\">Area (ha)</th><th class=\"n\">Share</th><th class=\"bar\"></th></tr></thead>\n<tbody>\n");
        var longest = shares.Max(share => share.Percent);
        foreach (var share in shares)
        {
            var color = Encode(share.Class.Color);
            text.Write($"<tr><td><svg class=\"key\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\" fill=\"{color}\"/></svg>");
            text.Write($"{Encode(share.Class.Name)}</td>");
            text.Write(Invariant($"<td class=\"n\">{share.Class.Code}</td><td class=\"n\">{share.Polygons:N0}</td>"));
            text.Write(Invariant($"<td class=\"n\">{share.Hectares:N2}</td><td class=\"n\">{share.Percent:N2} %</td>"));
            text.Write("<td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\">");
            text.Write(Invariant($"<rect width=\"{100 * share.Percent / longest:F2}\" height=\"10\" fill=\"{color}\"/></svg></td></tr>\n"));
        }

        text.Write(Invariant($"</tbody>\n<tfoot><tr><td>Total</td><td></td><td class=\"n\">{parcels.Count:N0}</td>"));
        text.Write(Invariant($"<td class=\"n\">{shares.Sum(share => share.Hectares):N2}</td>"));
        text.Write(Invariant($"<td class=\"n\">{shares.Sum(share => share.Percent):N2} %</td><td></td></tr></tfoot>\n</table>\n"));
    }

    /// <summary>One path for each class, the smaller ones on top: their outlines, half a pixel wide, hide the seams between neighbours.</summary>
    void WriteMap(TextWriter text, CancellationToken stop)
    {
        var extent = new Envelope();
        foreach (var parcel in parcels)
        {
            extent.ExpandToInclude(parcel.Shape.EnvelopeInternal);
        }

        // As wide as the middle parallel is on the ground.
        var narrow = Math.Cos(extent.Centre.Y * Math.PI / 180);
        var scale = MapSteps / Math.Max(extent.Width * narrow, extent.Height);
        var (width, height) = (Math.Max(extent.Width * narrow * scale, LeastSteps), Math.Max(extent.Height * scale, LeastSteps));
        text.Write(Invariant($"<figure>\n<svg class=\"map\" viewBox=\"0 0 {width:F0} {height:F0}\" role=\"img\" "));
        text.Write("aria-label=\"Map of the land use\" stroke-width=\"4\" stroke-linejoin=\"round\" fill-rule=\"evenodd\">\n");
        foreach (var share in shares)
        {
            text.Write($"<path fill=\"{Encode(share.Class.Color)}\" stroke=\"{Encode(share.Class.Color)}\" d=\"");
            foreach (var parcel in parcels.Where(parcel => parcel.Class == share.Class))
            {
                stop.ThrowIfCancellationRequested();
                foreach (var ring in LinearComponentExtracter.GetLines(parcel.Shape).Cast<LineString>())
                {
                    WriteRing(text, ring.CoordinateSequence, extent, scale * narrow, scale);
                }
            }

            text.Write($"\"><title>{Encode(share.Class.Name)}</title></path>\n");
        }

        text.Write(Invariant($"</svg>\n<figcaption>{extent.MinX:F5} to {extent.MaxX:F5} degrees east, "));
        text.Write(Invariant($"{extent.MinY:F5} to {extent.MaxY:F5} degrees north. North is up.</figcaption>\n</figure>\n"));
    }

    static void WriteRing(TextWriter text, CoordinateSequence ring, Envelope extent, double scaleX, double scaleY)
    {
        int lastX = 0, lastY = 0;
        for (var i = 0; i < ring.Count - 1; i++)
        {
            var x = (int)Math.Round((ring.GetX(i) - extent.MinX) * scaleX);
            var y = (int)Math.Round((extent.MaxY - ring.GetY(i)) * scaleY);
            if (i == 0)
            {
                text.Write(Invariant($"M{x} {y}l"));
            }
            else if (x != lastX || y != lastY)
            {
                text.Write(Invariant($"{x - lastX} {y - lastY} "));
            }

            (lastX, lastY) = (x, y);
        }

        // A path that has ended in a single place still needs a pair of numbers behind its letter.
        text.Write("0 0z");
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    static string Encode(string value) => WebUtility.HtmlEncode(value);
}

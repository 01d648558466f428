using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests;

/// <summary>Reads texts as the value of a parameter named Input.</summary>
static class Reader
{
    public static FeatureReadOptions Options { get; } = With(new ReadLimits());

    public static FeatureReadOptions With(ReadLimits limits, bool simplify = true) => new()
    {
        Parameter = "Input",
        Reading = new ValueReading { Features = new FeatureReader(), Limits = limits, SimplifyFeatures = simplify },
    };

    public static FeatureSet Set(string text, FeatureReadOptions? options = null) =>
        new FeatureReader().Read(Encoding.UTF8.GetBytes(text), options ?? Options).ShouldBeOfType<FeatureSet>();

    public static FeatureReference Reference(string text) =>
        new FeatureReader().Read(Encoding.UTF8.GetBytes(text), Options).ShouldBeOfType<FeatureReference>();

    /// <summary>The only feature of a set.</summary>
    public static Feature One(string text, FeatureReadOptions? options = null) => Set(text, options).Features.ShouldHaveSingleItem();

    /// <summary>The geometry of a set of one feature without attributes.</summary>
    public static Geometry Geometry(string geometry, string header = "", FeatureReadOptions? options = null) =>
        One($$"""{{{header}}"features":[{"geometry":{{geometry}}}]}""", options).Geometry.ShouldNotBeNull();

    /// <summary>The failure of reading a text and all its features.</summary>
    public static GpException Failure(string text, FeatureReadOptions? options = null) =>
        Should.Throw<GpException>(() => Set(text, options).Features.Count());

    /// <summary>What the failure of reading says.</summary>
    public static string Problem(string text, FeatureReadOptions? options = null) => Failure(text, options).Message;
}

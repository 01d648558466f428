namespace GpServer.Core.Spatial;

/// <summary>A unit in well-known text.</summary>
/// <param name="Name">As it was written.</param>
/// <param name="Factor">Metres, radians or ones in it.</param>
readonly record struct WktUnit(string Name, double Factor)
{
    const double RadiansPerDegree = Math.PI / 180;
    const double RadiansPerGrad = Math.PI / 200;

    /// <summary>No unit of a coordinate is larger; 150 km is the largest known.</summary>
    const double LargestFactor = 1e9;

    public static WktUnit Degree { get; } = new("degree", RadiansPerDegree);

    public static WktUnit Metre { get; } = new("metre", 1);

    /// <summary>Units whose factor a text may leave out: OGC 18-010 lists none, but metres and degrees need no explanation.</summary>
    static readonly Dictionary<string, double> Factors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["metre"] = 1,
        ["meter"] = 1,
        ["kilometre"] = 1000,
        ["foot"] = 0.3048,
        ["US survey foot"] = 1200d / 3937,
        ["Foot_US"] = 1200d / 3937,
        ["degree"] = RadiansPerDegree,
        ["grad"] = RadiansPerGrad,
        ["radian"] = 1,
        ["arc-second"] = RadiansPerDegree / 3600,
        ["unity"] = 1,
        ["parts per million"] = 1e-6,
    };

    public bool IsDegree => Factor == RadiansPerDegree;

    public bool IsGrad => Factor == RadiansPerGrad;

    public double Degrees(double value) => IsDegree ? value : double.RadiansToDegrees(value * Factor);

    /// <summary>The unit of lengths that stands at an element, in either version; null without one.</summary>
    public static WktUnit? Length(WktNode owner) => Read(owner.Child("LENGTHUNIT", "UNIT"));

    /// <summary>The unit of angles that stands at an element; null without one. Factors cut after some digits are made whole.</summary>
    public static WktUnit? Angle(WktNode owner) => Read(owner.Child("ANGLEUNIT", "UNIT")) is { } unit
        ? unit with { Factor = Whole(Whole(unit.Factor, RadiansPerDegree), RadiansPerGrad) }
        : null;

    /// <summary>The unit of ratios that stands at an element; null without one.</summary>
    public static WktUnit? Scale(WktNode owner) => Read(owner.Child("SCALEUNIT", "UNIT"));

    /// <summary>UNIT["name", factor], whatever its keyword.</summary>
    static WktUnit? Read(WktNode? unit)
    {
        if (unit is null)
        {
            return null;
        }

        if (unit.Numbers.Count == 0)
        {
            return Factors.TryGetValue(unit.Name, out var known)
                ? new WktUnit(unit.Name, known)
                : throw unit.Unreadable($"the unit '{unit.Name}' is not known and has no factor");
        }

        return unit.RequiredNumber(0) is > 0 and <= LargestFactor and var factor
            ? new WktUnit(unit.Name, factor)
            : throw unit.Unreadable($"a unit needs a positive factor, up to {LargestFactor:0}");
    }

    static double Whole(double factor, double exact) => Math.Abs(factor - exact) < 1e-10 ? exact : factor;
}

namespace GpServer.Core.Spatial;

/// <summary>Maps whose parallels are given by polynomials in the latitude.</summary>
readonly struct PolynomialParallels : IParallels
{
    readonly EvenPolynomial _widths, _heights;
    readonly double _north;

    /// <param name="widths">Factors of the even powers of the latitude in the length of a parallel.</param>
    /// <param name="heights">Factors of the odd powers of the latitude in y.</param>
    PolynomialParallels(double[] widths, double[] heights)
    {
        _widths = new(widths);
        _heights = new(heights);
        _north = _heights.At(Math.PI / 2).Value;
    }

    /// <summary>
    /// Compact Miller (Jenny, Šavrič and Patterson, International Journal of Geographical Information Science 29 (2015)).
    /// </summary>
    public static PolynomialParallels CompactMiller { get; } = new([1], [0.9902, 0.1604, -0.03054]);

    /// <summary>Patterson (Patterson, Šavrič and Jenny, Cartographic Perspectives 78 (2014)).</summary>
    public static PolynomialParallels Patterson { get; } = new([1], [1.0148, 0, 0.23185, -0.14499, 0.02406]);

    /// <summary>
    /// Natural Earth (Šavrič, Jenny, Patterson, Petrovič and Hurni, Cartography and Geographic Information Science 38 (2011)).
    /// </summary>
    public static PolynomialParallels NaturalEarth { get; } = new(
        [0.8707, -0.131979, -0.013791, 0, 0, 0.003971, -0.001529],
        [1.007226, 0.015085, 0, -0.044475, 0.028874, -0.005916]);

    /// <summary>Natural Earth II (Šavrič, Patterson and Jenny, International Journal of Cartography 1 (2015)).</summary>
    public static PolynomialParallels NaturalEarthII { get; } = new(
        [0.84719, -0.13063, 0, 0, 0, 0, -0.04515, 0.05494, -0.02326, 0.00331],
        [1.01183, 0, 0, 0, -0.02625, 0.01926, -0.00396]);

    /// <summary>
    /// Tobler's first alternative to Miller's cylindrical projection: Mercator's series to the third power of the latitude
    /// (Evenden, libproj4: A comprehensive library of cartographic projection functions, 2005, section 4.1.13).
    /// </summary>
    public static PolynomialParallels ToblerCylindricalI { get; } = new([1], [1, 1 / 6.0]);

    /// <summary>Tobler's second alternative: the same to the fifth power (section 4.1.14).</summary>
    public static PolynomialParallels ToblerCylindricalII { get; } = new([1], [1, 1 / 6.0, 1 / 24.0]);

    public (double Width, double Y) At(double latitude) => (_widths.Even(latitude), _heights.At(latitude).Value);

    public (double Width, double Latitude) Through(double y)
    {
        var height = Outline.Within(y, _north);
        var latitude = Outline.Within(Newton.Solve(_heights, height, height / _north * Math.PI / 2), Math.PI / 2);
        return (_widths.Even(latitude), latitude);
    }
}

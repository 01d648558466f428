namespace GpServer.Core.Spatial;

/// <summary>
/// Robinson (Robinson 1974; Snyder and Voxland, USGS Professional Paper 1453), a table of parallels at every 5°. Between them run cubic
/// splines, even (lengths) and odd (heights) about the equator, whose third derivative does not jump 5° from the pole. PROJ has the same
/// with factors of six digits, by which it differs up to 2.2 m between the parallels of the table and 0.5 m on them.
/// </summary>
readonly struct Robinson : IParallels
{
    const double Across = 0.8487;
    const double Up = 1.3523;

    static readonly RobinsonSpline Lengths = new(isOdd: false, [
        1, 0.9986, 0.9954, 0.9900, 0.9822, 0.9730, 0.9600, 0.9427, 0.9216, 0.8962,
        0.8679, 0.8350, 0.7986, 0.7597, 0.7186, 0.6732, 0.6213, 0.5722, 0.5322]);

    static readonly RobinsonSpline Heights = new(isOdd: true, [
        0, 0.0620, 0.1240, 0.1860, 0.2480, 0.3100, 0.3720, 0.4340, 0.4958, 0.5571,
        0.6176, 0.6769, 0.7346, 0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1]);

    public (double Width, double Y) At(double latitude) => (Width(latitude), Math.CopySign(Up * Height(latitude), latitude));

    public (double Width, double Latitude) Through(double y)
    {
        var height = Math.Abs(Outline.Within(y, Up)) / Up;
        var steps = Outline.Within(Newton.Solve(Heights, height, height * RobinsonSpline.Steps), RobinsonSpline.Steps);
        var latitude = Math.CopySign(steps * RobinsonSpline.Step, y);
        return (Width(latitude), latitude);
    }

    static double Width(double latitude) => Across * Lengths.At(Math.Abs(latitude) / RobinsonSpline.Step).Value;

    static double Height(double latitude) => Heights.At(Math.Abs(latitude) / RobinsonSpline.Step).Value;
}

using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace GpServer.Core.Spatial;

/// <summary>
/// A projection computed by ProjNET. Its projection classes keep all state in fields set by the constructor, and both directions are
/// made here once, so that threads may share them.
/// </summary>
sealed class ProjNetProjection : IProjection
{
    readonly MathTransform _forward, _inverse;
    readonly double _centralMeridian;

    public ProjNetProjection(ProjectionDefinition definition)
    {
        _centralMeridian = definition.Parameters.TryGetValue("longitude_of_center", out var center)
            ? center
            : definition.Value("central_meridian");
        var factory = new CoordinateSystemFactory();
        var ellipsoid = factory.CreateEllipsoid(
            "ellipsoid", definition.Ellipsoid.SemiMajorAxis, definition.Ellipsoid.SemiMinorAxis, LinearUnit.Metre);
        var geographic = factory.CreateGeographicCoordinateSystem(
            "geographic",
            AngularUnit.Degrees,
            factory.CreateHorizontalDatum("datum", DatumType.HD_Geocentric, ellipsoid, null),
            PrimeMeridian.Greenwich,
            new AxisInfo("Lon", AxisOrientationEnum.East),
            new AxisInfo("Lat", AxisOrientationEnum.North));
        var parameters = definition.Parameters.Select(parameter => new ProjectionParameter(parameter.Key, parameter.Value)).ToList();
        var projected = factory.CreateProjectedCoordinateSystem(
            "projected",
            geographic,
            factory.CreateProjection("projection", definition.ClassName, parameters),
            new LinearUnit(definition.MetresPerUnit, "unit", "", 0, "", "", ""),
            new AxisInfo("East", AxisOrientationEnum.East),
            new AxisInfo("North", AxisOrientationEnum.North));
        Sheets = definition.ClassName is "Mercator_1SP" or "Lambert_Conformal_Conic_2SP" or "Albers_Conic_Equal_Area"
            ? MapSheet.Around(double.DegreesToRadians(_centralMeridian))
            : [];
        _forward = new CoordinateTransformationFactory().CreateFromCoordinateSystems(geographic, projected).MathTransform;
        _inverse = _forward.Inverse();
    }

    public IReadOnlyList<MapSheet> Sheets { get; }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = _centralMeridian + OneTurn(double.RadiansToDegrees(xs[i]) - _centralMeridian);
            ys[i] = double.RadiansToDegrees(ys[i]);
        }

        Transform(_forward, xs, ys);
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        Transform(_inverse, xs, ys);
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = double.DegreesToRadians(OneTurn(xs[i]));
            ys[i] = double.DegreesToRadians(ys[i]);
        }
    }

    /// <summary>
    /// Point by point, because some of the classes throw when an iteration does not converge for a point far from their area, and the
    /// others of the batch are wanted.
    /// </summary>
    static void Transform(MathTransform transform, Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            try
            {
                transform.Transform(ref xs[i], ref ys[i]);
            }
            catch (Exception failure) when (IsNoConvergence(failure))
            {
                (xs[i], ys[i]) = (double.NaN, double.NaN);
            }
        }
    }

    /// <summary>The classes have no type of their own for it; some throw <see cref="Exception"/> itself.</summary>
    static bool IsNoConvergence(Exception failure) =>
        failure is InvalidOperationException or ArgumentException or ArithmeticException || failure.GetType() == typeof(Exception);

    /// <summary>Degrees into [-180, 180]; values there are left as they are to the last bit.</summary>
    static double OneTurn(double degrees) => Math.Abs(degrees) <= 180 ? degrees : Math.IEEERemainder(degrees, 360);
}

namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// The inverse problem in its canonical form: latitude 1 not above 0, the other between it and its opposite, longitude difference
/// in [0, 180]. C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), sections 4 and 5: the azimuth at point 1 is the
/// root of λ12(α1) = λ12, found by Newton's method that falls back on bisection.
/// </summary>
ref struct GeodesicInverse
{
    const double Epsilon = 2.220446049250313e-16;

    /// <summary>Newton's method needs about four steps, bisection to the last bit 53 more.</summary>
    const int MaxSteps = 100;

    readonly Geodesic _geodesic;
    readonly double _sinBeta1, _cosBeta1, _sinBeta2, _cosBeta2;
    readonly double _dn1, _dn2;
    readonly double _sinLambda, _cosLambda, _lambda, _supplement;

    double _sinAlpha1, _cosAlpha1, _sinAlpha2, _cosAlpha2;

    /// <summary>In degrees, as <see cref="Angle.Difference"/> and <see cref="Angle.Round"/> give them.</summary>

    public GeodesicInverse(Geodesic geodesic, double latitude1, double latitude2, double longitudeDifference, double rest)
    {
        _geodesic = geodesic;
        (_sinBeta1, _cosBeta1) = geodesic.ReducedLatitude(latitude1);
        (_sinBeta2, _cosBeta2) = geodesic.ReducedLatitude(latitude2);

        // Opposite or equal latitudes stay so after rounding; the larger of sine and cosine is the less exact one.
        if (_cosBeta1 < -_sinBeta1)
        {
            if (_cosBeta2 == _cosBeta1)
            {
                _sinBeta2 = _sinBeta2 < 0 ? _sinBeta1 : -_sinBeta1;
            }
        }
        else if (Math.Abs(_sinBeta2) == -_sinBeta1)
        {
            _cosBeta2 = _cosBeta1;
        }

        _dn1 = Math.Sqrt(1 + (geodesic.SecondEccentricitySquared * _sinBeta1 * _sinBeta1));
        _dn2 = Math.Sqrt(1 + (geodesic.SecondEccentricitySquared * _sinBeta2 * _sinBeta2));

        // Near 180 degrees the supplement carries the digits.
        _lambda = Angle.ToRadians(longitudeDifference);
        var supplement = Angle.Round(180 - longitudeDifference - rest);
        _supplement = Angle.ToRadians(supplement);
        (_sinLambda, _cosLambda) = Angle.SinCos(longitudeDifference > 90 ? supplement : longitudeDifference);
        _cosLambda = longitudeDifference > 90 ? -_cosLambda : _cosLambda;
    }

    /// <summary>Length in metres and sines and cosines of the azimuths at both ends.</summary>
    public GeodesicEnds Solve()
    {
        if ((_cosBeta1 <= Angle.Tiny || _sinLambda == 0) && TryMeridian(out var distance))
        {
            return Ends(distance);
        }

        if (_sinBeta1 == 0 && _supplement >= _geodesic.Flattening * Math.PI)
        {
            (_sinAlpha1, _cosAlpha1, _sinAlpha2, _cosAlpha2) = (1, 0, 1, 0);
            return Ends(_geodesic.Ellipsoid.SemiMajorAxis * _lambda);
        }

        return Ends(TryShort(out distance) ? distance : SolveForAzimuth());
    }

    /// <summary>Both points on one meridian, or the first at a pole.</summary>
    bool TryMeridian(out double distance)
    {
        (_sinAlpha1, _cosAlpha1, _sinAlpha2, _cosAlpha2) = (_sinLambda, _cosLambda, 0, 1);
        double sinSigma1 = _sinBeta1, cosSigma1 = _cosAlpha1 * _cosBeta1, sinSigma2 = _sinBeta2, cosSigma2 = _cosBeta2;
        var sigma = Math.Atan2(
            Math.Max(0, (cosSigma1 * sinSigma2) - (sinSigma1 * cosSigma2)),
            (cosSigma1 * cosSigma2) + (sinSigma1 * sinSigma2));
        var (length, reducedLength) = Lengths(_geodesic.ThirdFlattening, sigma, sinSigma1, cosSigma1, sinSigma2, cosSigma2);
        distance = Math.Max(0, length) * _geodesic.PolarRadius;
        return sigma < 1 || reducedLength >= 0;
    }

    /// <summary>
    /// Points within about 0.2 m: the ellipsoid is a sphere there (equation 48), and the series would lose the digits of the azimuths.
    /// </summary>
    bool TryShort(out double distance)
    {
        distance = 0;
        var sinBeta12 = (_sinBeta2 * _cosBeta1) - (_cosBeta2 * _sinBeta1);
        var cosBeta12 = (_cosBeta2 * _cosBeta1) + (_sinBeta2 * _sinBeta1);
        if (!(cosBeta12 >= 0 && sinBeta12 < 0.5 && _cosBeta2 * _lambda < 0.5))
        {
            return false;
        }

        var sinMean = (_sinBeta1 + _sinBeta2) * (_sinBeta1 + _sinBeta2);
        sinMean /= sinMean + ((_cosBeta1 + _cosBeta2) * (_cosBeta1 + _cosBeta2));
        var dn = Math.Sqrt(1 + (_geodesic.SecondEccentricitySquared * sinMean));
        var (sinOmega, cosOmega) = Math.SinCos(_lambda / ((1 - _geodesic.Flattening) * dn));
        var versine = cosOmega >= 0 ? sinOmega * sinOmega / (1 + cosOmega) : 1 - cosOmega;
        _sinAlpha1 = _cosBeta2 * sinOmega;
        _cosAlpha1 = sinBeta12 + (_cosBeta2 * _sinBeta1 * versine);
        var sinSigma = double.Hypot(_sinAlpha1, _cosAlpha1);
        var limit = 0.1 * Math.Sqrt(Epsilon) / Math.Sqrt(Math.Max(0.001, _geodesic.Flattening) / 2);
        if (sinSigma >= limit)
        {
            return false;
        }

        _sinAlpha2 = _cosBeta1 * sinOmega;
        _cosAlpha2 = sinBeta12 - (_cosBeta1 * _sinBeta2 * versine);
        var sigma = Math.Atan2(sinSigma, (_sinBeta1 * _sinBeta2) + (_cosBeta1 * _cosBeta2 * cosOmega));
        distance = sigma * _geodesic.PolarRadius * dn;
        return true;
    }

    double SolveForAzimuth()
    {
        StartingAzimuth();
        double lowSin = Angle.Tiny, lowCos = 1, highSin = Angle.Tiny, highCos = -1;
        var length = 0.0;
        for (var step = 0; step < MaxSteps; step++)
        {
            var excess = LongitudeExcess(out length, out var slope);
            if (!(Math.Abs(excess) >= Epsilon / 2))
            {
                break;
            }

            // λ12 grows with α1 at the root, which lies between the low and the high azimuth.
            if (excess > 0)
            {
                (highSin, highCos) = (_sinAlpha1, _cosAlpha1);
            }
            else
            {
                (lowSin, lowCos) = (_sinAlpha1, _cosAlpha1);
            }

            var (sin, cos) = (_sinAlpha1, _cosAlpha1);
            if (!TryNewton(-excess / slope, lowSin, lowCos, highSin, highCos))
            {
                (_sinAlpha1, _cosAlpha1) = ((lowSin + highSin) / 2, (lowCos + highCos) / 2);
                Angle.MakeUnit(ref _sinAlpha1, ref _cosAlpha1);
            }

            // Beside the equator a cosine of the size of the latitude decides, so it must be known to its own last digits.
            if (Math.Abs(_sinAlpha1 - sin) <= Epsilon && Math.Abs(_cosAlpha1 - cos) <= Epsilon * Math.Abs(cos))
            {
                LongitudeExcess(out length, out _);
                break;
            }
        }

        return length * _geodesic.PolarRadius;
    }

    bool TryNewton(double change, double lowSin, double lowCos, double highSin, double highCos)
    {
        if (!(Math.Abs(change) < Math.PI))
        {
            return false;
        }

        var (sinChange, cosChange) = Math.SinCos(change);
        var sin = (_sinAlpha1 * cosChange) + (_cosAlpha1 * sinChange);
        var cos = (_cosAlpha1 * cosChange) - (_sinAlpha1 * sinChange);
        var inside = sin > 0 && (sin * lowCos) - (cos * lowSin) >= 0 && (highSin * cos) - (highCos * sin) >= 0;
        if (inside)
        {
            (_sinAlpha1, _cosAlpha1) = (sin, cos);
            Angle.MakeUnit(ref _sinAlpha1, ref _cosAlpha1);
        }

        return inside;
    }

    /// <summary>
    /// α1 on the auxiliary sphere, or for nearly antipodal points where the point lies in the astroid of section 5. Azimuths that
    /// come out badly only cost steps.
    /// </summary>
    void StartingAzimuth()
    {
        var sinBetaSum = (_sinBeta2 * _cosBeta1) + (_cosBeta2 * _sinBeta1);
        var sinSpherical = double.Hypot(
            _cosBeta2 * _sinLambda, (_cosBeta1 * _sinBeta2) - (_sinBeta1 * _cosBeta2 * _cosLambda));
        var cosSpherical = (_sinBeta1 * _sinBeta2) + (_cosBeta1 * _cosBeta2 * _cosLambda);
        double sinOmega = _sinLambda, cosOmega = _cosLambda;
        var antipodal = cosSpherical < 0
            && sinSpherical < 6 * _geodesic.ThirdFlattening * Math.PI * _cosBeta1 * _cosBeta1;
        if (antipodal && TryAstroid(sinBetaSum, ref sinOmega, ref cosOmega))
        {
            return;
        }

        _sinAlpha1 = _cosBeta2 * sinOmega;
        _cosAlpha1 = cosOmega >= 0
            ? (_sinBeta2 * _cosBeta1) - (_cosBeta2 * _sinBeta1) + (_cosBeta2 * _sinBeta1 * sinOmega * sinOmega / (1 + cosOmega))
            : sinBetaSum - (_cosBeta2 * _sinBeta1 * sinOmega * sinOmega / (1 - cosOmega));
        if (!(_sinAlpha1 > 0))
        {
            (_sinAlpha1, _cosAlpha1) = (1, 0);
        }

        Angle.MakeUnit(ref _sinAlpha1, ref _cosAlpha1);
    }

    /// <summary>Sets α1 for points on the cut between the cusps, otherwise replaces ω12 by its value from the astroid.</summary>
    bool TryAstroid(double sinBetaSum, ref double sinOmega, ref double cosOmega)
    {
        var k2 = _geodesic.SecondEccentricitySquared * _sinBeta1 * _sinBeta1;
        var longitudeScale = _geodesic.Flattening * _cosBeta1 * _geodesic.Series.A3(GeodesicSeries.Epsilon(k2)) * Math.PI;
        var x = -_supplement / longitudeScale;
        var y = sinBetaSum / (longitudeScale * _cosBeta1);
        if (y > -200 * Epsilon && x > -1 - (1000 * Math.Sqrt(Epsilon)))
        {
            _sinAlpha1 = Math.Max(Angle.Tiny, Math.Min(1, -x));
            _cosAlpha1 = -Math.Sqrt(Math.Max(0, 1 - (_sinAlpha1 * _sinAlpha1)));
            return true;
        }

        var kappa = Astroid(x, y);
        var (sin, cos) = Math.SinCos(longitudeScale * (-x * kappa / (1 + kappa)));
        (sinOmega, cosOmega) = (sin, -cos);
        return false;
    }

    /// <summary>
    /// The positive root κ of (x/(1+κ))² + (y/κ)² = 1 (equation 55 divided by its terms). The left side falls and is convex, so that
    /// Newton's method from a bound below climbs to the root without leaving the interval.
    /// </summary>
    static double Astroid(double x, double y)
    {
        var kappa = Math.Max(Math.Max(Math.Abs(y), Math.Abs(x) - 1), Angle.Tiny);
        for (var step = 0; step < MaxSteps; step++)
        {
            double u = x / (1 + kappa), v = y / kappa;
            var value = (u * u) + (v * v) - 1;
            var change = value / (2 * ((u * u / (1 + kappa)) + (v * v / kappa)));
            if (!(change > kappa * 1e-12))
            {
                break;
            }

            kappa += change;
        }

        return kappa;
    }

    /// <summary>
    /// λ12(α1) - λ12 in radians, its derivative by α1 (equation 46), and the length of this geodesic over b. Sets α2.
    /// </summary>
    double LongitudeExcess(out double length, out double slope)
    {
        if (_sinBeta1 == 0 && _cosAlpha1 == 0)
        {
            _cosAlpha1 = -Angle.Tiny;
        }

        var sinAlpha0 = _sinAlpha1 * _cosBeta1;
        var cosAlpha0 = double.Hypot(_cosAlpha1, _sinAlpha1 * _sinBeta1);
        ArriveAtSecondLatitude(sinAlpha0);

        double sinSigma1 = _sinBeta1, cosSigma1 = _cosAlpha1 * _cosBeta1, sinSigma2 = _sinBeta2, cosSigma2 = _cosAlpha2 * _cosBeta2;
        double sinOmega1 = sinAlpha0 * _sinBeta1, cosOmega1 = cosSigma1, sinOmega2 = sinAlpha0 * _sinBeta2, cosOmega2 = cosSigma2;
        Angle.MakeUnit(ref sinSigma1, ref cosSigma1);
        Angle.MakeUnit(ref sinSigma2, ref cosSigma2);
        Angle.MakeUnit(ref sinOmega1, ref cosOmega1);
        Angle.MakeUnit(ref sinOmega2, ref cosOmega2);

        var sigma = Math.Atan2(
            Math.Max(0, (cosSigma1 * sinSigma2) - (sinSigma1 * cosSigma2)),
            (cosSigma1 * cosSigma2) + (sinSigma1 * sinSigma2));
        var sinOmega = Math.Max(0, (cosOmega1 * sinOmega2) - (sinOmega1 * cosOmega2));
        var cosOmega = (cosOmega1 * cosOmega2) + (sinOmega1 * sinOmega2);
        var omegaExcess = Math.Atan2(
            (sinOmega * _cosLambda) - (cosOmega * _sinLambda),
            (cosOmega * _cosLambda) + (sinOmega * _sinLambda));

        var eps = GeodesicSeries.Epsilon(_geodesic.SecondEccentricitySquared * cosAlpha0 * cosAlpha0);
        Span<double> c3 = stackalloc double[GeodesicSeries.LongitudeOrder];
        _geodesic.Series.C3(eps, c3);
        var b3 = GeodesicSeries.SineSum(sinSigma2, cosSigma2, c3) - GeodesicSeries.SineSum(sinSigma1, cosSigma1, c3);
        (length, var reducedLength) = Lengths(eps, sigma, sinSigma1, cosSigma1, sinSigma2, cosSigma2);
        slope = _cosAlpha2 == 0
            ? -2 * (1 - _geodesic.Flattening) * _dn1 / _sinBeta1
            : reducedLength * (1 - _geodesic.Flattening) / (_cosAlpha2 * _cosBeta2);
        return omegaExcess - (_geodesic.Flattening * _geodesic.Series.A3(eps) * sinAlpha0 * (sigma + b3));
    }

    /// <summary>α2 by equations 5 and 45, the cosine from whichever difference keeps its digits.</summary>
    void ArriveAtSecondLatitude(double sinAlpha0)
    {
        _sinAlpha2 = _cosBeta2 != _cosBeta1 ? sinAlpha0 / _cosBeta2 : _sinAlpha1;
        if (_cosBeta2 == _cosBeta1 && Math.Abs(_sinBeta2) == -_sinBeta1)
        {
            _cosAlpha2 = Math.Abs(_cosAlpha1);
            return;
        }

        var difference = _cosBeta1 < -_sinBeta1
            ? (_cosBeta2 - _cosBeta1) * (_cosBeta1 + _cosBeta2)
            : (_sinBeta1 - _sinBeta2) * (_sinBeta1 + _sinBeta2);
        var cosine = _cosAlpha1 * _cosBeta1;
        _cosAlpha2 = Math.Sqrt(Math.Max(0, (cosine * cosine) + difference)) / _cosBeta2;
    }

    /// <summary>Length s12/b and reduced length m12/b (equations 7, 15, 38 and 40).</summary>
    readonly (double Length, double ReducedLength) Lengths(
        double eps, double sigma, double sinSigma1, double cosSigma1, double sinSigma2, double cosSigma2)
    {
        Span<double> c = stackalloc double[GeodesicSeries.Order];
        GeodesicSeries.C1(eps, c);
        var b1 = GeodesicSeries.SineSum(sinSigma2, cosSigma2, c) - GeodesicSeries.SineSum(sinSigma1, cosSigma1, c);
        GeodesicSeries.C2(eps, c);
        var b2 = GeodesicSeries.SineSum(sinSigma2, cosSigma2, c) - GeodesicSeries.SineSum(sinSigma1, cosSigma1, c);
        double length = GeodesicSeries.A1(eps) * (sigma + b1), j = length - (GeodesicSeries.A2(eps) * (sigma + b2));
        var reduced = (_dn2 * cosSigma1 * sinSigma2) - (_dn1 * sinSigma1 * cosSigma2) - (cosSigma1 * cosSigma2 * j);
        return (length, reduced);
    }

    readonly GeodesicEnds Ends(double distance)
    {
        return new()
        {
            Distance = distance,
            Sin1 = _sinAlpha1,
            Cos1 = _cosAlpha1,
            Sin2 = _sinAlpha2,
            Cos2 = _cosAlpha2,
        };
    }
}

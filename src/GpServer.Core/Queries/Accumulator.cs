using System.Globalization;

namespace GpServer.Core.Queries;

/// <summary>
/// Computes one figure of values that come one by one. Whole numbers are summed exactly, others by the method of Neumaier (1974); the
/// variance is that of Welford (1962), which loses no digits to a large mean.
/// </summary>
sealed class Accumulator(Statistic statistic)
{
    readonly List<double>? _values = KeepsValues(statistic.Type) ? [] : null;
    long _count;
    Int128 _wholeSum;
    double _sum, _lost, _mean, _squares;
    object? _extreme;
    bool _isDecimal;

    /// <summary>Whether the figure needs all values at once.</summary>
    public static bool KeepsValues(StatisticType type) => type is StatisticType.PercentileCont or StatisticType.PercentileDisc;

    public void Add(object? value)
    {
        if (value is null || value is double and not (>= double.MinValue and <= double.MaxValue))
        {
            return;
        }

        _count++;
        switch (statistic.Type)
        {
            case StatisticType.Count:
                break;
            case StatisticType.Min:
                _extreme = _count == 1 || RowOrder.Compare(value, _extreme) < 0 ? value : _extreme;
                break;
            case StatisticType.Max:
                _extreme = _count == 1 || RowOrder.Compare(value, _extreme) > 0 ? value : _extreme;
                break;
            default:
                AddNumber(value);
                break;
        }
    }

    /// <summary>The figure; null where there are too few values for it.</summary>
    public object? Result() => statistic.Type switch
    {
        StatisticType.Count => (object?)_count,
        StatisticType.Min or StatisticType.Max => _extreme,
        _ when _count == 0 => null,
        StatisticType.Sum => Finite(Sum()),
        StatisticType.Avg => Finite(Sum() / _count),
        StatisticType.Var => _count < 2 ? null : Finite(_squares / (_count - 1)),
        StatisticType.StdDev => _count < 2 ? null : Finite(Math.Sqrt(_squares / (_count - 1))),
        StatisticType.PercentileDisc when !_isDecimal => (long)Percentile(),
        _ => Percentile(),
    };

    void AddNumber(object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        _isDecimal |= value is double;
        if (_values is not null)
        {
            _values.Add(number);
            return;
        }

        if (value is long whole)
        {
            _wholeSum += whole;
        }
        else
        {
            var sum = _sum + number;
            _lost += Math.Abs(_sum) >= Math.Abs(number) ? _sum - sum + number : number - sum + _sum;
            _sum = sum;
        }

        var difference = number - _mean;
        _mean += difference / _count;
        _squares += difference * (number - _mean);
    }

    double Sum() => _isDecimal ? _sum + _lost : (double)_wholeSum;

    static double? Finite(double number) => double.IsFinite(number) ? number : null;

    double Percentile()
    {
        _values!.Sort();
        if (statistic.IsDescending)
        {
            _values.Reverse();
        }

        if (statistic.Type == StatisticType.PercentileDisc)
        {
            // The first value whose share of the values up to it is at least the fraction.
            return _values[Math.Clamp((int)Math.Ceiling(statistic.Fraction * _values.Count) - 1, 0, _values.Count - 1)];
        }

        var place = statistic.Fraction * (_values.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, _values.Count - 1);
        return _values[below] + ((place - below) * (_values[above] - _values[below]));
    }
}

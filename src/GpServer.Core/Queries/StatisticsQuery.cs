using GpServer.Core.Features;
using GpServer.Core.Layers;

namespace GpServer.Core.Queries;

/// <summary>
/// Computes figures of the features that match, for each group of equal values. Groups, and the values that percentiles have to keep, are
/// limited in number.
/// </summary>
sealed class StatisticsQuery
{
    const int MostGroups = 200_000;
    const int MostGroupValues = 20_000_000;
    const int MostGroupFigures = 2_000_000;
    const int MostKeptValues = 8_000_000;

    readonly IFeatureLayer _layer;
    readonly LayerFilter _filter;
    readonly LayerQuery _query;
    readonly FeatureSchema _schema;
    readonly FeatureSchema _out;
    readonly List<Statistic> _statistics;
    readonly SqlNode? _having;

    public StatisticsQuery(IFeatureLayer layer, LayerFilter filter, LayerQuery query)
    {
        _layer = layer;
        _filter = filter;
        _query = query;
        _schema = layer.Schema;
        _statistics = [.. query.Statistics];
        _out = new FeatureSchema
        {
            Fields = [.. query.GroupBy.Select(field => GroupField(_schema.Fields[field])), .. _statistics.Select(OutField)],
        };
        CheckNames();
        if (query.Having is { } having)
        {
            var scope = new GroupScope(_schema, _out, _statistics);
            _having = WhereClause.Read(having, scope, "havingClause");
        }
    }

    public FeatureSet Run(CancellationToken stop)
    {
        var groups = new Dictionary<object?[], Accumulator[]>(RowEquality.Instance);
        if (_query.GroupBy.Count == 0)
        {
            groups.Add([], NewGroup());
        }

        var keptValues = 0L;
        var key = new object?[_query.GroupBy.Count];
        var keeps = _statistics.Count(statistic => Accumulator.KeepsValues(statistic.Type));
        foreach (var row in Rows(stop))
        {
            for (var i = 0; i < key.Length; i++)
            {
                key[i] = row[_query.GroupBy[i]];
            }

            if (!groups.TryGetValue(key, out var group))
            {
                group = NewGroup();
                groups.Add([.. key], group);
                CheckBound(groups.Count, MostGroups, "groups of equal values");
                CheckBound((long)groups.Count * key.Length, MostGroupValues, "values in the groups together");
                CheckBound((long)groups.Count * group.Length, MostGroupFigures, "figures of all groups together");
            }

            CheckBound(keptValues += keeps, MostKeptValues, "values to compute percentiles of");
            for (var i = 0; i < group.Length; i++)
            {
                group[i].Add(row[_statistics[i].Field]);
            }
        }

        return Answer(groups);
    }

    FeatureSet Answer(Dictionary<object?[], Accumulator[]> groups)
    {
        var rows = new List<object?[]>(groups.Count);
        foreach (var (key, group) in groups)
        {
            object?[] row = [.. key, .. group.Select(accumulator => accumulator.Result())];
            if (_having is null || _having.Evaluate(new Feature(null, row)).IsTrue)
            {
                rows.Add(row.Length == _out.Fields.Length ? row : row[.._out.Fields.Length]);
            }
        }

        if (_query.OrderBy.Count > 0)
        {
            rows = [.. rows.Order(RowOrder.Of(_query.OrderBy, _out))];
        }

        var page = rows.Skip(_query.Offset).Take(_query.Limit ?? int.MaxValue).Select(row => new Feature(null, row)).ToList();
        return new FeatureSet(_out, page)
        {
            KnownCount = page.Count,
            ExceededTransferLimit = rows.Count - Math.Min(_query.Offset, rows.Count) > page.Count,
        };
    }

    IEnumerable<object?[]> Rows(CancellationToken stop)
    {
        var matches = _filter.Matches(stop);
        if (_statistics.All(statistic => statistic.Field == _schema.ObjectIdIndex)
            && _query.GroupBy.All(field => field == _schema.ObjectIdIndex))
        {
            return matches.Select(entry => _filter.IndexRow(entry).Attributes);
        }

        var places = _filter.IsEverything ? null : matches.Select(entry => entry.Place).ToList();
        return _layer.Read(new LayerSelection { Places = places, Geometry = false }, stop).Select(feature => feature.Attributes);
    }

    Accumulator[] NewGroup()
    {
        var group = new Accumulator[_statistics.Count];
        for (var i = 0; i < group.Length; i++)
        {
            group[i] = new Accumulator(_statistics[i]);
        }

        return group;
    }

    // A group's field is a plain field of the answer: the object id of a group is none.
    static Field GroupField(Field field) => field.Type == FieldType.OID ? field with { Type = FieldType.Integer } : field;

    Field OutField(Statistic statistic)
    {
        var field = _schema.Fields[statistic.Field];
        var type = statistic.Type switch
        {
            StatisticType.Count => FieldType.Integer,
            StatisticType.Min or StatisticType.Max or StatisticType.PercentileDisc => GroupField(field).Type,
            _ => FieldType.Double,
        };
        var takesOrder = statistic.Type is StatisticType.Count or StatisticType.Min or StatisticType.Max;
        return takesOrder || field.IsDecimal || (field.IsWholeNumber && field.Type != FieldType.Date)
            || (statistic.Type == StatisticType.PercentileDisc && field.Type == FieldType.Date)
            ? new Field(statistic.OutName, type) { Length = type == FieldType.String ? field.Length : null }
            : throw new GpException(
                GpError.InvalidParameter,
                $"outStatistics: {statistic.Type} of the field '{field.Name}', which is of type {field.Type}; "
                + "expected a field with numbers.");
    }

    void CheckNames()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in _out.Fields)
        {
            if (!seen.Add(field.Name))
            {
                throw new GpException(
                    GpError.InvalidParameter,
                    $"outStatistics: two fields of the answer have the name '{field.Name}'; expected different names.");
            }
        }
    }

    static void CheckBound(long count, int most, string what)
    {
        if (count > most)
        {
            throw new GpException(
                GpError.LimitExceeded,
                $"outStatistics: there are more than {most} {what}; use a condition that matches less.");
        }
    }
}

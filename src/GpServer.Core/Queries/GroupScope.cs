using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>
/// The names in a condition on groups: the fields of the answer, and aggregates. An aggregate that the answer does not have is computed
/// as well.
/// </summary>
sealed class GroupScope(FeatureSchema schema, FeatureSchema answer, List<Statistic> statistics) : SqlScope(DateTimeOffset.UnixEpoch)
{
    readonly int _groupFields = answer.Fields.Length - statistics.Count;

    public override IEnumerable<string> Names => answer.Fields.Select(known => known.Name);

    public override SqlNode? Find(string name) =>
        answer.IndexOf(name) is var index and >= 0 && SqlField.TypeOf(answer.Fields[index].Type) is { } type
        ? new SqlField(index, type)
        : null;

    public override SqlNode? Aggregate(string function, string? field)
    {
        var index = field is null ? schema.ObjectIdIndex : schema.IndexOf(field);
        if (index < 0)
        {
            return null;
        }

        var type = Enum.Parse<StatisticType>(function, ignoreCase: true);
        var own = SqlField.TypeOf(schema.Fields[index].Type);
        var takesOrder = type is StatisticType.Min or StatisticType.Max;
        if (type != StatisticType.Count && !takesOrder && own != SqlType.Number)
        {
            return null;
        }

        var place = statistics.FindIndex(statistic => statistic.Type == type && statistic.Field == index);
        if (place < 0)
        {
            place = statistics.Count;
            statistics.Add(new Statistic(type, index, $"{function}_{index}"));
        }

        return (takesOrder ? own : SqlType.Number) is { } result ? new SqlField(_groupFields + place, result) : null;
    }
}

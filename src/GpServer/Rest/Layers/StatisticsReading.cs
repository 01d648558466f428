using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Queries;
using GpServer.Rest.Requests;

namespace GpServer.Rest.Layers;

/// <summary>
/// Reads <c>outStatistics</c>: a list of <c>{"statisticType","onStatisticField","outStatisticFieldName","statisticParameters"}</c>.
/// </summary>
static class StatisticsReading
{
    const string Parameter = "outStatistics";
    const int Most = 200;

    static readonly Dictionary<string, StatisticType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["count"] = StatisticType.Count,
        ["sum"] = StatisticType.Sum,
        ["min"] = StatisticType.Min,
        ["max"] = StatisticType.Max,
        ["avg"] = StatisticType.Avg,
        ["stddev"] = StatisticType.StdDev,
        ["var"] = StatisticType.Var,
        ["PERCENTILE_CONT"] = StatisticType.PercentileCont,
        ["PERCENTILE_DISC"] = StatisticType.PercentileDisc,
    };

    /// <exception cref="GpException">The list cannot be read, or names a field that is not there.</exception>
    public static IReadOnlyList<Statistic> Read(RequestParameters parameters, FeatureSchema schema)
    {
        if (parameters.Find(Parameter) is not { } text)
        {
            return [];
        }

        try
        {
            var json = new JsonScanner(text.Utf8.Span);
            List<Statistic> statistics = [];
            json.EnterArray();
            while (json.NextElement())
            {
                if (statistics.Count == Most)
                {
                    throw new GpException(GpError.LimitExceeded, $"{Parameter}: there are more than {Most} figures.");
                }

                statistics.Add(ReadOne(ref json, schema));
            }

            json.ExpectEnd();
            return statistics;
        }
        catch (JsonFormatException e)
        {
            throw new GpException(GpError.InvalidParameter, $"{Parameter}: '{text.Excerpt()}' is not valid: {e.Message}.", e);
        }
    }

    static Statistic ReadOne(ref JsonScanner json, FeatureSchema schema)
    {
        string? type = null, field = null, name = null;
        var fraction = 0.5;
        var isDescending = false;
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (json.TryReadNull())
            {
                continue;
            }

            switch (Encoding.UTF8.GetString(member))
            {
                case "statisticType":
                    type = json.ReadString();
                    break;
                case "onStatisticField":
                    field = json.ReadString();
                    break;
                case "outStatisticFieldName":
                    name = json.ReadString();
                    break;
                case "statisticParameters":
                    ReadParameters(ref json, ref fraction, ref isDescending);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (type is null || !Types.TryGetValue(type, out var known))
        {
            throw new GpException(
                GpError.InvalidParameter,
                $"{Parameter}: the statisticType '{type}' is not valid; expected one of {string.Join(", ", Types.Keys)}.");
        }

        var index = field is "*" && known == StatisticType.Count ? schema.ObjectIdIndex : schema.IndexOf(field ?? "");
        return index >= 0
            ? new Statistic(known, index, string.IsNullOrEmpty(name) ? $"{type.ToUpperInvariant()}_{schema.Fields[index].Name}" : name)
            {
                Fraction = fraction,
                IsDescending = isDescending,
            }
            : throw new GpException(
                GpError.InvalidParameter,
                $"{Parameter}: there is no field '{field}' (onStatisticField); the fields are "
                + $"{string.Join(", ", schema.Fields.Take(10).Select(one => one.Name))}.");
    }

    static void ReadParameters(ref JsonScanner json, ref double fraction, ref bool isDescending)
    {
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (member.SequenceEqual("value"u8))
            {
                fraction = json.ReadDouble();
            }
            else if (member.SequenceEqual("orderBy"u8) && json.Peek() == JsonKind.String)
            {
                isDescending = json.ReadString().Equals("DESC", StringComparison.OrdinalIgnoreCase);
            }
            else
            {
                json.Skip();
            }
        }

        if (!(fraction is >= 0 and <= 1))
        {
            throw new GpException(
                GpError.InvalidParameter,
                $"{Parameter}: the value of a percentile is not valid; expected a number from 0 to 1.");
        }
    }
}

namespace GpServer.Core.Queries;

/// <content>
/// Which types fit together. A text beside a number, a date or a time is read as that; a number beside a date is its milliseconds since
/// 1970. A literal that cannot be read is an error, a value of a row that cannot is null.
/// </content>
sealed partial class SqlParser
{
    static string Name(SqlType type) => type switch
    {
        SqlType.Condition => "a condition",
        SqlType.Number => "a number",
        SqlType.Text => "a text",
        SqlType.Date => "a date",
        SqlType.Time => "a time of day",
        SqlType.Interval => "a span of time",
        SqlType.Shape => "a geometry, which can only be compared with IS NULL",
        _ => "NULL",
    };

    static SqlException Unfit(SqlNode node, string expected, int position) =>
        new($"expected {expected}, and this is {Name(node.Type)}", position);

    static SqlNode AsCondition(SqlNode node, int position) => node.Type switch
    {
        SqlType.Condition => node,
        SqlType.Nothing => new SqlConstant(SqlType.Condition, SqlValue.Null),
        _ => throw Unfit(node, "a condition such as a > 1", position),
    };

    static void RequireType(SqlNode node, SqlType type, string of, int position)
    {
        if (node.Type != type && node.Type != SqlType.Nothing)
        {
            throw Unfit(node, $"{Name(type)} for {of}", position);
        }
    }

    /// <summary>Both as values of one type, so that they can be compared.</summary>
    (SqlNode Left, SqlNode Right) Alike(SqlNode left, SqlNode right, int position)
    {
        var type = (left.Type, right.Type) switch
        {
            (SqlType.Shape or SqlType.Interval or SqlType.Condition, _) => throw Unfit(left, "a value", position),
            (_, SqlType.Shape or SqlType.Interval or SqlType.Condition) => throw Unfit(right, "a value", position),
            (SqlType.Nothing, var other) => other,
            (var one, SqlType.Nothing) => one,
            var (one, other) when one == other => one,
            (SqlType.Text, var other) => other,
            (var one, SqlType.Text) => one,
            (SqlType.Date, SqlType.Number) or (SqlType.Number, SqlType.Date) => SqlType.Date,
            var (one, other) => throw new SqlException($"{Name(one)} cannot be compared with {Name(other)}", position),
        };
        return (Converted(left, type, position), Converted(right, type, position));
    }

    SqlNode Converted(SqlNode node, SqlType type, int position)
    {
        if (node.Type == type || node.Type == SqlType.Nothing || type == SqlType.Nothing)
        {
            return node;
        }

        var converted = Node(new SqlCall(type, [node], values => SqlConversions.To(type, values[0])), position);
        return converted is SqlConstant { Value.IsNull: true } && node is SqlConstant { Value.IsNull: false } literal
            ? throw new SqlException($"'{new SqlToken(SqlTokenKind.Text, literal.Value.ToString(), 0).Text}' is not {Name(type)}", position)
            : converted;
    }
}

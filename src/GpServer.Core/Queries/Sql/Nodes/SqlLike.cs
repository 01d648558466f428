using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>Whether a text follows a pattern; case counts.</summary>
sealed class SqlLike : SqlNode
{
    readonly SqlNode _text;
    readonly SqlNode _pattern;
    readonly char? _escape;
    readonly SqlPattern? _known;

    public SqlLike(SqlNode text, SqlNode pattern, char? escape)
        : base(SqlType.Condition, text, pattern)
    {
        _text = text;
        _pattern = pattern;
        _escape = escape;
        _known = pattern is SqlConstant { Value.IsNull: false } constant ? new SqlPattern(constant.Value.Text, escape) : null;
    }

    public override SqlValue Evaluate(Feature row)
    {
        var text = _text.Evaluate(row);
        if (text.IsNull)
        {
            return text;
        }

        if (_known is not null)
        {
            return SqlValue.Of(_known.Matches(text.Text));
        }

        var pattern = _pattern.Evaluate(row);
        return pattern.IsNull ? pattern : SqlValue.Of(new SqlPattern(pattern.Text, _escape).Matches(text.Text));
    }
}

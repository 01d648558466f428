using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>
/// A condition on features in the subset of SQL that the protocol calls standardized queries; docs/layers.md says what it has. A feature
/// matches when the condition is true, not when it is unknown because a value is missing. Immutable, for many threads.
/// </summary>
public sealed class WhereClause
{
    /// <summary>Characters of one condition.</summary>
    public const int LongestText = 1_000_000;

    readonly SqlNode _condition;

    WhereClause(SqlNode condition, FieldScope scope, FeatureSchema schema)
    {
        _condition = condition;
        UsesShape = scope.UsesShape;
        UsesIndexAlone = scope.Used.All(index => index == schema.ObjectIdIndex);
        ObjectIds = FindObjectIds(condition, schema.ObjectIdIndex);
    }

    /// <summary>Every feature matches.</summary>
    public bool IsAlwaysTrue => _condition is SqlConstant { Value.IsTrue: true };

    /// <summary>No feature matches.</summary>
    public bool IsNeverTrue => _condition is SqlConstant { Value.IsTrue: false };

    /// <summary>Whether the condition looks at the feature's geometry.</summary>
    public bool UsesShape { get; }

    /// <summary>
    /// Whether it looks at nothing but the object id and at whether there is a geometry, which the index of a layer knows.
    /// </summary>
    public bool UsesIndexAlone { get; }

    /// <summary>The object ids of which a feature must have one to match; null where the condition does not say that.</summary>
    public IReadOnlyCollection<long>? ObjectIds { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="parameter">The name of the request parameter, for error texts.</param>
    /// <param name="now">What <c>CURRENT_TIMESTAMP</c> is.</param>
    /// <exception cref="GpException">It cannot be read: the message names the character.</exception>
    public static WhereClause Parse(string text, FeatureSchema schema, DateTimeOffset now, string parameter = "where")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        var scope = new FieldScope(schema, now);
        return new WhereClause(Read(text, scope, parameter), scope, schema);
    }

    /// <summary>Whether a feature with all its attributes matches.</summary>
    public bool Matches(Feature feature) => _condition.Evaluate(feature).IsTrue;

    /// <summary>Reads a condition whose names a scope knows.</summary>
    internal static SqlNode Read(string text, SqlScope scope, string parameter)
    {
        if (text.Length > LongestText)
        {
            throw new GpException(GpError.LimitExceeded, $"{parameter}: the condition has more than {LongestText} characters.");
        }

        try
        {
            return SqlParser.ReadCondition(text, scope);
        }
        catch (SqlException e)
        {
            throw new GpException(
                GpError.InvalidParameter,
                $"'{parameter}' clause is invalid: {e.Message} (character {e.Position + 1}{Excerpt(text, e.Position)}).",
                e);
        }
    }

    static string Excerpt(string text, int position)
    {
        const int most = 20;
        return position >= text.Length
            ? ""
            : $", at '{text.Substring(position, Math.Min(most, text.Length - position)).ReplaceLineEndings(" ")}'";
    }

    static IReadOnlyCollection<long>? FindObjectIds(SqlNode condition, int objectId) => condition switch
    {
        SqlJunction { IsAnd: true } all => all.Parts.Select(part => FindObjectIds(part, objectId)).FirstOrDefault(ids => ids is not null),
        SqlComparison { Sign: "=", Left: SqlField field, Right: SqlConstant value } when field.Index == objectId => Whole([value.Value]),
        SqlComparison { Sign: "=", Left: SqlConstant value, Right: SqlField field } when field.Index == objectId => Whole([value.Value]),
        SqlIn { Operand: SqlField field, Literals: { } values } when field.Index == objectId => Whole(values),
        _ => null,
    };

    // A decimal number may equal an object id too; such a condition is left to be computed.
    static IReadOnlyCollection<long>? Whole(IReadOnlyCollection<SqlValue> values) =>
        values.All(value => value.IsWhole) ? [.. values.Select(value => value.Whole)] : null;
}

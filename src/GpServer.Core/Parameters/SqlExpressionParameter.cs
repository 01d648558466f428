namespace GpServer.Core.Parameters;

/// <summary>GPSQLExpression: the text of a whole SQL expression. It is the tool that parses it.</summary>
public sealed class SqlExpressionParameter(string name) : TextParameter(name)
{
    public override string DataType => "GPSQLExpression";
}

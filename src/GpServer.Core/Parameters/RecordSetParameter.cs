namespace GpServer.Core.Parameters;

/// <summary>
/// GPRecordSet: rows. In: a record set, or a reference to a table elsewhere; a set that comes with shapes keeps them. Out: a record set,
/// or a feature set where the rows have shapes, never null.
/// </summary>
public sealed class RecordSetParameter(string name) : FeatureSetParameter(name)
{
    public override string DataType => "GPRecordSet";

    private protected override FeatureReadOptions Options(ValueReading reading) =>
        new() { Parameter = Name, Reading = reading, Schema = Schema, Table = true };
}

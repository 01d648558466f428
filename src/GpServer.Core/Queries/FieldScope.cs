using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>The fields of a layer, and its geometry under the names <c>SHAPE</c>, <c>geom</c> and <c>geometry</c>.</summary>
sealed class FieldScope(FeatureSchema schema, DateTimeOffset now) : SqlScope(now)
{
    static readonly string[] ShapeNames = ["SHAPE", "geom", "geometry", "the_geom"];

    readonly HashSet<int> _used = [];

    public override IEnumerable<string> Names => schema.Fields.Select(known => known.Name);

    /// <summary>The places of the fields that the expression reads.</summary>
    public IReadOnlySet<int> Used => _used;

    public bool UsesShape { get; private set; }

    public override SqlNode? Find(string name)
    {
        var index = schema.IndexOf(name);
        if (index < 0)
        {
            if (schema.IsTable || !ShapeNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return null;
            }

            UsesShape = true;
            return new SqlShape();
        }

        _used.Add(index);
        return SqlField.TypeOf(schema.Fields[index].Type) is { } type ? new SqlField(index, type) : null;
    }
}

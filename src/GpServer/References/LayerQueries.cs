namespace GpServer.References;

/// <summary>The fields of queries that ask a layer for whole features in its own system.</summary>
static class LayerQueries
{
    public static List<(string Name, string Value)> Whole(LayerDescription layer)
    {
        List<(string, string)> fields = [("outFields", "*"), ("returnGeometry", "true"), ("f", layer.SupportsPbf ? "pbf" : "json")];
        if (layer.HasZ)
        {
            fields.Add(("returnZ", "true"));
        }

        if (layer.HasM)
        {
            fields.Add(("returnM", "true"));
        }

        return fields;
    }
}

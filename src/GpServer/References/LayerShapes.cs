using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.References;

/// <summary>Whether a layer of this server has the shapes that a parameter takes. Of what is read from bytes its reader says so.</summary>
static class LayerShapes
{
    /// <exception cref="GpException">It has others.</exception>
    public static void Check(FeatureSchema schema, FeatureReadOptions options)
    {
        if (options.GeometryTypes.Count > 0 && !options.GeometryTypes.Contains(schema.GeometryType))
        {
            throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: the features are of type {NameOf(schema.GeometryType)}; expected "
                + $"{string.Join(" or ", options.GeometryTypes.Select(NameOf))}.");
        }
    }

    static string NameOf(GeometryType type) => type == GeometryType.None ? "table, without shapes" : $"esriGeometry{type}";
}

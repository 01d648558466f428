using System.Collections.Immutable;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>
/// Reads a table of a GeoPackage (OGC 12-128r18): the one that is asked for, else the first of features in the order of names.
/// </summary>
public sealed class GeoPackageReader : FeatureFileReader
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".gpkg"];

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> beginning) => beginning.StartsWith("SQLite format 3\0"u8);

    /// <inheritdoc/>
    public override FeatureSet Read(FeatureFileSource file, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var place = new ReadingPlace(options) { File = file.Name };
        using var database = new GpkgFile(file.Path, place);
        var layer = GpkgLayer.Find(database, file.Layer, place);
        var survey = GpkgSurvey.Read(database, layer, place);
        var schema = Schema(database, layer, survey, place);
        var rows = new GpkgRows(file.Path, layer, schema);
        return new FeatureSet(schema, new FileFeatures(options, file.Name, schema, rows.Read)) { KnownCount = survey.Count };
    }

    static FeatureSchema Schema(GpkgFile database, GpkgLayer layer, GpkgSurvey survey, ReadingPlace place)
    {
        var type = layer.Geometry is null ? GeometryType.None : GeometryTypes.Resolve(
            null, survey.Type == GeometryType.None ? layer.Shape : survey.Type, place.Options);
        GeometryTypes.CheckAccepted(type, place);
        return new FeatureSchema
        {
            Fields = Fields(layer),
            GeometryType = type,
            HasZ = type != GeometryType.None && survey.Layout.HasZ,
            HasM = type != GeometryType.None && survey.Layout.HasM,
            SpatialReference = type == GeometryType.None ? null : System(database, layer.SystemId, place),
        };
    }

    static ImmutableArray<Field> Fields(GpkgLayer layer)
    {
        var schema = new FeatureSchema();
        foreach (var column in layer.Columns)
        {
            var name = column.Name.Length == 0 ? "Field" : column.Name;
            schema = schema.Append(new Field(schema.FreeName(name), column.Type!.Value) { Length = column.Length });
        }

        return ObjectIdFields.Mark(schema.Fields, null);
    }

    static SpatialReference? System(GpkgFile database, long id, ReadingPlace place)
    {
        // 0 and -1 are the systems that nobody knows.
        if (id <= 0 || !database.IsPlainTable("gpkg_spatial_ref_sys"))
        {
            return place.Options.Schema?.SpatialReference;
        }

        var rows = database.Rows(
            "select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = $name",
            row => (Organization: GpkgLayer.Text(row, 0), Id: row.GetValue(1) as long?, Definition: GpkgLayer.Text(row, 2)),
            id);
        if (rows.Count == 0)
        {
            throw place.Invalid(FormattableString.Invariant($"gpkg_spatial_ref_sys does not have the spatial reference {id} of the features"));
        }

        var references = place.Options.Reading.SpatialReferences;
        var (organization, wkid, definition) = rows[0];
        var isAuthority = organization.Equals("EPSG", StringComparison.OrdinalIgnoreCase) || organization.Equals("ESRI", StringComparison.OrdinalIgnoreCase);
        if (isAuthority && wkid is > 0 and <= int.MaxValue && references.TryGet((int)wkid, out var known))
        {
            return known;
        }

        try
        {
            return references.FromWkt(definition);
        }
        catch (GpException problem)
        {
            throw place.Fail(problem.Error, problem.Message, problem);
        }
    }
}

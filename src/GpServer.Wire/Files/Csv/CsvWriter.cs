using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.Text;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Csv;

/// <summary>
/// Writes comma-separated values (RFC 4180, UTF-8): points as columns of x and y, which are called longitude and latitude in WGS 84,
/// other shapes as a
/// column of well-known text, without their spatial reference, which many readers do not take there. Text that a spreadsheet would take
/// for a formula gets an apostrophe.
/// </summary>
public sealed class CsvWriter : FeatureFileWriter
{
    const int BufferCharacters = 16_384;
    const int RowsBetweenChecks = 256;

    /// <inheritdoc/>
    public override string Format => "csv";

    /// <inheritdoc/>
    public override string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public override string Extension => ".csv";

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(target);
        var output = new StreamWriter(target.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferCharacters, leaveOpen: true);
        var row = new CsvRowWriter(output);
        var schema = set.Schema;
        var hasZ = schema.HasZ && target.ReturnZ;
        var hasM = schema.HasM && target.ReturnM;
        var text = new WktGeometryWriter(hasZ, hasM);
        WriteNames(row, schema, hasZ, hasM);
        var count = 0;
        foreach (var feature in set.Features)
        {
            if (++count % RowsBetweenChecks == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            if (schema.GeometryType == GeometryType.Point)
            {
                WritePoint(row, feature.Geometry as Point, hasZ, hasM);
            }
            else if (!schema.IsTable)
            {
                row.Raw(feature.Geometry is null ? null : text.Write(feature.Geometry));
            }

            WriteAttributes(row, schema.Fields, feature.Attributes);
            row.End();
        }

        output.Flush();
    }

    static void WriteNames(CsvRowWriter row, FeatureSchema schema, bool hasZ, bool hasM)
    {
        var isPoint = schema.GeometryType == GeometryType.Point;
        var isWgs84 = schema.SpatialReference?.IsEquivalentTo(SpatialReferences.Default.Wgs84) == true;
        List<string> places = isPoint
            ? isWgs84 ? ["longitude", "latitude"] : ["x", "y"]
            : schema.IsTable ? [] : ["wkt"];
        if (isPoint)
        {
            places.AddRange(hasZ ? ["z"] : []);
            places.AddRange(hasM ? ["m"] : []);
        }

        var names = new FeatureSchema { Fields = [.. places.Select(name => new Field(name, FieldType.Double))] };
        foreach (var field in schema.Fields)
        {
            names = names.Append(new Field(names.FreeName(field.Name), field.Type));
        }

        foreach (var field in names.Fields)
        {
            row.Text(field.Name);
        }

        row.End();
    }

    static void WritePoint(CsvRowWriter row, Point? point, bool hasZ, bool hasM)
    {
        var vertex = point is null || point.IsEmpty ? null : point.CoordinateSequence;
        row.Number(vertex?.GetX(0));
        row.Number(vertex?.GetY(0));
        if (hasZ)
        {
            row.Number(vertex is { HasZ: true } ? vertex.GetZ(0) : null);
        }

        if (hasM)
        {
            row.Number(vertex is { HasM: true } ? vertex.GetM(0) : null);
        }
    }

    static void WriteAttributes(CsvRowWriter row, ImmutableArray<Field> fields, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case string text:
                    row.Text(text);
                    break;
                case long date when fields[i].Type == FieldType.Date:
                    row.Text(IsoDate.Format(date) ?? date.ToString(CultureInfo.InvariantCulture));
                    break;
                case long number:
                    row.Number(number);
                    break;
                case double number:
                    row.Number(number);
                    break;
                default:
                    row.Null();
                    break;
            }
        }
    }
}

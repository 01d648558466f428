using System.Buffers;
using System.Buffers.Binary;
using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Storage.Features;

/// <summary>The stored form of a schema.</summary>
/// <remarks>
/// Little-endian: <c>GPFS</c>, version (4 bytes), the checksum of what follows (4), and one section. Members of enumerations are
/// stored by name, so that their order may change. Of a spatial reference the current id is not stored: it is looked up again.
/// </remarks>
static class SchemaBlock
{
    /// <summary>More fields than these are not read.</summary>
    const int MaxFields = 1 << 16;

    const uint Magic = 0x53465047; // "GPFS"
    const uint Version = 1;
    const int HeaderBytes = 12;

    public static ReadOnlyMemory<byte> Write(FeatureSchema schema)
    {
        var section = new SectionWriter();
        var output = new SchemaOutput(section);
        output.WriteName(schema.GeometryType);
        output.Write(schema.HasZ);
        output.Write(schema.HasM);
        output.Write(schema.DisplayFieldName);
        Write(output, schema.SpatialReference);
        section.WriteCount(schema.Fields.Length);
        foreach (var field in schema.Fields)
        {
            Write(output, field);
        }

        var block = new ArrayBufferWriter<byte>();
        block.GetSpan(HeaderBytes)[..HeaderBytes].Clear();
        block.Advance(HeaderBytes);
        section.End(block);
        var bytes = block.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Checksum.Of(bytes.AsSpan(HeaderBytes)));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not such a block, of a newer form, or damaged.</exception>
    /// <exception cref="GpServer.Core.GpException">The spatial reference is not known here.</exception>
    public static FeatureSchema Read(ReadOnlySpan<byte> block, SpatialReferences references)
    {
        if (block.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(block) != Magic)
        {
            Damage.Found("this is not the schema of a set");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        if (version != Version)
        {
            Damage.Found($"a schema of version {version}, where {Version} is known");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(block[8..]) != Checksum.Of(block[HeaderBytes..]))
        {
            Damage.Found("the checksum of a schema is not that of its bytes");
        }

        block = block[HeaderBytes..];
        using var section = new SectionReader(ref block);
        var input = new SchemaInput(section);
        var schema = Read(ref input, references);
        input.ExpectEnd();
        return schema;
    }

    static FeatureSchema Read(ref SchemaInput input, SpatialReferences references)
    {
        var schema = new FeatureSchema
        {
            GeometryType = input.ReadName<GeometryType>(),
            HasZ = input.ReadBool(),
            HasM = input.ReadBool(),
            DisplayFieldName = input.ReadText(),
            SpatialReference = ReadReference(ref input, references),
        };
        var fields = new Field[input.ReadLength(MaxFields)];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = ReadField(ref input);
        }

        return schema with { Fields = [.. fields] };
    }

    static void Write(SchemaOutput output, SpatialReference? reference)
    {
        output.Write(reference is not null);
        if (reference is not null)
        {
            output.Write(reference.Wkid);
            output.WriteOptional(reference.Wkt);
            output.Write(reference.VcsWkid);
            output.Write(reference.LatestVcsWkid);
        }
    }

    static SpatialReference? ReadReference(ref SchemaInput input, SpatialReferences references)
    {
        if (!input.ReadBool())
        {
            return null;
        }

        var wkid = input.ReadOptionalNumber();
        var wkt = input.ReadOptionalText();
        var (vertical, latestVertical) = (input.ReadOptionalNumber(), input.ReadOptionalNumber());
        if (wkid is null && wkt is null)
        {
            Damage.Found("a spatial reference has neither id nor text");
        }

        var reference = wkid is { } id ? references.Get(id) : references.FromWkt(wkt!);
        return vertical is null && latestVertical is null ? reference : reference.WithVertical(vertical, latestVertical);
    }

    static void Write(SchemaOutput output, Field field)
    {
        output.Write(field.Name);
        output.WriteName(field.Type);
        output.Write(field.Alias);
        output.Write(field.Length);
        output.WriteOptional(field.Nullable);
        output.WriteOptional(field.Editable);
        output.Write(field.Precision);
        output.Write(field.Scale);
        output.WriteOptional(field.SqlType);
        output.WriteOptional(field.Domain);
        output.WriteOptional(field.DefaultValue);
    }

    static Field ReadField(ref SchemaInput input)
    {
        var name = input.ReadText();
        if (name.Length == 0)
        {
            Damage.Found("a field has no name");
        }

        return new Field(name, input.ReadName<FieldType>())
        {
            Alias = input.ReadText(),
            Length = input.ReadOptionalNumber(),
            Nullable = input.ReadOptionalBool(),
            Editable = input.ReadOptionalBool(),
            Precision = input.ReadOptionalNumber(),
            Scale = input.ReadOptionalNumber(),
            SqlType = input.ReadOptionalText(),
            Domain = input.ReadOptionalText(),
            DefaultValue = input.ReadOptionalText(),
        };
    }
}

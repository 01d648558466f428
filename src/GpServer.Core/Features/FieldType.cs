namespace GpServer.Core.Features;

/// <summary>The type of a field, named as on the wire without its <c>esriFieldType</c> prefix. The CLR value of each is in <see cref="Feature"/>.</summary>
public enum FieldType
{
    SmallInteger,
    Integer,
    BigInteger,
    Single,
    Double,
    String,
    Date,
    DateOnly,
    TimeOnly,
    TimestampOffset,
    OID,
    Geometry,
    GUID,
    GlobalID,
    Blob,
    Raster,
    XML,
}

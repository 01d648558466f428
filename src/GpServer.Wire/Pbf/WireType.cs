namespace GpServer.Wire.Pbf;

/// <summary>How the value of a field of a protocol buffer is laid out: the low three bits of its tag.</summary>
static class WireType
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;
}

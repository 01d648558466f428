using System.Buffers;
using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Spatial;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Pbf;

/// <summary>Reads the <c>SpatialReference</c> message by the rules for the same members in JSON.</summary>
static class PbfSpatialReference
{
    public static SpatialReference? Read(ReadOnlySpan<byte> bytes, ReadingPlace place)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(buffer);
        json.StartObject();
        var message = new ProtoReader(bytes);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    json.Member("wkid"u8, Id(ref message));
                    break;
                case 2:
                    json.Member("latestWkid"u8, Id(ref message));
                    break;
                case 3:
                    json.Member("vcsWkid"u8, Id(ref message));
                    break;
                case 4:
                    json.Member("latestVcsWkid"u8, Id(ref message));
                    break;
                case 5:
                    json.Member("wkt"u8, Encoding.UTF8.GetString(message.Bytes()));
                    break;
                case 6:
                    json.Member("wkt2"u8, Encoding.UTF8.GetString(message.Bytes()));
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        json.EndObject();
        json.Flush();
        var scanner = new JsonScanner(buffer.WrittenSpan);
        return place.ReadSpatialReference(ref scanner);
    }

    /// <summary>Ids are 32 bits; a negative one, which says "none", may come as 64.</summary>
    static int Id(ref ProtoReader message) => unchecked((int)(uint)message.Number());
}

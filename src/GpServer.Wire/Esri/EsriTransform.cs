using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>Reads the <c>transform</c> of a quantised feature set.</summary>
static class EsriTransform
{
    /// <returns>Null where the object has no scale: nothing is quantised then.</returns>
    public static Quantization? Read(ref JsonScanner json, ReadingPlace place)
    {
        Span<double> scale = stackalloc double[2];
        Span<double> translate = stackalloc double[2];
        int scales = 0, translates = 0;
        var fromTop = true;
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (json.TryReadNull())
            {
                continue;
            }

            if (name.SequenceEqual("scale"u8))
            {
                scales = json.ReadNumbers(scale);
            }
            else if (name.SequenceEqual("translate"u8))
            {
                translates = json.ReadNumbers(translate);
            }
            else if (name.SequenceEqual("originPosition"u8))
            {
                fromTop = !json.ReadUtf8String().SequenceEqual("lowerLeft"u8);
            }
            else
            {
                json.Skip();
            }
        }

        if (scales == 0 && translates == 0)
        {
            return null;
        }

        var valid = scales >= 2 && translates >= 2 && double.IsFinite(scale[0] * scale[1] * translate[0] * translate[1]);
        return valid
            ? new Quantization(scale[0], scale[1], translate[0], translate[1], fromTop)
            : throw place.Invalid("transform must have scale and translate with an x and a y each");
    }
}

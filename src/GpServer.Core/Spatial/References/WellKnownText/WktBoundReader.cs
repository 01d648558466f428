namespace GpServer.Core.Spatial;

/// <summary>Reads the transformation of BOUNDCRS in version 2, which must lead to WGS 84.</summary>
static class WktBoundReader
{
    const double RadiansPerArcSecond = Math.PI / 180 / 3600;

    /// <summary>
    /// Method codes: 9603, 1031 and 1035 are three parameters; 9606, 1033 and 1037 seven in the position vector convention; 9607, 1032 and
    /// 1038 seven in that of the coordinate frame, whose rotations have the other sign (EPSG Guidance Note 7-2, 4.3.3).
    /// </summary>
    public static HelmertShift Read(WktNode bound)
    {
        RequireWgs84(bound);
        var transformation = bound.Required("ABRIDGEDTRANSFORMATION");
        var method = transformation.Required("METHOD", "PROJECTION");
        var sign = RotationSign(method);
        var values = new double[7];
        foreach (var parameter in transformation.All("PARAMETER"))
        {
            var index = Index(parameter);
            values[index] = Value(parameter, index);
        }

        return WktDatumReader.Checked(
            new HelmertShift(values[0], values[1], values[2], sign * values[3], sign * values[4], sign * values[5], values[6]),
            transformation);
    }

    static void RequireWgs84(WktNode bound)
    {
        var node = bound.Required("TARGETCRS");
        var target = node.Children.FirstOrDefault() ?? throw node.Unreadable("TARGETCRS holds no system");
        var isWgs84 = WktSystemReader.GeographicKeywords.Contains(target.Keyword)
            && (WktRecognition.Code(target) is 4326 or 4979 or 4978
                || (target.Name.Contains("WGS", StringComparison.OrdinalIgnoreCase) && target.Name.Contains("84", StringComparison.Ordinal)
                    && WktDatumReader.Ellipsoid(WktDatumReader.Node(target)) == Ellipsoid.Wgs84));
        if (!isWgs84)
        {
            throw target.Unreadable($"a transformation to '{target.Name}' came where one to WGS 84 was expected");
        }
    }

    static int RotationSign(WktNode method)
    {
        var name = WktMethods.Letters(method.Name);
        return WktRecognition.Code(method, "EPSG") switch
        {
            9603 or 1031 or 1035 or 9606 or 1033 or 1037 => 1,
            9607 or 1032 or 1038 => -1,
            null when name.StartsWith("positionvector", StringComparison.Ordinal) => 1,
            null when name.StartsWith("geocentrictranslation", StringComparison.Ordinal) => 1,
            null when name.StartsWith("coordinateframe", StringComparison.Ordinal) => -1,
            _ => throw method.Unreadable(
                $"the transformation method '{method.Name}' came where one of three or seven parameters was expected; grids are not read"),
        };
    }

    /// <summary>The place among the seven parameters: codes 8605 to 8611.</summary>
    static int Index(WktNode parameter)
    {
        if (WktRecognition.Code(parameter, "EPSG") is >= 8605 and <= 8611 and var code)
        {
            return code - 8605;
        }

        var index = Array.IndexOf(
            [
                "xaxistranslation", "yaxistranslation", "zaxistranslation", "xaxisrotation", "yaxisrotation", "zaxisrotation",
                "scaledifference",
            ],
            WktMethods.Letters(parameter.Name));
        return index >= 0 ? index : throw parameter.Unreadable($"'{parameter.Name}' is not one of the seven parameters of a datum shift");
    }

    /// <summary>
    /// Metres, arc-seconds or parts per million, which are also what a parameter without a unit has; but a scale is then a ratio near 1
    /// (OGC 18-010, 16.2).
    /// </summary>
    static double Value(WktNode parameter, int index)
    {
        var value = parameter.RequiredNumber(0);
        return index switch
        {
            < 3 => value * (WktUnit.Length(parameter)?.Factor ?? 1),
            < 6 => WktUnit.Angle(parameter) is { } angle ? value * angle.Factor / RadiansPerArcSecond : value,
            _ when WktUnit.Scale(parameter) is { } scale => value * scale.Factor * 1e6,
            _ => Math.Abs(value - 1) < 0.01 ? (value - 1) * 1e6 : value,
        };
    }
}

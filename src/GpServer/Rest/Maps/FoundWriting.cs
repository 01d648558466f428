namespace GpServer.Rest.Maps;

/// <summary>How the features that were found are wanted.</summary>
sealed record FoundWriting(bool ReturnGeometry, bool ReturnZ, bool ReturnM, bool ReturnFieldName, bool ReturnUnformattedValues)
{
    public static FoundWriting Of(RestRequest request) => new(
        request.Parameters.Flag("returnGeometry", otherwise: true),
        request.Parameters.Flag("returnZ"),
        request.Parameters.Flag("returnM"),
        request.Parameters.Flag("returnFieldName"),
        request.Parameters.Flag("returnUnformattedValues"));
}

using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Jobs;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Rest.Maps;

namespace GpServer.Rest.Jobs;

/// <summary>
/// A result of features as a picture: where its service shows results as maps, the answer is where the picture is, unless <c>returnType=data</c> asks
/// for the features; with <c>f=image</c> it is the picture itself.
/// </summary>
sealed class ResultImages(IJobReader reader, MapServices maps, ExportResource export, SpatialReferences references)
{
    /// <summary>The picture; null where the value itself is the answer.</summary>
    /// <exception cref="GpException">A picture is asked for of what has none.</exception>
    public async ValueTask<EsriAnswer?> AnswerAsync(RestRequest request, JobPath path, GpParameter parameter)
    {
        var isImage = request.Format == OutputFormat.Image;
        var isData = string.Equals(request.Parameters.Word("returnType"), "data", StringComparison.OrdinalIgnoreCase);
        var isDrawn = path.Service.ResultMapServer && parameter is FeaturesParameter;
        if (isImage ? !isDrawn : !isDrawn || isData || request.Format == OutputFormat.GeoJson)
        {
            return !isImage ? null : throw new GpException(GpError.FormatNotSupported,
                $"f: 'image' is not a format of {parameter.Name}; only features of a service with a result map server are drawn.");
        }

        // Clients look for a picture only in values of rasters; asked for one, that is what they get.
        var isAskedFor = request.Parameters.Find("bbox") is not null || request.Parameters.Find("size") is not null;
        if (!isImage && !isAskedFor && await IsHostedAsync(request, path, parameter))
        {
            return null;
        }

        var map = await maps.OfJobAsync(path.Job, request);
        var number = JobLayers.Numbered(path.Tool.Definition).First(output => output.Output.Name == parameter.Name).Number;
        if (map.Layers.Layers.FirstOrDefault(layer => layer.Id == number) is not { } layer)
        {
            // Nothing was made that could be drawn.
            return !isImage ? null : throw new GpException(GpError.NotFound, $"The job has made no features of {parameter.Name}.");
        }

        var picture = MapPictureReader.Read(request, map.Layers with { Layers = [layer] }, references, needsExtent: false) with
        {
            Layers = [layer],
        };
        if (isImage)
        {
            return await export.ImageAsync(request, picture);
        }

        var url = export.Url(request, map, picture);
        return new DocumentAnswer(json =>
        {
            json.StartObject();
            json.Member("paramName"u8, parameter.Name);
            json.Member("dataType"u8, isAskedFor ? "GPRasterDataLayer" : parameter.DataType);
            json.StartObject("value"u8);
            json.StartObject("mapImage"u8);
            ExportResource.WriteMembers(json, picture, url);
            json.EndObject();
            json.EndObject();
            json.EndObject();
        });
    }

    /// <summary>True for a result that was asked for as a layer of a hosted service: its value is the layer's address.</summary>
    async ValueTask<bool> IsHostedAsync(RestRequest request, JobPath path, GpParameter parameter) =>
        await reader.TextAsync(path.Job, JobValueKind.Result, parameter.Name, request.Aborted) is { } stored
            && HostedUrl.PathOf(parameter, stored) is not null;
}

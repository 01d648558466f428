using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Layers;

/// <summary>The input by which every task of an asynchronous service is asked to make a hosted feature service of its results.</summary>
static class HostedInput
{
    public const string Name = "esri_out_feature_service_name";

    static readonly StringParameter Parameter = new(Name)
    {
        Label = "Output Feature Service Name",
        Description = "Where it is given, each output of features or rows becomes a layer of a hosted feature service of this name, which is "
            + "kept when the job is deleted. Letters, digits and underscores; or a JSON object, which may overwrite a service of one's own.",
        Default = "",
        Optional = true,
    };

    public static GpTool AddTo(GpTool tool) => new ExtendedTool(tool, Parameter);
}

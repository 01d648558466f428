using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Tests.Tools;

/// <summary>Gives back the names of the files that it was given, and what is in them.</summary>
sealed class ReadFile : GpTool
{
    static readonly DataFileParameter File = new("File") { Extensions = ["csv", "txt"], Optional = true };
    static readonly MultiValueParameter<DataFile> Others = new("Others", new DataFileParameter("Other")) { Optional = true };
    static readonly RasterLayerParameter Raster = new("Raster") { Optional = true };
    static readonly StringParameter Text = new("Text") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("ReadFile", "Tests") { Parameters = [File, Others, Raster, Text] };

    public override void Run(ToolContext context)
    {
        List<DataFile> files = [];
        if (context.TryGet(File, out var file))
        {
            files.Add(file);
        }

        files.AddRange(context.TryGet(Others, out var others) ? others : []);
        context.Set(Text, string.Join('|', files.Select(
            each => $"{Path.GetFileName(each.LocalPath)}: {System.IO.File.ReadAllText(each.LocalPath!)}")));
    }
}

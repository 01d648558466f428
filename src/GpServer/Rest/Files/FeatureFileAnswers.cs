using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Rest.Answers;
using GpServer.Wire.Files;

namespace GpServer.Rest.Files;

/// <summary>
/// Answers with features as files. A file is made whole in the temporary folder before its first byte is sent: what goes wrong is still
/// answered as an
/// error then, its length is known, and features that wait for a slow client hold no connection to the store.
/// </summary>
sealed class FeatureFileAnswers(RunOptions options)
{
    const int BufferBytes = 81_920;

    /// <summary>The one format of files that is a form of the protocol, so that its answers have no more features than JSON
    /// has.</summary>
    const string OfProtocol = "pbf";

    /// <summary>Whether answers in this format have at most as many features as the service's maximumRecords says.</summary>
    public static bool IsLimited(FeatureFileWriter writer) => writer.Format == OfProtocol;

    /// <summary>Makes the file of a value of features.</summary>
    /// <exception cref="GpException">The value has no features, or the format cannot hold them.</exception>
    public FeatureFileAnswer Make(RestRequest request, ParameterValue value)
    {
        var writer = request.FileWriter ?? throw new InvalidOperationException("The request asks for no file.");
        var set = value.Value as FeatureSet ?? throw NoFeatures(writer, value.Parameter);
        var directory = options.TemporaryDirectory;
        var path = Path.Combine(directory, $"answer-{Guid.NewGuid():N}{writer.Extension}");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        try
        {
            var target = new FeatureFileTarget(new LimitedStream(file, options.FileBytes), value.Parameter.Name, directory)
            {
                ReturnZ = request.Parameters.Flag("returnZ", otherwise: true),
                ReturnM = request.Parameters.Flag("returnM", otherwise: true),
            };
            writer.Write(set, target, request.Aborted);
            file.Flush();
            return new FeatureFileAnswer(file, writer, value.Parameter.Name);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The failure for a value that is not, or has not, features.</summary>
    public static GpException NoFeatures(FeatureFileWriter writer, GpParameter parameter) => new(
        GpError.FormatNotSupported,
        $"f: '{writer.Format}' is a format of features, and {parameter.Name} has none; expected json or pjson.");
}

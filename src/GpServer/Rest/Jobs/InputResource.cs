using System.Buffers;
using System.Text.Json;
using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.References;
using GpServer.Rest.Answers;
using GpServer.Rest.Files;

namespace GpServer.Rest.Jobs;

/// <summary><c>…/jobs/&lt;jobId&gt;/inputs</c>: what a job was given, as it came, or the default that it used.</summary>
sealed class InputResource(
    JobLookup jobs, IJobReader reader, StoredResults stored, ValueReadings readings, IFeatureWriter writer, FeatureFileAnswers files)
{
    public void Map(RestRoutes rest)
    {
        rest.MapInService("/{task}/jobs/{job}/inputs", GetAll);
        rest.MapInService("/{task}/jobs/{job}/inputs/{parameter}", Get, geoJson: true, files: true);
    }

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var path = await jobs.FindAsync(request);
        var parameter = JobLookup.Parameter(request, path.Tool.Definition.Inputs, "input");
        if (request.Format is not (OutputFormat.GeoJson or OutputFormat.File) || parameter is not FeaturesParameter)
        {
            return request.FileWriter is null
                ? new ValueAnswer(await ReadAsync(path.Job, parameter, request.Aborted), request.Writing(writer))
                : throw FeatureFileAnswers.NoFeatures(request.FileWriter, parameter);
        }

        var value = new ParameterValue(parameter, await FeaturesAsync(request, path.Job, parameter));
        return request.FileWriter is null ? new ValueAnswer(value, request.Writing(writer)) : files.Make(request, value);
    }

    async ValueTask<EsriAnswer> GetAll(RestRequest request)
    {
        var path = await jobs.FindAsync(request);
        var values = new List<ParameterValue>();
        foreach (var parameter in path.Tool.Definition.Inputs)
        {
            values.Add(await ReadAsync(path.Job, parameter, request.Aborted));
        }

        return new ValuesAnswer(values, request.Writing(writer));
    }

    /// <summary>An input's features in the form asked for, which need not be that in which they came.</summary>
    async ValueTask<FeatureSet> FeaturesAsync(RestRequest request, Job job, GpParameter parameter)
    {
        var reading = readings.Stored();
        var value = await reader.TextAsync(job, JobValueKind.Input, parameter.Name, request.Aborted) is { } utf8
            ? parameter.Read(ParameterText.Form(utf8), reading)
            : parameter.DefaultFor(reading);
        var set = value as FeatureSet ?? throw new GpException(GpError.FormatNotSupported,
            $"f: {parameter.Name} was given by reference or not at all, so there are no features of it here; expected json or pjson.");
        var system = request.FileWriter is { IsWgs84: false } ? null : reading.SpatialReferences.Wgs84;
        return stored.Prepare(set, system, int.MaxValue, parameter.Name, request.Aborted);
    }

    async ValueTask<ParameterValue> ReadAsync(Job job, GpParameter parameter, CancellationToken stop)
    {
        if (parameter.IsSecret)
        {
            return new ParameterValue(parameter, null) { Json = "\"\""u8.ToArray() };
        }

        return await reader.TextAsync(job, JobValueKind.Input, parameter.Name, stop) is { } utf8
            ? Given(parameter, ParameterText.Form(TokenMask.Applies(parameter) ? TokenMask.Of(utf8) : utf8))
            : new ParameterValue(parameter, parameter.DefaultFor(readings.Stored()));
    }

    ParameterValue Given(GpParameter parameter, ParameterText text)
    {
        if (parameter is not TextParameter && IsStructure(text.Utf8.Span))
        {
            return new ParameterValue(parameter, null) { Json = text.Utf8 };
        }

        try
        {
            return parameter.Read(text, readings.Stored()) is var value && IsReference(value)
                ? new ParameterValue(parameter, null) { Json = Quoted(text) }
                : new ParameterValue(parameter, value);
        }
        catch (GpException)
        {
            // The job failed for it; what came is still worth showing.
            return new ParameterValue(parameter, null) { Json = Quoted(text) };
        }
    }

    /// <summary>True for a URL or name of features, which came as text and is shown as such.</summary>
    static bool IsReference(object value) =>
        value is FeatureReference || (value is IEnumerable<object> list && list.Any(element => element is FeatureReference));

    static byte[] Quoted(ParameterText text)
    {
        var written = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(written, indented: false, escapeForScript: false);
        json.Value(text.Utf8.Span);
        json.Flush();
        return written.WrittenSpan.ToArray();
    }

    /// <summary>True for a JSON object or array without a fault, which can stand in an answer as it came.</summary>
    static bool IsStructure(ReadOnlySpan<byte> utf8)
    {
        if (utf8.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return false;
        }

        try
        {
            var json = new Utf8JsonReader(utf8);
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

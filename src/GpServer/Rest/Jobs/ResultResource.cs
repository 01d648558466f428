using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Rest.Directories;
using GpServer.Rest.Files;

namespace GpServer.Rest.Jobs;

/// <summary>
/// <c>…/jobs/&lt;jobId&gt;/results</c>: what a job made, all of it or one result, in the spatial reference asked for now, else that
/// asked for
/// when the job was submitted.
/// </summary>
sealed class ResultResource(
    JobLookup jobs, IJobReader reader, StoredResults stored, ValueReadings readings, IFeatureWriter writer, JobFiles files,
    ResultImages images, FeatureFileAnswers featureFiles)
{
    static readonly SpatialReferenceParameter OutSR = new("outSR");
    static readonly string[] Settings = ["env:outSR", "context"];

    public void Map(RestRoutes rest)
    {
        rest.MapInService("/{task}/jobs/{job}/results", GetAll, geoJson: true);
        rest.MapInService("/{task}/jobs/{job}/results/{parameter}", Get, geoJson: true, images: true, files: true);
    }

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var path = await FindAsync(request);
        var parameter = JobLookup.Parameter(request, path.Tool.Definition.Outputs, "result");
        if (request.FileWriter is { } format && parameter is not FeaturesParameter)
        {
            throw FeatureFileAnswers.NoFeatures(format, parameter);
        }

        var page = ResultPage.Of(request.Parameters);
        if (request.FileWriter is null && page is null && await images.AnswerAsync(request, path, parameter) is { } image)
        {
            return image;
        }

        var value = await ReadAsync(request, path, parameter, await SystemAsync(request, path.Job), page);
        return request.FileWriter is not null ? featureFiles.Make(request, value) : new ValueAnswer(value, Writing(request, path.Job));
    }

    async ValueTask<EsriAnswer> GetAll(RestRequest request)
    {
        if (ResultPage.Of(request.Parameters) is not null)
        {
            throw ResultPage.NotHere("pages are of one result; expected …/results/<its name>.");
        }

        var path = await FindAsync(request);
        var system = await SystemAsync(request, path.Job);
        var values = new List<ParameterValue>();
        foreach (var parameter in path.Tool.Definition.Outputs)
        {
            values.Add(await ReadAsync(request, path, parameter, system, page: null));
        }

        return new ValuesAnswer(values, Writing(request, path.Job));
    }

    ValueWriting Writing(RestRequest request, Job job) => request.Writing(writer, name => files.UrlOf(request, job, name));

    async ValueTask<JobPath> FindAsync(RestRequest request)
    {
        var path = await jobs.FindAsync(request);
        return path.Job.Status == JobStatus.Succeeded
            ? path
            : throw new GpException(GpError.WrongOperation,
                $"The job {path.Job.Id} is {JobAnswer.StatusOf(path.Job)}; only a job that is esriJobSucceeded has results.");
    }

    /// <summary>The system in which the results are wanted, or null for that in which they were made.</summary>
    async ValueTask<SpatialReference?> SystemAsync(RestRequest request, Job job)
    {
        var reading = readings.Stored();
        if (request.Format == OutputFormat.GeoJson || request.FileWriter is { IsWgs84: true })
        {
            return reading.SpatialReferences.Wgs84;
        }

        if (request.Parameters.Find(OutSR.Name) is { } text && !OutSR.IsNotGiven(text))
        {
            return (SpatialReference)OutSR.Read(text, reading);
        }

        var settings = new Dictionary<string, ParameterText>(StringComparer.Ordinal);
        foreach (var name in Settings)
        {
            if (await reader.TextAsync(job, JobValueKind.Input, name, request.Aborted) is { } setting)
            {
                settings.Add(name, ParameterText.Form(setting));
            }
        }

        return EnvironmentSettings.Read(name => settings.TryGetValue(name, out var found) ? found : (ParameterText?)null, reading)
            .OutSpatialReference;
    }

    async ValueTask<ParameterValue> ReadAsync(
        RestRequest request, JobPath job, GpParameter parameter, SpatialReference? system, ResultPage? page)
    {
        var most = job.Service.MaximumRecords;

        // Pages say themselves how much they want, and files are bounded by their bytes.
        var isWhole = page is not null || request.FileWriter is { } format && !FeatureFileAnswers.IsLimited(format);
        if (await reader.FeaturesAsync(job.Job, parameter.Name, null, request.Aborted) is { } features)
        {
            if (page is not null && await reader.FeaturesAsync(job.Job, parameter.Name, page.Selection(most), request.Aborted) is { } part)
            {
                features = page.Mark(features, part.Features, most);
            }

            return new ParameterValue(parameter, Prepare(features));
        }

        if (page is not null && parameter is not FeaturesParameter)
        {
            throw ResultPage.NotHere($"{parameter.Name} has no features; expected a result of features.");
        }

        if (await reader.TextAsync(job.Job, JobValueKind.Result, parameter.Name, request.Aborted) is not { } json)
        {
            return new ParameterValue(parameter, null);
        }

        if (HostedUrl.PathOf(parameter, json) is { } path)
        {
            return new ParameterValue(parameter, null) { Json = HostedUrl.ValueOf(request.Url(path)) };
        }

        var value = parameter.Read(ParameterText.Json(json), readings.StoredResults());
        return new ParameterValue(parameter, parameter.MapFeatures(value, set => Prepare(page is null ? set : page.Of(set, most))));

        FeatureSet Prepare(FeatureSet set) =>
            stored.Prepare(set, system, isWhole ? int.MaxValue : most, parameter.Name, request.Aborted);
    }
}

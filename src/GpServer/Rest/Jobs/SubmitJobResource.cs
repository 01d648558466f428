using System.Globalization;
using System.Text;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.Layers;
using GpServer.References;
using GpServer.Rest.Answers;
using GpServer.Rest.Resources;

namespace GpServer.Rest.Jobs;

/// <summary>
/// <c>…/&lt;task&gt;/submitJob</c>: stores a job with what the request says. Inputs that cannot be read make a job that has failed already, since
/// some clients notice nothing else; what concerns the request and not the task is refused.
/// </summary>
sealed class SubmitJobResource(IServiceCatalog catalog, ToolCatalog tools, ValueReadings readings, IJobQueue queue, IJobReader reader, HostedReservations reservations)
{
    const int HighestPriority = 100;

    static readonly ToolMessage Submitted = new(MessageType.Informative, "Submitted.");

    public void Map(RestRoutes rest) => rest.MapInService("/{task}/submitJob", Submit);

    async ValueTask<EsriAnswer> Submit(RestRequest request)
    {
        request.CheckMayChange();
        var service = catalog.Of(request);
        var tool = tools.Of(service, request.Path("task"));
        if (service.ExecutionType == ExecutionType.Synchronous)
        {
            throw new GpException(GpError.WrongOperation,
                $"The service {service.QualifiedName} is synchronous: use execute instead of submitJob.");
        }

        CheckImageService(request);
        var inputs = new GivenInputs(request.Parameters.Find);
        var failure = Check(tool, inputs);
        var submit = new SubmitJob
        {
            Id = JobIds.New(),
            Service = service.QualifiedName,
            Task = tool.Definition.Name,
            User = request.Caller.Name,
            Priority = Priority(request),
            RequestId = request.Parameters.Word("gp:requestId"),
            HasSideEffects = tool.Definition.HasSideEffects,
            Inputs = WithBaseUrl(inputs.All(tool.Definition), tool, request),
            Messages = failure is null ? [Submitted] : [Submitted, .. JobFailure.Messages(failure.Text, tool.Definition.Name)],
            HasFailed = failure is not null,
        };
        return new StatusAnswer(await SubmitAsync(request, tool.Definition, submit));
    }

    async Task<Job> SubmitAsync(RestRequest request, ToolDefinition task, SubmitJob submit)
    {
        if (submit.HasFailed || HostedRequest.Read(request.Parameters.Find(HostedInput.Name), request.Caller) is not { } hosted)
        {
            return (await queue.SubmitAsync(submit, request.Aborted)).Job;
        }

        submit = submit with { Inputs = [.. submit.Inputs, hosted.ToInput()] };
        if (await reader.HasRequestAsync(submit, request.Aborted))
        {
            // The job that was made of it before has the name.
            return (await queue.SubmitAsync(submit, request.Aborted)).Job;
        }

        return await reservations.SubmitAsync(hosted, task, submit, () => queue.SubmitAsync(submit, request.Aborted), request.Aborted);
    }

    static void CheckImageService(RestRequest request)
    {
        const string name = "esri_out_image_service";
        if (request.Parameters.Find(name) is not null)
        {
            throw new GpException(GpError.NotAvailable, $"{name}: this server makes no image services; leave the parameter out.");
        }
    }

    /// <summary>Reads all inputs as the run will. What is wrong with one fails the job; what is too large is refused.</summary>
    GpException? Check(GpTool tool, GivenInputs inputs)
    {
        try
        {
            TaskInputs.Read(tool.Definition, inputs.Find, readings.For(inputs.Find));
            return null;
        }
        catch (GpException e) when (e.Error is not GpError.LimitExceeded)
        {
            return e;
        }
    }

    /// <summary>What may refer to this server says so by the address by which the job is submitted.</summary>
    IReadOnlyList<JobInput> WithBaseUrl(IReadOnlyList<JobInput> inputs, GpTool tool, RestRequest request)
    {
        // A task that changes its tool may have inputs that nobody sends.
        var mayRefer = !ReferenceEquals(tools.Find(tool.Definition.Name), tool) || inputs.Any(
            input => input.Utf8.Span.IndexOf("url"u8) >= 0 || input.Utf8.Span.IndexOf("://"u8) >= 0);
        return mayRefer ? [.. inputs, new JobInput(InputResolvers.BaseUrlInput, Encoding.UTF8.GetBytes(request.Url(""))) { IsOfServer = true }] : inputs;
    }

    static int Priority(RestRequest request)
    {
        const string name = "gp:priority";
        if (request.Parameters.Word(name) is not { } word)
        {
            return 0;
        }

        if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority)
            || Math.Abs((long)priority) > HighestPriority)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{name}: '{word}' is not valid; expected a whole number from -{HighestPriority} to {HighestPriority}.");
        }

        return priority <= 0 || request.Caller.IsAdministrator
            ? priority
            : throw new GpException(GpError.InvalidParameter, $"{name}: {priority} is above 0, which only administrators may ask for.");
    }
}

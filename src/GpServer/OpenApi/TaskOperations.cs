using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Rest.Answers;
using GpServer.Security;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GpServer.OpenApi;

/// <summary>Makes an operation of every task that everyone may run, with a form field for each parameter, from the tools' declarations.</summary>
sealed class TaskOperations(IServiceCatalog catalog, AccessRules rules, IFeatureWriter features) : IDocumentFilter
{
    readonly ParameterSchema _schemas = new(new ValueWriting { Features = features });

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var service in catalog.Services.Where(service => service.Started && rules.MayUse(Caller.Anonymous, service.QualifiedName)))
        {
            (swaggerDoc.Tags ??= new HashSet<OpenApiTag>()).Add(
                new OpenApiTag { Name = service.QualifiedName, Description = CleanText.Of(service.Description) });
            var operation = service.ExecutionType == ExecutionType.Synchronous ? "execute" : "submitJob";
            foreach (var task in service.Published.All.Select(tool => tool.Definition))
            {
                var path = $"/rest/services/{service.QualifiedName}/GPServer/{task.Name}/{operation}";
                swaggerDoc.Paths.Add(path, Path(swaggerDoc, service, task));
            }
        }
    }

    OpenApiPathItem Path(OpenApiDocument document, GpService service, ToolDefinition task) => new()
    {
        Operations = new()
        {
            [HttpMethod.Post] = new OpenApiOperation
            {
                OperationId = $"{service.QualifiedName}/{task.Name}".Replace('/', '_'),
                Summary = CleanText.Of(task.Label),
                Description = CleanText.Of(task.Description),
                Tags = new HashSet<OpenApiTagReference> { new(service.QualifiedName, document) },
                RequestBody = new OpenApiRequestBody
                {
                    Required = task.Inputs.Any(input => input.IsRequired),
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        ["application/x-www-form-urlencoded"] = new() { Schema = Form(task) },
                    },
                },
                Responses = new OpenApiResponses { ["200"] = Response(service, task) },
            },
        },
    };

    OpenApiSchema Form(ToolDefinition task)
    {
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
            Required = task.Inputs.Where(input => input.IsRequired).Select(input => input.Name).ToHashSet(StringComparer.Ordinal),
        };
        foreach (var input in task.Inputs)
        {
            form.Properties[input.Name] = _schemas.Of(input);
        }

        foreach (var (name, schema) in EnvironmentFields.All())
        {
            form.Properties[name] = schema;
        }

        return form;
    }

    static OpenApiResponse Response(GpService service, ToolDefinition task) => service.ExecutionType == ExecutionType.Synchronous
        ? Results(task)
        : Answer("The job, which is then asked for at …/jobs/<jobId>, or an error object.", """{"jobId":"j…","jobStatus":"esriJobSubmitted"}""");

    static OpenApiResponse Results(ToolDefinition task)
    {
        var names = string.Join(", ", task.Outputs.Select(output => $"{output.Name} ({output.DataType})"));
        return Answer($"The results {names}, or an error object.",
            """{"results":[{"paramName":"…","dataType":"…","value":null}],"messages":[]}""");
    }

    static OpenApiResponse Answer(string description, string example) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                Example = JsonNode.Parse(example),
            },
        },
    };
}

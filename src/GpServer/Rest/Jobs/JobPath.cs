using GpServer.Catalog;
using GpServer.Core.Tools;
using GpServer.Jobs;

namespace GpServer.Rest.Jobs;

/// <summary>A job with the service and the tool that it belongs to.</summary>
sealed record JobPath(GpService Service, GpTool Tool, Job Job);

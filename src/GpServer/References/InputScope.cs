using GpServer.Catalog;
using GpServer.Security;

namespace GpServer.References;

/// <summary>For whom the inputs of one run are read.</summary>
/// <param name="Service">The service whose task runs.</param>
/// <param name="Caller">Whose rights count: those that the caller has when the run reads its inputs.</param>
/// <param name="BaseUrl">The address of this server that the request used, up to <c>/rest</c>; empty where it is not known.</param>
sealed record InputScope(GpService Service, Caller Caller, string BaseUrl);

using GpServer.Catalog;
using GpServer.Storage.Site;

namespace GpServer.Admin.Services;

/// <summary>A service as it is stored now, whatever this node knows of it.</summary>
sealed record StoredService(SiteDocument Document, GpService Service);

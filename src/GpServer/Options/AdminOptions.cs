namespace GpServer.Options;

/// <summary>Where the administration is reached: <c>GpServer:Admin</c>.</summary>
sealed class AdminOptions
{
    /// <summary>False answers everything below <c>/admin</c> as if there were nothing.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The only port that answers below <c>/admin</c>, and that answers nothing else but health checks; 0 is every port.</summary>
    public int Port { get; set; }
}

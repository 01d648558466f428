namespace GpServer.Options;

/// <summary>Which web pages of other sites may call the server: <c>GpServer:Cors</c>.</summary>
sealed class CorsOptions
{
    /// <summary>Origins such as <c>https://maps.example.com</c>; all where none is given.</summary>
    public string[] Origins { get; set; } = [];
}

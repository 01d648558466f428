namespace GpServer.Rest;

/// <summary>The version of the protocol that the server speaks. Clients compare the number.</summary>
static class ProtocolVersion
{
    public const double Number = 11.3;
    public const string Full = "11.3.0";
}

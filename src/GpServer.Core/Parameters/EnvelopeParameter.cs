namespace GpServer.Core.Parameters;

/// <summary>GPEnvelope: a rectangle as <see cref="ExtentParameter"/> reads it, without a spatial reference where none came.</summary>
public sealed class EnvelopeParameter(string name) : ExtentParameter(name)
{
    public override string DataType => "GPEnvelope";

    private protected override bool TakesDefaultSystem => false;
}

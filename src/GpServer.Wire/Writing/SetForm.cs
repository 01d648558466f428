using GpServer.Core.Features;

namespace GpServer.Wire.Writing;

/// <summary>A form in which one feature set is written: what comes before its features, each feature, and what comes after.</summary>
abstract class SetForm
{
    public abstract void Begin();

    public abstract void Write(Feature feature);

    public abstract void End();
}

namespace GpServer.Jobs.Tests.Working;

/// <summary>The system's clock, put forward or back by as much as a test wants; elapsed time goes on as it does.</summary>
sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}

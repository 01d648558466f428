using GpServer.Core.Execution;

namespace GpServer.Core.Tests.Execution;

/// <summary>Temporary files on a device that is always full, as Linux has one.</summary>
public class FullDiskTests
{
    [Fact]
    public void What_a_full_disk_says_is_told_as_such_and_other_failures_are_not()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var failure = Should.Throw<IOException>(() => full.Write([1]));
        FullDisk.Of(failure).ShouldNotBeNull().Error.ShouldBe(GpError.StorageFull);
        FullDisk.Of(new IOException("something else")).ShouldBeNull();
        FullDisk.Of(new ArgumentOutOfRangeException("index")).ShouldBeNull();
        FullDisk.Of(new InvalidOperationException()).ShouldBeNull();
    }

    [Fact]
    public void A_stream_of_a_run_on_a_full_disk_fails_with_that()
    {
        var stream = new RunFileStream("/dev/full", _ => { });
        stream.Write([1, 2, 3]);
        Should.Throw<GpException>(stream.Flush).Error.ShouldBe(GpError.StorageFull);
        Should.Throw<GpException>(stream.Dispose).Error.ShouldBe(GpError.StorageFull);
    }
}

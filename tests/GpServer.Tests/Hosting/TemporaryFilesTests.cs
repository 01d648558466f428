using GpServer.Hosting;
using GpServer.Options;

namespace GpServer.Tests.Hosting;

public sealed class TemporaryFilesTests
{
    [Fact]
    public async Task Servers_that_share_a_data_directory_leave_one_another_s_files_alone()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            var options = Microsoft.Extensions.Options.Options.Create(new GpServerOptions { DataDirectory = data });
            using var first = new TemporaryFiles(options);
            await first.StartAsync(CancellationToken.None);
            var file = Path.Combine(first.Folder, "a.features");
            await File.WriteAllTextAsync(file, "x");

            using var second = new TemporaryFiles(options);
            await second.StartAsync(CancellationToken.None);
            File.Exists(file).ShouldBeTrue();
            second.Folder.ShouldNotBe(first.Folder);
            Directory.Exists(second.Folder).ShouldBeTrue();

            // A process that was killed lets go of its lock and leaves the rest.
            first.Dispose();
            using var third = new TemporaryFiles(options);
            await third.StartAsync(CancellationToken.None);
            Directory.Exists(first.Folder).ShouldBeFalse();
            Directory.Exists(second.Folder).ShouldBeTrue();

            await second.StopAsync(CancellationToken.None);
            Directory.Exists(second.Folder).ShouldBeFalse();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Many_that_start_at_once_each_have_a_folder()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            var options = Microsoft.Extensions.Options.Options.Create(new GpServerOptions { DataDirectory = data });
            var all = Enumerable.Range(0, 8).Select(_ => new TemporaryFiles(options)).ToList();
            await Task.WhenAll(all.Select(one => Task.Run(() => one.StartAsync(CancellationToken.None))));
            all.Select(one => one.Folder).Distinct().Count(Directory.Exists).ShouldBe(8);
            all.ForEach(one => one.Dispose());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}

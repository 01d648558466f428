using System.Globalization;
using GpServer.Core.Values;

namespace GpServer.References;

/// <summary>A folder for what one run fetches, which is there from the first file on and goes with the run.</summary>
sealed class RunFolder(string parent) : IDisposable
{
    const string Nameless = "data";

    readonly string _path = Path.Combine(parent, $"{Guid.NewGuid():N}.inputs");
    int _files;

    /// <summary>The path of a new file, alone in a folder of its own.</summary>
    /// <param name="name">The file's own name, kept where it can be one.</param>
    public string NewFile(string name) => Path.Combine(NewFolder(), FileNames.IsValid(name) ? name : Nameless);

    /// <summary>A new folder, empty.</summary>
    public string NewFolder() => Directory.CreateDirectory(
        Path.Combine(_path, Interlocked.Increment(ref _files).ToString(CultureInfo.InvariantCulture))).FullName;

    /// <summary>Deletes a file that was made here, with its folder.</summary>
    public static void Delete(string path) => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    public void Dispose()
    {
        if (_files > 0)
        {
            Directory.Delete(_path, recursive: true);
        }
    }
}

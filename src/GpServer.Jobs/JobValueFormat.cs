namespace GpServer.Jobs;

/// <summary>How a value is stored. The numbers are stored.</summary>
public enum JobValueFormat
{
    /// <summary>Text in UTF-8: a form value of an input, JSON of a result.</summary>
    Text = 0,

    /// <summary>The same, compressed by Brotli.</summary>
    CompressedText = 1,

    /// <summary>A schema and chunks of features.</summary>
    Features = 2,

    /// <summary>Bytes of a file.</summary>
    File = 3,

    /// <summary>The same, compressed by Brotli.</summary>
    CompressedFile = 4,
}

namespace GpServer.Options;

/// <summary>Bounds on what requests bring and runs make: <c>GpServer:Limits</c>.</summary>
sealed class LimitOptions
{
    /// <summary>A grace that is no longer than this gives no time at all: the server looks once a second.</summary>
    public const double ShortestGraceSeconds = 1.1;

    const int Mebibyte = 1024 * 1024;

    /// <summary>Bytes of one body, after it is decompressed.</summary>
    public int RequestBytes { get; set; } = 256 * Mebibyte;

    /// <summary>Bytes that the fields of all requests under way hold together.</summary>
    public long AllRequestBytes { get; set; } = 1024L * Mebibyte;

    /// <summary>Fields of one query or form.</summary>
    public int RequestFields { get; set; } = 1_000;

    /// <summary>Bytes of a field's name.</summary>
    public int FieldNameBytes { get; set; } = 256;

    /// <summary>Vertices in all feature sets of one request together.</summary>
    public long Vertices { get; set; } = 5_000_000;

    /// <summary>Features or rows in one set.</summary>
    public int Features { get; set; } = 2_000_000;

    /// <summary>Fields of one feature set.</summary>
    public int Fields { get; set; } = 1_000;

    /// <summary>How deep JSON may be nested.</summary>
    public int JsonDepth { get; set; } = 64;

    /// <summary>Elements of a multi-value, rows of a value table.</summary>
    public int Values { get; set; } = 100_000;

    /// <summary>Bytes of one text value.</summary>
    public int TextBytes { get; set; } = Mebibyte;

    /// <summary>Vertices that the steps of one run may make together.</summary>
    public long ResultVertices { get; set; } = 100_000_000;

    /// <summary>Vertices of one result that are kept in memory; more go to a temporary file.</summary>
    public int VerticesInMemory { get; set; } = 500_000;

    /// <summary>Bytes of all files that one run may make.</summary>
    public long FileBytes { get; set; } = 2048L * Mebibyte;

    /// <summary>Cores that one run may use; 0 is all of them.</summary>
    public int CoresPerRun { get; set; }

    /// <summary>Requests of one service that may wait for a free instance.</summary>
    public int Waiting { get; set; } = 1_000;

    /// <summary>Seconds that a run whose time is over has to end by itself before its caller is answered without it.</summary>
    public double GraceSeconds { get; set; } = 1;

    /// <summary>Bytes of all headers of one request.</summary>
    public int RequestHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Headers of one request.</summary>
    public int RequestHeaders { get; set; } = 100;

    /// <summary>Seconds in which the headers of a request must have come.</summary>
    public double HeaderSeconds { get; set; } = 30;

    /// <summary>The slowest that a body may come, and an answer be taken, on average; 0 is any.</summary>
    public double BodyBytesPerSecond { get; set; } = 240;

    /// <summary>Seconds for which a body may come more slowly before its speed counts.</summary>
    public double BodyGraceSeconds { get; set; } = 5;

    /// <summary>Connections that may be open at the same time; 0 leaves it to the system.</summary>
    public int Connections { get; set; }
}

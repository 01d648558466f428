namespace GpServer.Core.Parameters;

/// <summary>Counts the vertices that one request brings, over all its parameters.</summary>
public sealed class VertexCount
{
    long _total;

    /// <summary>Adds vertices of the named parameter.</summary>
    /// <exception cref="GpException">There are now more than <see cref="ReadLimits.Vertices"/>.</exception>
    public void Add(long count, ReadLimits limits, string parameter)
    {
        _total += count;
        if (_total > limits.Vertices)
        {
            throw new GpException(GpError.LimitExceeded,
                $"{parameter}: the request has more than {limits.Vertices} vertices, the limit of this server.");
        }
    }
}

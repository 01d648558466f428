using GpServer.Core;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Wire.Drawing.Maps;
using GpServer.Wire.Drawing.Png;
using GpServer.Wire.Drawing.Symbols;

namespace GpServer.Rest.Maps;

/// <summary>Draws pictures of maps, a few at a time: each keeps a core busy, and its pixels in memory.</summary>
sealed class MapDrawings(SpatialReferences references, TimeProvider clock) : IDisposable
{
    /// <summary>Requests that may wait for their turn.</summary>
    const int MostWaiting = 200;

    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    static readonly DrawingLimits Limits = new() { Time = TimeSpan.FromSeconds(60) };

    readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    int _waiting;

    /// <summary>How layers look: as it is stored, else as layers of their kind do by default.</summary>
    public static Renderer RendererOf(ServedLayer layer)
    {
        var type = layer.Features.Schema.GeometryType;
        return layer.Renderer is { } json ? RendererReader.Read(json, type, layer.Id) : DefaultSymbols.Renderer(type, layer.Id);
    }

    /// <summary>The picture as PNG. Its pixels are given back before the next one has its turn.</summary>
    /// <exception cref="GpException">The picture costs more than it may, too many are drawn, or a condition cannot be read.</exception>
    public async Task<byte[]> PngAsync(MapPicture picture, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var layers = picture.Layers.Select(layer => new MapLayer(layer.Features, RendererOf(layer))
        {
            Filter = picture.Definitions.Of(layer, now) is { IsAlwaysTrue: false } where ? where.Matches : null,
        }).ToList();
        await EnterAsync(stop);
        try
        {
            return await Task.Run(() => Png(picture, layers, stop), stop);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    byte[] Png(MapPicture picture, List<MapLayer> layers, CancellationToken stop)
    {
        using var image = MapDrawing.Draw(picture.View, layers, picture.Background, references, Limits, stop);
        stop.ThrowIfCancellationRequested();
        return PngWriter.Write(image, picture.Format, picture.View.Dpi);
    }

    async Task EnterAsync(CancellationToken stop)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new GpException(GpError.Busy, "Too many pictures are asked for at the same time; try again later.");
        }

        try
        {
            if (!await _turns.WaitAsync(LongestWait, stop))
            {
                throw new GpException(GpError.Busy, "Too many pictures are drawn at the same time; try again later.");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}

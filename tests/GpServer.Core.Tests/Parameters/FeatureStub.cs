using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

/// <summary>A format of feature sets of the smallest kind: a set is its geometry type and fields, a value with a url is a reference.</summary>
sealed class FeatureStub : IFeatureReader, IFeatureWriter
{
    public FeatureReadOptions? LastOptions { get; private set; }

    public object Read(ReadOnlyMemory<byte> utf8, FeatureReadOptions options)
    {
        LastOptions = options;
        var text = Encoding.UTF8.GetString(utf8.Span);
        if (text.StartsWith("{\"url\":\"", StringComparison.Ordinal))
        {
            return new FeatureReference { Url = text[8..].TrimEnd('"', '}') };
        }

        return text.StartsWith('{')
            ? new FeatureSet(options.Schema ?? new FeatureSchema(), [])
            : throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: not a feature set");
    }

    public void Write(JsonOutput json, FeatureSet set, string name, ValueWriting writing)
    {
        json.StartObject();
        json.Member("geometryType"u8, $"esriGeometry{set.Schema.GeometryType}");
        json.StartArray("fields"u8);
        foreach (var field in set.Schema.Fields)
        {
            json.Value(field.Name);
        }

        json.EndArray();
        json.EndObject();
    }

    public ValueTask WriteAsync(
        JsonOutput json, FeatureSet set, string name, ValueWriting writing, Func<CancellationToken, ValueTask> flush, CancellationToken stop)
    {
        Write(json, set, name, writing);
        return flush(stop);
    }
}

using System.Text;
using GpServer.Core;
using GpServer.Options;

namespace GpServer.Rest.Requests;

/// <summary>The fields of a request while they are read: where each begins in the buffer, and the bounds on them.</summary>
sealed class RequestFields(RequestBuffer buffer, LimitOptions limits)
{
    readonly List<RequestField> _fields = [];
    int _valueStart;
    string? _name;

    public RequestBuffer Buffer => buffer;

    public IReadOnlyList<RequestField> Fields => _fields;

    /// <summary>Where the name that is being read begins.</summary>
    public int NameStart { get; private set; }

    public void BeginName() => NameStart = buffer.Length;

    /// <exception cref="GpException">The name is longer than names may be.</exception>
    public void CheckName()
    {
        if (buffer.Length - NameStart > limits.FieldNameBytes)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The name of a field is longer than {limits.FieldNameBytes} bytes. Expected a form such as name=value&name=value.");
        }
    }

    /// <summary>What was appended since <see cref="BeginName"/> is the name; the value follows.</summary>
    public void EndName()
    {
        CheckName();
        BeginValue(Encoding.UTF8.GetString(buffer.GetSpan()[NameStart..]));
    }

    public void BeginValue(string name)
    {
        _name = name;
        _valueStart = buffer.Length;
    }

    /// <exception cref="GpException">There are more fields than a request may have.</exception>
    public void EndValue()
    {
        if (_fields.Count == limits.RequestFields)
        {
            throw new GpException(GpError.LimitExceeded, $"The request has more than {limits.RequestFields} fields, the limit of this server.");
        }

        _fields.Add(new RequestField(_name!, _valueStart, buffer.Length - _valueStart));
        _name = null;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.Reserve(bytes.Length));
        buffer.Advance(bytes.Length);
    }
}

using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <content>What types made of other types share.</content>
public abstract partial class GpParameter
{
    /// <summary>The filter of a type with several members: theirs in order, null where a member has none.</summary>
    private protected void WriteMemberFilters(JsonOutput json)
    {
        json.StartObject();
        json.Member("type"u8, "composite");
        json.StartArray("list"u8);
        foreach (var member in Members)
        {
            if (member.HasFilter)
            {
                member.WriteFilter(json);
            }
            else
            {
                json.Null();
            }
        }

        json.EndArray();
        json.EndObject();
    }

    /// <summary>The failure of a member as that of this parameter, with the place where the member's value stands.</summary>
    private protected GpException At(string place, GpParameter member, GpException failure)
    {
        var own = $"{member.Name}: ";
        var sentence = failure.Message.StartsWith(own, StringComparison.Ordinal) ? failure.Message[own.Length..] : failure.Message;
        return new GpException(failure.Error, $"{Name}: {place}: {sentence}", failure.InnerException) { Number = failure.Number };
    }

    private protected void CheckCount(int count, ReadLimits limits)
    {
        if (count > limits.Values)
        {
            throw new GpException(GpError.LimitExceeded, $"{Name}: there are more than {limits.Values} values, the limit of this server.");
        }
    }

    /// <summary>The value that comes next, as a part of the text that is scanned.</summary>
    private protected static ParameterText Next(ref JsonScanner json, ReadOnlyMemory<byte> utf8)
    {
        var length = json.SkipRaw().Length;
        return ParameterText.Json(utf8.Slice(json.Position - length, length));
    }
}

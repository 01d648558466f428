using System.Text;
using GpServer.Core;
using GpServer.Core.Parameters;

namespace GpServer.Rest.Requests;

/// <summary>
/// What a request says, in its query and in its form. Names are matched exactly first, then without regard to case; the form wins over the
/// query, and an empty value counts as not given.
/// </summary>
sealed class RequestParameters(RequestBuffer buffer, IReadOnlyList<RequestField> query, IReadOnlyList<RequestField> form)
{
    /// <summary>The value's text, or null where none is given.</summary>
    public ParameterText? Find(string name) =>
        Find(form, name, StringComparison.Ordinal)
        ?? Find(query, name, StringComparison.Ordinal)
        ?? Find(form, name, StringComparison.OrdinalIgnoreCase)
        ?? Find(query, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A short word of the protocol, or null where none is given.</summary>
    public string? Word(string name)
    {
        const int longest = 1_000;
        if (Find(name) is not { } text)
        {
            return null;
        }

        return text.Utf8.Length <= longest
            ? Encoding.UTF8.GetString(text.Utf8.Span).Trim()
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{text.Excerpt()}' is longer than {longest} bytes.");
    }

    /// <summary>
    /// The value of a field that decides who the caller is; null where none is given. Given twice it must be the same, or two readers of one request
    /// could take it for different ones.
    /// </summary>
    /// <exception cref="GpException">It has two values, or is longer than <paramref name="longest"/> bytes.</exception>
    public string? Only(string name, int longest)
    {
        string? only = null;
        foreach (var field in form.Concat(query))
        {
            if (!string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var text = Encoding.UTF8.GetString(buffer.Slice(field.Start, Math.Min(field.Length, longest + 1)).Span).Trim();
            if (text.Length == 0)
            {
                continue;
            }

            only = field.Length <= longest && (only is null || only == text)
                ? text
                : throw new GpException(GpError.TokenInvalid, "Invalid Token");
        }

        return only;
    }

    /// <summary>True or false without regard to case, as some clients write <c>True</c>; <paramref name="otherwise"/> where none is given.</summary>
    public bool Flag(string name, bool otherwise = false) => Execution.Flag.Read(name, Find(name), otherwise);

    /// <summary>Keeps the values for a run that may outlast its request, until the matching <see cref="Release"/>.</summary>
    public void Hold() => buffer.Hold();

    public void Release() => buffer.Release();

    ParameterText? Find(IReadOnlyList<RequestField> fields, string name, StringComparison comparison)
    {
        foreach (var field in fields)
        {
            if (string.Equals(field.Name, name, comparison))
            {
                var text = ParameterText.Form(buffer.Slice(field.Start, field.Length));
                if (!text.IsNotGiven)
                {
                    return text;
                }
            }
        }

        return null;
    }
}

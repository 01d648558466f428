namespace GpServer.Security;

/// <summary>What a token is bound to, so that it is worth nothing elsewhere.</summary>
/// <param name="Text">The referer or the address; empty for a token that is bound to nothing.</param>
readonly record struct TokenBinding(TokenBinding.To Kind, string Text)
{
    public static readonly TokenBinding None = new(To.Nothing, "");

    public enum To : byte
    {
        Nothing,
        Referer,
        Address,
    }

    /// <summary>True for a request from what the token is bound to.</summary>
    /// <param name="referer">The request's <c>Referer</c>, or where it has none its <c>Origin</c>.</param>
    /// <param name="address">Where the request comes from.</param>
    public bool Fits(string referer, string address) => Kind switch
    {
        To.Nothing => true,
        To.Address => string.Equals(Text, address, StringComparison.OrdinalIgnoreCase),
        To.Referer => FitsReferer(referer),
        _ => false,
    };

    // Clients in Node name themselves in place of a URL; browsers send other sites the origin alone.
    bool FitsReferer(string referer)
    {
        if (string.Equals(referer, Text, StringComparison.Ordinal))
        {
            return true;
        }

        if (Uri.TryCreate(Text, UriKind.Absolute, out var bound) && bound.Scheme is "http" or "https")
        {
            return Uri.TryCreate(referer, UriKind.Absolute, out var from)
                && string.Equals(from.GetLeftPart(UriPartial.Authority), bound.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
        }

        return referer.StartsWith(Text, StringComparison.Ordinal);
    }
}

using System.Text.RegularExpressions;

namespace GpServer.Security;

/// <summary>What names users and roles may have: nothing that means something in a URL, a log line or another kind of principal.</summary>
static partial class UserNames
{
    public const string Expected = "1 to 128 letters, digits and . _ - @ that begin with a letter or digit";

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Problem(string name) => Name().IsMatch(name) ? null : $"expected {Expected}";

    // No colon: names of users of an external identity provider have one.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@\-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

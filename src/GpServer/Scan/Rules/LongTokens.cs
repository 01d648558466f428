using System.Globalization;
using GpServer.Options;

namespace GpServer.Scan.Rules;

/// <summary>Tokens are valid for longer than a day.</summary>
sealed class LongTokens : IScanRule
{
    const string Key = $"{GpServerOptions.Section}:Tokens:LongestMinutes";
    const int DayMinutes = 24 * 60;

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var minutes = subject.Configuration.GetValue<double>(Key, DayMinutes);
        if (minutes > DayMinutes)
        {
            yield return new Finding(Severity.Important, "long-tokens",
                string.Create(CultureInfo.InvariantCulture, $"{Key} is {minutes}: a token is valid for {minutes / DayMinutes:0.#} days."),
                "A token that was lost is of use for as long.",
                $"{Key}=1440 or less.");
        }
    }
}

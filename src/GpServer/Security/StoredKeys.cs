using System.Xml.Linq;
using GpServer.Storage.Site;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GpServer.Security;

/// <summary>Keeps the keys of tokens and signatures in the store, so that all nodes accept what one has made, also after a restart.</summary>
sealed class StoredKeys(SiteDocuments documents) : IXmlRepository
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. documents.ReadAsync(DocumentKind.Key, CancellationToken.None).GetAwaiter().GetResult().Select(key => XElement.Parse(key.Json))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString("N") : friendlyName;
        var change = DocumentChange.Add(DocumentKind.Key, name, element.ToString(SaveOptions.DisableFormatting));
        if (documents.ChangeAsync([change], audit: null, CancellationToken.None).GetAwaiter().GetResult() is not null)
        {
            throw new InvalidOperationException($"There is a key {name} already.");
        }
    }

    /// <summary>
    /// Makes the first key of a new site. Nodes that start at the same time must not each make one of their own: a node learns of others' keys
    /// only after a while.
    /// </summary>
    public static async Task StartAsync(SiteDocuments documents, IKeyManager keys, TimeProvider clock, CancellationToken stop)
    {
        const string claim = "first-key";
        var began = clock.GetTimestamp();
        while ((await documents.ReadAsync(DocumentKind.Key, stop)).Count == 0)
        {
            // Who was killed between the claim and the key is not waited for for ever.
            var claimed = await documents.ChangeAsync([DocumentChange.Add(DocumentKind.Settings, claim, "{}")], audit: null, stop) is null;
            if (claimed || clock.GetElapsedTime(began) > Longest)
            {
                var now = clock.GetUtcNow();
                keys.CreateNewKey(now, now + new KeyManagementOptions().NewKeyLifetime);
                return;
            }

            await Task.Delay(Pause, clock, stop);
        }
    }
}

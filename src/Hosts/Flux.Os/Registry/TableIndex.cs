using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Registry;

namespace Flux.Os.Registry;

/// <summary>Ways into the apps in force that the table itself does not have; each is made when it is first asked for, once for each change of the apps.</summary>
public sealed class TableIndex(ImmutableSortedDictionary<string, RegisteredApp> apps)
{
    private readonly Lazy<ImmutableArray<RegisteredApp>> _all = new(() => [.. apps.Values]);
    private readonly Lazy<ILookup<string, RegisteredApp>> _byOwner = new(() => apps.Values.ToLookup(app => app.Spec.Owner, StringComparer.Ordinal));
    private readonly Lazy<Dictionary<MessageHash, RegisteredApp>> _byHash = new(() => apps.Values.ToDictionary(app => app.Hash));
    private readonly Lazy<Dictionary<string, RegisteredApp>> _byDomain = new(() => ByDomain(apps.Values));

    /// <summary>The apps it is about.</summary>
    public ImmutableSortedDictionary<string, RegisteredApp> Apps => apps;

    /// <summary>All of them, by name.</summary>
    public ImmutableArray<RegisteredApp> All => _all.Value;

    /// <summary>Those of one owner, by name.</summary>
    public IEnumerable<RegisteredApp> OfOwner(string owner) => _byOwner.Value[owner];

    /// <summary>The one whose message in force has that hash, or null.</summary>
    public RegisteredApp? Find(MessageHash hash) => _byHash.Value.GetValueOrDefault(hash);

    /// <summary>The one to which a custom domain leads, by its lower-case host name: of several the first that came (FluxOS reference §10.1); null where nobody has it.</summary>
    public RegisteredApp? OfDomain(string host) => _byDomain.Value.GetValueOrDefault(host);

    /// <summary>Those that match all that is given.</summary>
    public IEnumerable<RegisteredApp> Find(string? hash, string? owner, string? name)
    {
        IEnumerable<RegisteredApp> some = name is not null ? One(apps.GetValueOrDefault(Flux.Apps.Specs.AppSpec.KeyOf(name)))
            : hash is not null ? One(MessageHash.TryParse(hash, out var parsed) ? Find(parsed) : null)
            : owner is not null ? OfOwner(owner) : All;
        return some.Where(app => (hash is null || app.Hash.ToString() == hash) && (owner is null || app.Spec.Owner == owner));
    }

    private static Dictionary<string, RegisteredApp> ByDomain(IEnumerable<RegisteredApp> apps)
    {
        var owners = new Dictionary<string, RegisteredApp>(StringComparer.Ordinal);
        foreach (var app in apps.OrderBy(app => app.FirstHeight).ThenBy(app => app.Key, StringComparer.Ordinal))
        {
            foreach (var (_, host) in CustomDomain.PortsOf(app))
                if (host.Length > 0) owners.TryAdd(host, app);
        }
        return owners;
    }

    private static RegisteredApp[] One(RegisteredApp? app) => app is null ? [] : [app];
}

using System.Collections.Immutable;
using System.Net;

namespace Flux.P2P.Peers;

/// <summary>
/// Where others reach us: what the operator gave, what the names that he gave lead to, what the router maps. Changed in the <see cref="NetworkLoop"/>,
/// read from any thread.
/// </summary>
internal sealed class OwnAddresses(P2POptions options, AddressBook book)
{
    private ImmutableArray<IPEndPoint> _named = [];
    private IPEndPoint? _mapped;
    private ImmutableArray<IPEndPoint>[] _all = [[.. options.External]];

    /// <summary>All of them, those of the operator first.</summary>
    public IReadOnlyList<IPEndPoint> All => Volatile.Read(ref _all)[0];

    /// <summary>The one for a node there: of its kind where we have one.</summary>
    public IPEndPoint? For(IPAddress remote) => All.FirstOrDefault(own => own.AddressFamily == remote.AddressFamily) ?? (All.Count > 0 ? All[0] : null);

    /// <summary>Keeps them out of the address book: nobody dials himself.</summary>
    public void Begin()
    {
        foreach (var own in All) book.MarkOwn(own);
    }

    /// <summary>What the names lead to now; true when that is news.</summary>
    public bool SetNamed(IEnumerable<IPEndPoint> addresses)
    {
        _named = [.. addresses];
        return Join();
    }

    /// <summary>What the router maps now; true when that is news.</summary>
    public bool SetMapped(IPEndPoint? address)
    {
        // Behind a second router the first one's address is of no use to anybody.
        _mapped = address is not null && (options.Rules.AllowPrivateAddresses || NetworkGroups.IsPublic(address.Address)) ? address : null;
        return Join();
    }

    private bool Join()
    {
        ImmutableArray<IPEndPoint> all = [.. options.External.Concat(_named).Concat(_mapped is null ? [] : [_mapped]).Distinct()];
        if (all.SequenceEqual(All)) return false;
        Volatile.Write(ref _all, [all]);
        Begin();
        return true;
    }
}

using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.ClearSigning;

/// <summary>What the explaining side knows besides the bytes: its network, its own addresses, its address book. Nothing here comes from the one who wants a signature.</summary>
public sealed record SigningFacts
{
    /// <summary>The network's rules.</summary>
    public required Network Network { get; init; }

    /// <summary>Whether an address belongs to the wallet that signs.</summary>
    public required Func<Address, bool> IsOwn { get; init; }

    /// <summary>The address book's name of an address, or null.</summary>
    public Func<string, string?> NameOf { get; init; } = _ => null;

    /// <summary>An app message by its hash, or null. Whatever the host answers is hashed again here before its name is believed.</summary>
    public Func<string, AppMessage?> FindApp { get; init; } = _ => null;

    /// <summary>An app's payment by its transaction id, or null; it names the app whose payment is ended. Believed only when it has that id.</summary>
    public Func<TxId, Transaction?> FindPayment { get; init; } = _ => null;

    /// <summary>Addresses to which apps are paid where there are no escrow coins (main).</summary>
    public ImmutableArray<string> AppAddresses { get; init; } =
    [
        "t1LUs6quf7TB2zVZmexqPQdnqmrFMGZGjV6", "t3aGJvdtd8NR6GrnqnRuVEzH6MbrXuJFLUX", "t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX",
    ];

    /// <summary>A larger fee is warned about.</summary>
    public Amount LargeFee { get; init; } = new(1_000_000);

    /// <summary>An address as people see it.</summary>
    public string Show(Address address)
    {
        var text = address.ToText(Network.Addresses);
        return NameOf(text) is { Length: > 0 } name ? $"{text} ({name})" : text;
    }

    /// <summary>Whether apps are paid to this address.</summary>
    public bool IsAppAddress(Address address) => Network.Escrow is { } escrow ? address.ToScript() == escrow.Script : AppAddresses.Contains(address.ToText(Network.Addresses));
}

using System.Collections.Immutable;

namespace Flux.Wallets.Accounts;

/// <summary>An account as a wallet file keeps it. Holds no secret: private keys come from the seed.</summary>
public sealed record AccountRecord
{
    /// <summary>What its owner calls it; unique within a wallet.</summary>
    public string Name { get; init; } = "main";

    /// <summary>How its addresses come about.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>Account number in the path, from 0.</summary>
    public int Number { get; init; }

    /// <summary>Account-level extended public keys (xpub): one for <see cref="AccountKind.Single"/>, those of all signers for <see cref="AccountKind.Shared"/>.</summary>
    public ImmutableArray<string> ExtendedKeys { get; init; } = [];

    /// <summary>Signatures needed; 1 for a single account.</summary>
    public int Required { get; init; } = 1;

    /// <summary>True when the wallet's own words make one of the keys; false for watching only.</summary>
    public bool IsOwn { get; init; } = true;

    /// <summary>Index of the receiving address shown now; those before were used or given out.</summary>
    public int NextReceive { get; init; }

    /// <summary>First change index that was never used.</summary>
    public int NextChange { get; init; }
}

using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Wallets.CoinSelection;

namespace Flux.Wallets.Signing;

/// <summary>A transaction before it is signed, with what the signatures commit to.</summary>
public sealed record TransactionDraft
{
    /// <summary>Coins to spend, in input order.</summary>
    public required ImmutableArray<SpendableCoin> Inputs { get; init; }

    /// <summary>Outputs, in order; a memo is one of them.</summary>
    public required ImmutableArray<TxOutput> Outputs { get; init; }

    /// <summary>Height or time before which it is not final.</summary>
    public uint LockTime { get; init; }

    /// <summary>Last height that may hold it; 0 never expires.</summary>
    public uint ExpiryHeight { get; init; }

    /// <summary>The version 4 transaction without signatures.</summary>
    public Transaction ToUnsigned() => new()
    {
        Version = 4,
        Overwintered = true,
        VersionGroup = Transaction.SaplingGroup,
        Inputs = [.. Inputs.Select(i => new TxInput(i.OutPoint, default, LockTime == 0 ? TxInput.FinalSequence : TxInput.FinalSequence - 1))],
        Outputs = Outputs,
        LockTime = LockTime,
        ExpiryHeight = ExpiryHeight,
    };
}

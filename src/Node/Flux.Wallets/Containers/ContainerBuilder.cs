using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Wallets.Accounts;
using Flux.Wallets.Signing;
using Flux.Wallets.Spending;

namespace Flux.Wallets.Containers;

/// <summary>Makes containers: adds to a transaction what a signer needs to know.</summary>
public static class ContainerBuilder
{
    /// <summary>The container of a payment.</summary>
    public static SigningContainer Of(TransactionDraft draft, IReadOnlyList<WalletCoin> coins, KeyRing keys, string network, uint branchId)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(keys);
        var origins = ImmutableSortedDictionary.CreateBuilder<int, ImmutableSortedDictionary<string, KeyOrigin>>();
        for (var i = 0; i < draft.Outputs.Length; i++)
        {
            if (Address.TryFromScript(draft.Outputs[i].ScriptPubKey, out var address) && keys.Find(address) is { } own && OriginsOf(own, keys) is { IsEmpty: false } known) origins[i] = known;
        }
        return new SigningContainer
        {
            Network = network,
            BranchId = branchId,
            Transaction = draft.ToUnsigned(),
            Inputs = [.. coins.Select(coin => new ContainerInput
            {
                Coin = coin.Coin.Output,
                Worth = coin.Worth,
                IsEscrow = coin.Coin.EscrowBlocks > 0,
                Redeem = coin.Owner.Redeem,
                Origins = OriginsOf(coin.Owner, keys),
            })],
            OutputOrigins = origins.ToImmutable(),
        };
    }

    /// <summary>The container of an unsigned START whose collateral lies at <paramref name="owner"/>.</summary>
    public static SigningContainer Of(Transaction start, OwnAddress owner, KeyRing keys, string network, uint branchId)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.FluxNode is not StartTransaction { Signature.Length: 0 }) throw new ArgumentException("Only a START without signature.", nameof(start));
        return new SigningContainer { Network = network, BranchId = branchId, Transaction = start, StartOrigins = OriginsOf(owner, keys) };
    }

    /// <summary>Where this wallet's key of an address is. Others' keys have other masters, which they know themselves by the redeem script.</summary>
    private static ImmutableSortedDictionary<string, KeyOrigin> OriginsOf(OwnAddress own, KeyRing keys)
    {
        var origins = ImmutableSortedDictionary.CreateBuilder<string, KeyOrigin>(StringComparer.Ordinal);
        foreach (var (publicKey, path) in own.Keys)
        {
            if (path is not null) origins[Convert.ToHexStringLower(publicKey)] = new KeyOrigin(keys.Fingerprint ?? 0, path);
        }
        return origins.ToImmutable();
    }
}

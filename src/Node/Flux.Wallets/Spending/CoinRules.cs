using Flux.Consensus.Escrow;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Keystore;

namespace Flux.Wallets.Spending;

/// <summary>Says of each coin whether a payment may take it: what the owner decided, what the chain forbids, and what would be a pity.</summary>
public sealed class CoinRules
{
    private readonly Network _network;
    private readonly KeystoreContent _content;
    private readonly int _height;
    private readonly HashSet<OutPoint> _reserved;

    /// <param name="network">Whose collaterals, maturity and escrow count.</param>
    /// <param name="content">The owner's locks and sent payments.</param>
    /// <param name="height">Height of the best block.</param>
    public CoinRules(Network network, KeystoreContent content, int height)
    {
        ArgumentNullException.ThrowIfNull(content);
        (_network, _content, _height) = (network, content, height);
        _reserved = [.. content.Sent.Where(sent => sent.ExpiryHeight == 0 || sent.ExpiryHeight > height).SelectMany(InputsOf)];
    }

    /// <summary>A coin with its state.</summary>
    public WalletCoin Judge(ChainCoin coin, OwnAddress owner)
    {
        ArgumentNullException.ThrowIfNull(coin);
        ArgumentNullException.ThrowIfNull(owner);
        // A spend is judged at the height of the block that will hold it; what waits for its block has not begun to run out.
        var worth = coin is { EscrowBlocks: > 0, Height: > 0 } ? EscrowRules.Worth(new Coin(coin.Output, coin.Height, coin.IsCoinbase, coin.EscrowBlocks), _height + 1) : coin.Output.Value;
        return new WalletCoin(coin, owner, StateOf(coin, owner), coin.ConfirmationsAt(_height), worth);
    }

    private CoinState StateOf(ChainCoin coin, OwnAddress owner)
    {
        var name = coin.OutPoint.ToString();
        if (!owner.CanSign) return CoinState.WatchOnly;
        if (coin.EscrowBlocks > 0) return CoinState.Escrow;
        if (_content.LockedCoins.Contains(name)) return CoinState.Locked;
        if (_reserved.Contains(coin.OutPoint)) return CoinState.Reserved;
        if (_network.FluxNodes.TierOf(coin.Output.Value, _height) is not null && !_content.FreedCoins.Contains(name)) return CoinState.Collateral;
        if (coin.Height == 0) return CoinState.Unconfirmed;
        return coin.IsCoinbase && _height + 1 - coin.Height < _network.Coinbase.Maturity ? CoinState.Immature : CoinState.Spendable;
    }

    private static IEnumerable<OutPoint> InputsOf(SentRecord sent)
    {
        var bytes = new byte[sent.Hex.Length / 2];
        return Convert.FromHexString(sent.Hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done && TransactionCodec.TryParse(bytes, out var transaction, out _)
            ? transaction.Inputs.Select(input => input.PreviousOutput)
            : [];
    }
}

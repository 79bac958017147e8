using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Devnet.Funding;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Cli.Wallets;

/// <summary>Builds a payment from the developer wallet.</summary>
internal sealed class Payment(FluxdClient fluxd, DeveloperWallet wallet, Network network)
{
    /// <summary>How long a payment may wait for a block before it can no longer enter one.</summary>
    private const int ExpiresAfterBlocks = 100;

    /// <summary>A draft with these outputs and the change, its fee, and the height of the block that may hold it at the earliest.</summary>
    /// <exception cref="CommandException">The wallet has too little; the message says how much is missing.</exception>
    public async Task<(TransactionDraft Draft, Amount Fee, int Height)> BuildAsync(IReadOnlyList<TxOutput> outputs, CancellationToken cancel)
    {
        var (coins, immature) = await new AddressCoins(fluxd, [wallet.Address, wallet.ChangeAddress], network.Coinbase.Maturity).ReadAsync(cancel);
        var total = outputs.Aggregate(Amount.Zero, (sum, output) => sum + output.Value);
        var size = outputs.Sum(output => CoinSelector.OutputBytes + Math.Max(0, output.ScriptPubKey.Length - StandardScriptBytes));
        var choice = CoinSelector.Select(coins, total, size, FeeRate.Default);
        if (!choice.IsEnough) throw TooLittle(choice.Missing, immature);
        var height = await fluxd.BlockCountAsync(cancel) + 1;
        var draft = new TransactionDraft { Inputs = [.. choice.Coins], Outputs = [.. WithChange(outputs, choice.Change)], ExpiryHeight = (uint)(height + ExpiresAfterBlocks) };
        return (draft, choice.Fee, height);
    }

    /// <summary>A P2PKH script, whose size <see cref="CoinSelector.OutputBytes"/> counts.</summary>
    private const int StandardScriptBytes = 25;

    /// <summary>The change stands before a memo, which must be last (fluxos reference §5.1).</summary>
    private IEnumerable<TxOutput> WithChange(IReadOnlyList<TxOutput> outputs, Amount change)
    {
        if (change == Amount.Zero) return outputs;
        var back = new TxOutput(change, Addresses.Parse(wallet.ChangeAddress).ToScript());
        var memoAtEnd = outputs[^1].Value == Amount.Zero ? 1 : 0;
        return [.. outputs.SkipLast(memoAtEnd), back, .. outputs.TakeLast(memoAtEnd)];
    }

    private static CommandException TooLittle(Amount missing, Amount immature) => new(
        ExitCode.InsufficientFunds,
        $"The wallet has too little: {missing} FLUX are missing.",
        immature > Amount.Zero ? $"{immature} FLUX of mining rewards mature within the next blocks." : "");
}

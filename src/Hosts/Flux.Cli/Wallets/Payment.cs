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
    public Task<(TransactionDraft Draft, Amount Fee, int Height)> BuildAsync(IReadOnlyList<TxOutput> outputs, CancellationToken cancel) =>
        BuildAsync(outputs, _ => [], ExpiresAfterBlocks, cancel);

    /// <summary>As the other, with coins that are spent in any case and before all others.</summary>
    /// <param name="required">Those coins, with what they count at a given expiry height.</param>
    /// <param name="expiresAfter">Blocks after the earliest one in which it may still enter the chain.</param>
    /// <exception cref="CommandException">The wallet has too little; the message says how much is missing.</exception>
    public async Task<(TransactionDraft Draft, Amount Fee, int Height)> BuildAsync(
        IReadOnlyList<TxOutput> outputs, Func<int, IReadOnlyList<SpendableCoin>> required, int expiresAfter, CancellationToken cancel)
    {
        var (coins, immature) = await new AddressCoins(fluxd, [wallet.Address, wallet.ChangeAddress], network.Coinbase.Maturity).ReadAsync(cancel);
        var height = await fluxd.BlockCountAsync(cancel) + 1;
        var expiry = height + expiresAfter;
        var choice = Choose(coins, outputs, required(expiry));
        if (!choice.IsEnough) throw TooLittle(choice.Missing, immature);
        var draft = new TransactionDraft { Inputs = [.. choice.Coins], Outputs = [.. WithChange(outputs, choice.Change, wallet.ChangeAddress)], ExpiryHeight = (uint)expiry };
        return (draft, choice.Fee, height);
    }

    /// <summary>The coins that pay these outputs and the fee; a change counts as one more output.</summary>
    internal static CoinChoice Choose(IEnumerable<SpendableCoin> coins, IReadOnlyList<TxOutput> outputs, IReadOnlyList<SpendableCoin> required)
    {
        var total = outputs.Aggregate(Amount.Zero, (sum, output) => sum + output.Value);
        var size = outputs.Sum(output => CoinSelector.OutputBytes + Math.Max(0, output.ScriptPubKey.Length - StandardScriptBytes));
        return CoinSelector.Select(coins, total, size, FeeRate.Default, required);
    }

    /// <summary>A P2PKH script, whose size <see cref="CoinSelector.OutputBytes"/> counts.</summary>
    private const int StandardScriptBytes = 25;

    /// <summary>The change stands before a memo, which must be last (fluxos reference §5.1).</summary>
    internal static IEnumerable<TxOutput> WithChange(IReadOnlyList<TxOutput> outputs, Amount change, string changeAddress)
    {
        if (change == Amount.Zero) return outputs;
        var back = new TxOutput(change, Addresses.Parse(changeAddress).ToScript());
        var memoAtEnd = outputs[^1].Value == Amount.Zero ? 1 : 0;
        return [.. outputs.SkipLast(memoAtEnd), back, .. outputs.TakeLast(memoAtEnd)];
    }

    private static CommandException TooLittle(Amount missing, Amount immature) => new(
        ExitCode.InsufficientFunds,
        $"The wallet has too little: {missing} FLUX are missing.",
        immature > Amount.Zero ? $"{immature} FLUX of mining rewards mature within the next blocks." : "");
}

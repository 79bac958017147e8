using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Wire;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Devnet.Funding;

/// <summary>Pays the collaterals of all nodes in one transaction, from mining rewards.</summary>
public static class CollateralFunding
{
    /// <summary>The largest transaction that pools take (chain reference §6.9).</summary>
    private const int LargestStandardBytes = 100_000;

    /// <summary>The signed transaction: output i is the collateral of node i, a last one is change.</summary>
    /// <param name="payees">Tier and address of each node, in order.</param>
    /// <param name="height">Height of the block that will hold it.</param>
    public static Transaction Build(
        IReadOnlyList<(Tier Tier, Address Address)> payees, IReadOnlyList<SpendableCoin> coins, DeveloperWallet wallet, Network network, int height)
    {
        var outputs = payees.Select(payee => new TxOutput(network.FluxNodes.CollateralOf(payee.Tier, height), payee.Address.ToScript())).ToList();
        var total = outputs.Aggregate(Amount.Zero, (sum, output) => sum + output.Value);
        var choice = CoinSelector.Select(coins, total, outputs.Count * CoinSelector.OutputBytes, FeeRate.Default);
        if (!choice.IsEnough) throw new DevnetException(DevnetProblem.Rejected, $"Mining did not earn enough for the collaterals: {choice.Missing} FLUX are missing.");
        if (choice.Change > Amount.Zero) outputs.Add(new TxOutput(choice.Change, Parse(wallet.ChangeAddress).ToScript()));
        var draft = new TransactionDraft { Inputs = [.. choice.Coins], Outputs = [.. outputs] };
        var signed = TransactionSigner.Sign(draft, wallet.FindKey, network.BranchIdAt(height));
        var size = signed.Bytes.Length;
        return size <= LargestStandardBytes ? signed : throw new DevnetException(DevnetProblem.Usage, $"So many nodes need a transaction of {size} bytes; {LargestStandardBytes} are allowed.", "Choose fewer with --nodes.");
    }

    /// <summary>Hands a transaction to a fluxd; its id.</summary>
    public static async Task<string> SendAsync(FluxdClient fluxd, Transaction transaction, CancellationToken cancel) =>
        (await fluxd.CallAsync("sendrawtransaction", cancel, Convert.ToHexStringLower(TransactionCodec.ToBytes(transaction)))).GetString()!;

    internal static Address Parse(string address) => Address.TryParse(address, AddressPrefixes.Main, out var parsed)
        ? parsed
        : throw new DevnetException(DevnetProblem.Rejected, $"'{address}' is not an address.");
}

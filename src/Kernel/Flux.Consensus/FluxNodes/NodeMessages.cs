using System.Globalization;
using System.Text;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// What FluxNode signatures sign, under the chain's message magic (chain reference §8.3). On own networks a CONFIRM signs the whole
/// outpoint: the same text with all 64 digits of the transaction id instead of the first ten. Coinbases carry the genesis tag, so no two networks
/// share a transaction id and a CONFIRM cannot be replayed on another.
/// </summary>
public static class NodeMessages
{
    private const int ShortDigits = 10;

    /// <summary>Of a START: its transaction id in display hex.</summary>
    public static byte[] OfStart(Transaction transaction) => Encoding.ASCII.GetBytes(transaction.Id.ToString());

    /// <summary>Of a CONFIRM: <c>COutPoint(id, index)</c> ‖ index ‖ update type ‖ signature time.</summary>
    public static byte[] OfConfirm(Network network, ConfirmTransaction confirm)
    {
        var id = confirm.Collateral.Transaction.ToString();
        if (!network.FluxNodes.SignsFullOutPoint) id = id[..ShortDigits];
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"COutPoint({id}, {confirm.Collateral.Index}){confirm.Collateral.Index}{confirm.UpdateType}{confirm.SigTime}"));
    }

    /// <summary>Of a benchmark: the CONFIRM's signature bytes ‖ tier ‖ benchmark time ‖ address text.</summary>
    public static byte[] OfBenchmark(ConfirmTransaction confirm) =>
    [
        .. confirm.Signature.Span,
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{confirm.BenchmarkTier}{confirm.BenchmarkSigTime}")),
        .. confirm.Ip.Span,
    ];
}

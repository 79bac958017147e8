using System.Globalization;
using System.Text;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Json;

/// <summary>A block as the lines of text that decoderawblock answers: ids and scripts are shortened.</summary>
internal static class BlockText
{
    private const int ShortId = 10;
    private const int ShortScriptSig = 24;
    private const int ShortScript = 30;

    public static string Of(Block block)
    {
        var header = block.Header;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"CBlock(hash={block.Hash}, ver={header.Version}, hashPrevBlock={header.Previous}, hashMerkleRoot={header.MerkleRoot}, ");
        text.Append(CultureInfo.InvariantCulture, $"hashFinalSaplingRoot={header.StateRoot}, nTime={header.Time}, nBits={header.Bits:x8}, nNonce={header.Nonce}, ");
        text.Append(CultureInfo.InvariantCulture, $"nSolution={Convert.ToHexStringLower(header.Solution.Span)}, vtx={block.Transactions.Length})\n");
        foreach (var tx in block.Transactions) text.Append("  ").Append(Of(tx)).Append('\n');
        return text.Append("  vMerkleTree: \n").ToString();
    }

    private static string Of(Transaction tx)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"CTransaction(hash={tx.Id.ToString()[..ShortId]}, ver={tx.Version}, ");
        if (tx.Overwintered) text.Append(CultureInfo.InvariantCulture, $"fOverwintered=1, nVersionGroupId={tx.VersionGroup:x8}, ");
        text.Append(CultureInfo.InvariantCulture, $"vin.size={tx.Inputs.Length}, vout.size={tx.Outputs.Length}, nLockTime={tx.LockTime}");
        if (tx.Overwintered) text.Append(CultureInfo.InvariantCulture, $", nExpiryHeight={tx.ExpiryHeight}");
        if (tx.Overwintered && tx.Version >= 4)
            text.Append(CultureInfo.InvariantCulture, $", valueBalance={tx.Shielded?.ValueBalance.Satoshis ?? 0}, vShieldedSpend.size={tx.Shielded?.Spends.Length ?? 0}, vShieldedOutput.size={tx.Shielded?.Outputs.Length ?? 0}");
        text.Append(")\n");
        foreach (var input in tx.Inputs) text.Append("    ").Append(Of(input)).Append('\n');
        foreach (var output in tx.Outputs) text.Append(CultureInfo.InvariantCulture, $"    CTxOut(nValue={output.Value}, scriptPubKey={Shorten(output.ScriptPubKey.ToString(), ShortScript)})\n");
        return text.ToString();
    }

    private static string Of(TxInput input)
    {
        var script = input.PreviousOutput.IsNull ? $"coinbase {input.ScriptSig}" : $"scriptSig={Shorten(input.ScriptSig.ToString(), ShortScriptSig)}";
        var sequence = input.Sequence == TxInput.FinalSequence ? "" : string.Create(CultureInfo.InvariantCulture, $", nSequence={input.Sequence}");
        return $"CTxIn({FluxNodeJson.ShortOutPoint(input.PreviousOutput)}, {script}{sequence})";
    }

    private static string Shorten(string text, int length) => text.Length > length ? text[..length] : text;
}

using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Signs the inputs of a transaction with the keys given, without them with those of the wallet, and joins it with other versions of itself when several follow each other in the hex.</summary>
internal sealed class SignRawTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "signrawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hexstring\" ( [{\"txid\":\"id\",\"vout\":n,\"scriptPubKey\":\"hex\",\"redeemScript\":\"hex\",\"amount\":value},...] [\"privatekey1\",...] sighashtype \"branchid\" )";

    public override string Help => "Signs the inputs of a transaction with the keys given, without them with those of the wallet, and joins it with other versions of itself when several follow each other in the hex. The outputs it spends are looked up, or given when they are not on the chain yet. Answers {hex, complete, errors}.";

    public override (int Least, int Most) ParameterCount => (1, 5);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (request.Has(2) || node.Wallet is not { Exists: true } wallet)
        {
            Write(request, RawSigningKeys.Read(request[2], node.Network.Addresses), writer);
            return;
        }
        await wallet.UseAsync(
            open =>
            {
                Write(request, RawSigningKeys.Of(open.Keys), writer);
                return Task.FromResult(true);
            },
            cancellation).ConfigureAwait(false);
    }

    private void Write(RpcRequest request, RawSigningKeys keys, Utf8JsonWriter writer)
    {
        var versions = RawTransactionSet.Read(request.Serialized(0, "TX"));
        var coins = new RawCoins(node, request[1], keys);
        var hashType = HashTypeOf(request.OptionalString(3, "sighashtype") ?? "ALL");
        var signer = new RawSigner(versions, keys, hashType, BranchIdOf(request.OptionalString(4, "branchid")));
        var (signed, faults) = signer.Sign(coins);
        writer.WriteStartObject();
        writer.WriteString("hex", Convert.ToHexStringLower(signed.ToBytes()));
        writer.WriteBoolean("complete", faults.Count == 0);
        if (faults.Count > 0) WriteFaults(writer, faults);
        writer.WriteEndObject();
    }

    private uint BranchIdOf(string? text)
    {
        if (text is null) return node.Network.BranchIdAt(node.Chain.Snapshot.Height + 1);
        // Read like strtoul: what is no hex counts as zero.
        return uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    private static byte HashTypeOf(string text) => text switch
    {
        "ALL" => 1,
        "NONE" => 2,
        "SINGLE" => 3,
        "ALL|ANYONECANPAY" => 0x81,
        "NONE|ANYONECANPAY" => 0x82,
        "SINGLE|ANYONECANPAY" => 0x83,
        _ => throw RpcFault.InvalidParameter("Invalid sighash param"),
    };

    private static void WriteFaults(Utf8JsonWriter writer, IReadOnlyList<(TxInput Input, string Error)> faults)
    {
        writer.WriteStartArray("errors");
        foreach (var (input, error) in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("txid", input.PreviousOutput.Transaction.ToString());
            writer.WriteNumber("vout", input.PreviousOutput.Index);
            writer.WriteString("scriptSig", input.ScriptSig.ToString());
            writer.WriteNumber("sequence", input.Sequence);
            writer.WriteString("error", error);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}

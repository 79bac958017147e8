using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Transactions after a block, and the block to ask from next time.</summary>
internal sealed class ListSinceBlock(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listsinceblock";

    public override string Usage => "( \"blockhash\" target-confirmations watchonly )";

    public override string Help => "Transactions after a block, and the block to ask from next time.";

    public override (int Least, int Most) ParameterCount => (0, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var since = request.Has(0) && wallet.Node.Chain.FindHeader(new BlockHash(request.Hash(0, "blockhash"))) is { } header ? header.Height : -1;
        var target = request.Int(1, "target-confirmations", 1);
        if (target < 1) throw RpcFault.InvalidParameter("Invalid parameter");
        var watched = request.Bool(2, "includeWatchonly", false);
        json.WriteStartObject();
        json.WriteStartArray("transactions");
        foreach (var entry in wallet.Ledger.Entries.Where(entry => entry.Height == 0 || entry.Height > since).OrderBy(entry => entry.Received).ThenBy(entry => entry.Id))
        {
            foreach (var line in WalletJson.LinesOf(wallet, entry, watched)) WalletJson.WriteLine(json, wallet, line, detail: false);
        }
        json.WriteEndArray();
        json.WriteString("lastblock", wallet.Node.Chain.HeaderAt(Math.Max(0, wallet.Tip + 1 - target))!.Hash.ToString());
        json.WriteEndObject();
    }
}

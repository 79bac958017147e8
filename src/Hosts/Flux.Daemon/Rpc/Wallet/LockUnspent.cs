using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Keeps coins from being spent, or frees them, also those of exactly a collateral. Kept over restarts.</summary>
internal sealed class LockUnspent(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "lockunspent";

    public override string Usage => "unlock ( [{\"txid\":…,\"vout\":n},…] )";

    public override string Help => "Keeps coins from being spent, or frees them, also those of exactly a collateral. Kept over restarts.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var unlock = request.Bool(0, "unlock", false);
        var names = new List<string>();
        if (request.Has(1))
        {
            if (request[1].ValueKind != JsonValueKind.Array) throw RpcFault.Type("Expected type array");
            foreach (var item in request[1].EnumerateArray()) names.Add(new OutPoint(new TxId(RpcRequest.AsHash(RpcRequest.Member(item, "txid"), "txid")), (uint)RpcRequest.AsInt(RpcRequest.Member(item, "vout"))).ToString());
        }
        wallet.Keys.Save(content => unlock
            ? content with { LockedCoins = names.Count == 0 ? content.LockedCoins.Clear() : content.LockedCoins.Except(names), FreedCoins = content.FreedCoins.Union(names) }
            : content with { LockedCoins = content.LockedCoins.Union(names), FreedCoins = content.FreedCoins.Except(names) });
        json.WriteBooleanValue(true);
    }
}

using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>The newest transactions, oldest first.</summary>
internal sealed class ListTransactions(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listtransactions";

    public override string Usage => "( \"*\" count from watchonly )";

    public override string Help => "The newest transactions, oldest first.";

    public override (int Least, int Most) ParameterCount => (0, 4);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.OptionalString(0, "account"), allowAll: true);
        var (count, from) = (request.Int(1, "count", 10), request.Int(2, "from", 0));
        if (count < 0) throw RpcFault.InvalidParameter("Negative count");
        if (from < 0) throw RpcFault.InvalidParameter("Negative from");
        var watched = request.Bool(3, "includeWatchonly", false);
        var lines = Ordered(wallet).SelectMany(entry => WalletJson.LinesOf(wallet, entry, watched)).SkipLast(from).TakeLast(count).ToList();
        json.WriteStartArray();
        foreach (var line in lines) WalletJson.WriteLine(json, wallet, line, detail: false);
        json.WriteEndArray();
    }

    private static IEnumerable<WalletEntry> Ordered(DaemonWallet wallet) =>
        wallet.Ledger.Entries.OrderBy(entry => entry.Height == 0 ? int.MaxValue : entry.Height).ThenBy(entry => entry.Place).ThenBy(entry => entry.Received);
}

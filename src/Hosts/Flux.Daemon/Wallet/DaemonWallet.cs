using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Wallet;

/// <summary>
/// fluxd's own wallet behind the wallet commands of JSON-RPC. It comes into being with the first such command; a daemon that is never asked
/// has no keys and does no work. Calls run one at a time, each on a ledger that has caught up with the chain.
/// </summary>
internal sealed class DaemonWallet(FluxdNode node) : IDisposable
{
    private const string KeysFile = "wallet.json", LedgerFile = "wallet-transactions.json";
    private readonly SemaphoreSlim _gate = new(1, 1);
    private WalletKeys? _keys;
    private WalletLedger? _ledger;

    public FluxdNode Node => node;

    /// <summary>Height of the best block.</summary>
    public int Tip => node.Chain.Snapshot.Height;

    public WalletKeys Keys => _keys ?? throw new InvalidOperationException("The wallet is not open.");

    public WalletLedger Ledger => _ledger ?? throw new InvalidOperationException("The wallet is not open.");

    public KeystoreContent Content => Keys.Content;

    /// <summary>Runs something with the opened wallet.</summary>
    public async Task<T> UseAsync<T>(Func<DaemonWallet, Task<T>> action, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_keys is null) Open();
            CatchUp();
            var result = await action(this).ConfigureAwait(false);
            Ledger.Save();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads blocks again, from a height on.</summary>
    public void Rescan(int fromHeight)
    {
        Ledger.Reset(Math.Max(-1, fromHeight - 1));
        CatchUp();
    }

    /// <summary>Every coin of the wallet with its state. Change of own payments counts as confirmed while it waits, as in the C++ daemon.</summary>
    public IReadOnlyList<WalletCoin> Coins()
    {
        // What spends a coin is in the ledger, so the file's own record of payments is not needed here.
        var rules = new CoinRules(node.Network, Content with { Sent = [] }, Tip);
        var coins = new List<WalletCoin>();
        foreach (var entry in Ledger.Entries)
        {
            for (var i = 0; i < entry.Transaction.Outputs.Length; i++)
            {
                var place = new OutPoint(entry.Id, (uint)i);
                var output = entry.Transaction.Outputs[i];
                if (Ledger.IsSpent(place) || Keys.OwnerOf(output.ScriptPubKey) is not { } owner) continue;
                var coin = rules.Judge(new ChainCoin(place, output, owner.Address, entry.Height, entry.Transaction.IsCoinbase), owner);
                coins.Add(coin.State == CoinState.Unconfirmed && IsFromMe(entry.Transaction) ? coin with { State = CoinState.Spendable } : coin);
            }
        }
        return coins;
    }

    /// <summary>Whether the wallet funded every input.</summary>
    public bool IsFromMe(Transaction transaction) => transaction.Inputs.Length > 0 && transaction.Inputs.All(input => Ledger.OutputOf(input.PreviousOutput) is { } coin && Keys.OwnerOf(coin.ScriptPubKey) is { CanSign: true });

    /// <summary>What the wallet's own coins put in.</summary>
    public Amount Debit(Transaction transaction) => new(transaction.Inputs.Sum(input => Ledger.OutputOf(input.PreviousOutput) is { } coin && Keys.OwnerOf(coin.ScriptPubKey) is { CanSign: true } ? coin.Value.Satoshis : 0));

    /// <summary>What comes to the wallet's own keys.</summary>
    public Amount Credit(Transaction transaction) => new(transaction.Outputs.Sum(output => Keys.OwnerOf(output.ScriptPubKey) is { CanSign: true } ? output.Value.Satoshis : 0));

    public long Now() => node.Time.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose()
    {
        _ledger?.Save();
        _keys?.Dispose();
        _gate.Dispose();
    }

    private void Open()
    {
        var path = Path.Combine(node.Options.DataDirectory, KeysFile);
        var isNew = !WalletKeys.Exists(path);
        _keys = WalletKeys.Open(path, node.Network);
        _ledger = new WalletLedger(Path.Combine(node.Options.DataDirectory, LedgerFile));
        var tip = node.Chain.Snapshot.Tip;
        _ledger.Load(isNew ? tip.Height : -1, isNew ? tip.Hash : default);
    }

    private void CatchUp()
    {
        var used = new List<OwnAddress>();
        bool IsOwn(Script script) => Keys.OwnerOf(script) is not null;
        Ledger.CatchUp(node.Chain, IsOwn, script => used.Add(Keys.OwnerOf(script)!), Now());
        foreach (var entry in node.Chain.Mempool.Snapshot.Entries)
        {
            if (Ledger.Find(entry.Id) is null && Ledger.Concerns(entry.Transaction, IsOwn, script => used.Add(Keys.OwnerOf(script)!))) Ledger.AddWaiting(entry.Transaction, entry.Time.ToUnixTimeSeconds());
        }
        Ledger.DropExpired(Tip, id => node.Chain.Mempool.Find(id) is not null);
        foreach (var own in used.DistinctBy(own => own.Address)) Keys.MarkUsed(own);
    }
}

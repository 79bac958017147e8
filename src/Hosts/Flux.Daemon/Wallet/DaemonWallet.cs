using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc;
using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Wallet;

/// <summary>
/// fluxd's own wallet behind the wallet commands of JSON-RPC. It comes into being with the first such command; a daemon that is never asked
/// has no keys and does no work. Calls run one at a time, each on a ledger that has caught up with the chain.
/// </summary>
internal sealed partial class DaemonWallet(FluxdNode node, ILogger<DaemonWallet> logger) : IDisposable
{
    private const string KeysFile = "wallet.json", LedgerFile = "wallet-transactions.json";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private WalletKeys? _keys;
    private WalletLedger? _ledger;
    private WalletSummary _summary = new(Amount.Zero, new Amount(new WalletSettings().FeeRate));

    public FluxdNode Node => node;

    /// <summary>Height of the best block.</summary>
    public int Tip => node.Chain.Snapshot.Height;

    public WalletKeys Keys => _keys ?? throw new InvalidOperationException("The wallet is not open.");

    public WalletLedger Ledger => _ledger ?? throw new InvalidOperationException("The wallet is not open.");

    public KeystoreContent Content => Keys.Content;

    /// <summary>There are keys: somebody has called a wallet command, in this run or an earlier one.</summary>
    public bool Exists => _keys is not null || WalletKeys.Exists(KeysPath);

    private string KeysPath => Path.Combine(node.Options.DataDirectory, KeysFile);

    /// <summary>Runs something with the opened wallet. While a long rescan runs callers are told so at once.</summary>
    public async Task<T> UseAsync<T>(Func<DaemonWallet, Task<T>> action, CancellationToken cancellation)
    {
        if (_scan is { } running) throw new RpcFault(RpcErrorCode.Wallet, running.ToString());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        try
        {
            await _gate.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                if (_keys is null) Open();
                CatchUp();
                var result = await action(this).ConfigureAwait(false);
                Summarize();
                return result;
            }
            finally
            {
                _ledger?.Save();
                _gate.Release();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new RpcFault(RpcErrorCode.Wallet, "The daemon is stopping; a rescan goes on with the next wallet command after the start.");
        }
    }

    /// <summary>For getinfo, which never waits and never makes a wallet: the present state, or the last one known while the wallet is at work.</summary>
    public WalletSummary Summary()
    {
        if (!Exists || _scan is not null || !_gate.Wait(0, CancellationToken.None)) return _summary;
        try
        {
            if (_keys is null) Open();
            if (Tip - Ledger.Height <= LongScan) CatchUp();
            Summarize();
            Ledger.Save();
        }
        catch (Exception e) when (e is KeystoreException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // The wallet's own commands say what is wrong with it.
        }
        finally
        {
            _gate.Release();
        }
        return _summary;
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
                if (Ledger.IsSpent(place)) continue;
                if (output.ScriptPubKey == node.Network.Escrow?.Script)
                {
                    if (EscrowCoin(place, rules) is { } escrow) coins.Add(escrow);
                    continue;
                }
                if (Keys.OwnerOf(output.ScriptPubKey) is not { } owner) continue;
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

    /// <summary>Ends a rescan after the block it is at; what it has found is kept.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _stopping.Cancel();
        // Whoever is inside ends soon now, and must not find the keys gone.
        _gate.Wait(CancellationToken.None);
        _ledger?.Save();
        _keys?.Dispose();
        _gate.Release();
        _stopping.Dispose();
    }

    private void Open()
    {
        var isNew = !WalletKeys.Exists(KeysPath);
        _keys = WalletKeys.Open(KeysPath, node.Network);
        _ledger = new WalletLedger(Path.Combine(node.Options.DataDirectory, LedgerFile), node.Network.Escrow?.Script);
        var tip = node.Chain.Snapshot.Tip;
        _ledger.Load(isNew ? tip.Height : -1, isNew ? tip.Hash : default);
    }

    // An app's payment belongs to its payer on the chain, though its output names the escrow address (architecture, "Escrow coins, exactly").
    private WalletCoin? EscrowCoin(OutPoint place, CoinRules rules) =>
        node.Chain.GetCoin(place, includeMempool: true)?.Coin is { IsEscrow: true } coin && Keys.OwnerOf(coin.Output.ScriptPubKey) is { } payer
            ? rules.Judge(new ChainCoin(place, coin.Output, payer.Address, coin.Height, EscrowBlocks: coin.EscrowBlocks), payer)
            : null;

    private void Summarize()
    {
        var balance = WalletBalance.Of(Coins());
        _summary = new WalletSummary(balance.Spendable + balance.Collateral + balance.Locked, new Amount(Content.Settings.FeeRate));
    }
}

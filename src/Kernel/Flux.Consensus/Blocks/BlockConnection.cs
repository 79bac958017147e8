using System.Collections.Immutable;
using Flux.Consensus.Escrow;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Headers;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Consensus.Shielded;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Sighash;

namespace Flux.Consensus.Blocks;

/// <summary>One run of <see cref="BlockRules.Connect"/>: the stages in order, each refusing or adding to what the block changes.</summary>
internal sealed partial class BlockConnection
{
    private readonly Network _network;
    private readonly Block _block;
    private readonly IAncestry _parent;
    private readonly LedgerState _state;
    private readonly ICoinView _before;
    private readonly ConnectOptions _options;
    private readonly int _height;
    private readonly CoinbasePlan _plan;
    private readonly CoinOverlay _coins;
    private readonly EscrowBook _escrows;
    private readonly ShieldedBook _shielded;
    private readonly NodeEvents _events = new();
    private readonly ImmutableArray<IDeferredCheck>.Builder _checks = ImmutableArray.CreateBuilder<IDeferredCheck>();
    private readonly ImmutableArray<Coin>.Builder _spent = ImmutableArray.CreateBuilder<Coin>();
    private readonly ImmutableArray<CoinEntry>.Builder _runOuts = ImmutableArray.CreateBuilder<CoinEntry>();
    private Amount _fees;
    private Amount _coinsDelta;
    private Amount _unspendable;
    private int _sigOps;

    public BlockConnection(
        Network network, Block block, IAncestry parent, LedgerState state, ICoinView coins, IShieldedView shielded, ConnectOptions options)
    {
        if (block.Header.Previous != state.Tip || parent.Height != state.Height) throw new ArgumentException("The state is not the parent's.", nameof(state));
        (_network, _block, _parent, _state, _before, _options) = (network, block, parent, state, coins, options);
        _height = state.Height + 1;
        _plan = CoinbaseRules.Plan(network, state, coins);
        _coins = new CoinOverlay(coins);
        _escrows = new EscrowBook(state, _plan.Earned);
        _shielded = new ShieldedBook(state, shielded);
    }

    /// <summary>The rules, in the order in which they speak.</summary>
    public ConnectResult Run()
    {
        ReadOnlySpan<Func<Verdict>> stages =
        [
            CheckStateRoot,
            CheckProducer,
            CheckPayments,
            CheckNodeTransactions,
            RunOutEscrows,
            ApplyTransactions,
            CheckSaplingRoot,
            CheckCoinbaseValue,
        ];
        foreach (var stage in stages)
        {
            var verdict = stage();
            if (!verdict.IsOk) return ConnectResult.Refused(verdict);
        }
        return Finish();
    }

    private Transaction Coinbase => _block.Transactions[0];

    private Verdict CheckStateRoot() => _network.StateRoot == StateRootRule.NodeRecords && _block.Header.StateRoot != _state.Nodes.Root
        ? Verdict.Fail(RejectTable.BadStateRoot)
        : Verdict.Ok;

    private Verdict CheckPayments() => CoinbaseRules.CheckPayments(_plan, Coinbase);

    /// <summary>START and CONFIRM against the state and coins before the block.</summary>
    private Verdict CheckNodeTransactions()
    {
        foreach (var transaction in _block.Transactions)
        {
            if (!transaction.IsFluxNode) continue;
            var check = FluxNodeRules.Check(_network, transaction, _state.Nodes, _height, _before);
            if (!check.Verdict.IsOk) return check.Verdict;
            _checks.AddRange(check.Checks);
            Note(transaction, check.After!);
        }
        return Verdict.Ok;
    }

    private void Note(Transaction transaction, FluxNodeRecord after)
    {
        if (transaction.FluxNode is not StartTransaction start)
        {
            _events.AddConfirm(after);
            return;
        }
        _events.Started.Add(after);
        if (start.Delegates is { Used: true, Type: DelegateData.TypeUpdate } delegates) _events.Delegates.Add((start.Collateral, delegates.Keys));
    }

    /// <summary>Before any transaction: an escrow coin cannot be spent in the block in which it has run out.</summary>
    private Verdict RunOutEscrows()
    {
        foreach (var entry in _state.Escrows.RunningOutAt(_height))
        {
            var coin = _before.Find(entry.OutPoint) ?? throw new InvalidOperationException($"Escrow coin {entry.OutPoint} is not in the coin set.");
            _coins.Spend(entry.OutPoint, coin);
            _escrows.Remove(entry.OutPoint, coin, _height);
            _runOuts.Add(new CoinEntry(entry.OutPoint, coin));
        }
        return Verdict.Ok;
    }

    private Verdict ApplyTransactions()
    {
        foreach (var transaction in _block.Transactions)
        {
            _sigOps += SigOps.Legacy(transaction);
            var verdict = transaction.IsFluxNode ? CheckCollateralStillThere(transaction) : ApplyTransaction(transaction);
            if (!verdict.IsOk) return verdict;
            if (_sigOps > _network.MaxBlockSigOps) return Verdict.Fail(RejectTable.TooManySigOps);
        }
        return Verdict.Ok;
    }

    /// <summary>An earlier transaction of the block may have spent the collateral.</summary>
    private Verdict CheckCollateralStillThere(Transaction transaction) => _coins.Find(transaction.FluxNode!.Collateral) is null
        ? Verdict.Fail(RejectTable.NodeBadCollateral, CollateralRules.NotAvailable)
        : Verdict.Ok;

    private Verdict ApplyTransaction(Transaction transaction)
    {
        if (transaction.IsCoinbase) return ApplyCoinbase(transaction);
        var spend = SpendRules.Check(_network, transaction, _height, _coins);
        if (!spend.Verdict.IsOk) return IsRepeated(transaction) ? Verdict.Fail(RejectTable.RepeatedTransaction) : spend.Verdict;
        _fees += spend.Fee;
        if (!_fees.IsInRange) return Verdict.Fail(RejectTable.FeesOutOfRange);
        EscrowPayment? payment = null;
        if (EscrowRules.IsPayment(_network, transaction))
        {
            if (spend.Spent.IsEmpty) return Verdict.Fail(RejectTable.BadEscrow, "no input");
            var verdict = EscrowRules.Recognize(_network, transaction, spend.Spent[0], out var recognized);
            if (!verdict.IsOk) return verdict;
            payment = recognized;
        }
        Spend(transaction, spend.Spent);
        Create(transaction, payment, spend.Spent.IsEmpty ? default : spend.Spent[0]);
        return ApplyShielded(transaction);
    }

    /// <summary>Below a checkpoint overdrawn pools pass: fluxd has no such rule, and that part of its chain is settled.</summary>
    private Verdict ApplyShielded(Transaction transaction)
    {
        if (transaction.Shielded is null) return Verdict.Ok;
        _checks.Add(new ShieldedSignatureCheck(transaction, _network.BranchIdAt(_height)));
        return _shielded.Apply(transaction, mayOwe: _height <= _network.LastCheckpointHeight);
    }

    private Verdict ApplyCoinbase(Transaction coinbase)
    {
        if (IsRepeated(coinbase)) return Verdict.Fail(RejectTable.RepeatedTransaction);
        if (EscrowRules.IsPayment(_network, coinbase)) return Verdict.Fail(RejectTable.BadEscrow, "a coinbase has no payer");
        Create(coinbase, null, default);
        return Verdict.Ok;
    }

    // Any other transaction can repeat only after its inputs were made again, in the end by a repeated coinbase; so it is asked
    // for only when inputs are missing, to name the right fault.
    private bool IsRepeated(Transaction transaction)
    {
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            if (_before.Find(new OutPoint(transaction.Id, (uint)i)) is not null) return true;
        }
        return false;
    }

    private void Spend(Transaction transaction, ImmutableArray<Coin> spent)
    {
        var parts = _options.RunsScripts && transaction.Overwintered ? SighashParts.Of(transaction) : null;
        for (var i = 0; i < spent.Length; i++)
        {
            var (input, coin) = (transaction.Inputs[i], spent[i]);
            if (_options.RunsScripts)
            {
                _checks.Add(new ScriptCheck(transaction, i, coin.Output, ScriptFlags.Block, _network.BranchIdAt(_height), parts, _options.SignatureCache));
            }
            _sigOps += SigOps.OfRedeemScript(input.ScriptSig, coin.Output.ScriptPubKey);
            _spent.Add(coin);
            _coins.Spend(input.PreviousOutput, coin);
            if (coin.IsEscrow) _escrows.Remove(input.PreviousOutput, coin, _height);
            else _coinsDelta -= coin.Output.Value;
            if (_state.Nodes.Find(input.PreviousOutput) is { State: NodeState.Confirmed }) _events.SpentCollaterals.Add(input.PreviousOutput);
        }
    }

    private void Create(Transaction transaction, EscrowPayment? payment, Coin payer)
    {
        foreach (var entry in CreatedCoins.Of(transaction, _height, payment, payer.Output.ScriptPubKey))
        {
            _coins.Create(entry);
            if (entry.Coin.IsEscrow) _escrows.Add(entry.OutPoint, entry.Coin);
            else _coinsDelta += entry.Coin.Output.Value;
        }
        foreach (var output in transaction.Outputs)
        {
            if (CreatedCoins.IsUnspendable(output.ScriptPubKey)) _unspendable += output.Value;
        }
    }

    private Verdict CheckCoinbaseValue()
    {
        var claimed = TransactionValue.Transparent(Coinbase);
        return _height >= _network.Coinbase.ValueCheckedFrom && claimed > _plan.Allowed + _fees
            ? Verdict.Fail(RejectTable.CoinbaseAmount, $"{claimed} of {_plan.Allowed + _fees}")
            : Verdict.Ok;
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>
/// The rules of own networks told a second time, slowly and plainly: everything is a list that is walked. Believes every block; compares nothing.
/// </summary>
public sealed class ShadowLedger(ShadowLimits limits)
{
    /// <summary>Height of the last block.</summary>
    public int Height { get; private set; }

    /// <summary>Unspent outputs, escrow coins included.</summary>
    public ImmutableDictionary<OutPoint, ShadowCoin> Coins { get; private set; } = ImmutableDictionary<OutPoint, ShadowCoin>.Empty;

    /// <summary>FluxNodes.</summary>
    public Dictionary<OutPoint, ShadowNode> Nodes { get; private set; } = [];

    /// <summary>Reserve per tier, satoshi.</summary>
    public long[] Reserves { get; private set; } = new long[3];

    /// <summary>A copy that later blocks do not touch.</summary>
    public ShadowLedger Copy() => new(limits)
    {
        Height = Height,
        Coins = Coins,
        Nodes = new Dictionary<OutPoint, ShadowNode>(Nodes),
        Reserves = [.. Reserves],
    };

    /// <summary>New money of a height.</summary>
    public long SubsidyAt(int height) => limits.Subsidy >> ((height - 1) / limits.Halving);

    /// <summary>What escrow coins lose in the next block.</summary>
    public long EarnedNext() => Coins.Values.Sum(coin => coin.WorthAt(Height) - coin.WorthAt(Height + 1));

    /// <summary>Part, payment and payee per tier in the next block.</summary>
    public (long Part, long Paid, ShadowNode? Payee)[] NextPayments()
    {
        var half = NodesOf(SubsidyAt(Height + 1)) + EarnedNext();
        var parts = new long[3];
        parts[0] = half * limits.Percent[0] / 100;
        parts[1] = half * limits.Percent[1] / 100;
        parts[2] = half - parts[0] - parts[1];
        return [.. parts.Select((part, i) =>
        {
            var payee = Queue(i + 1).FirstOrDefault();
            return (part, payee is null ? 0 : part + Math.Min(part, Reserves[i]), payee);
        })];
    }

    /// <summary>Confirmed nodes of a tier in order of payment.</summary>
    public IEnumerable<ShadowNode> Queue(int tier) => Nodes.Values
        .Where(node => node.State == 3 && node.Tier == tier)
        .OrderBy(node => node.LastPaid > 0 ? node.LastPaid : node.Confirmed)
        .ThenBy(node => node.LastPaid > 0)
        .ThenBy(node => node.Collateral);

    /// <summary>What the miner may take in the next block besides fees.</summary>
    public long MinerPart() => SubsidyAt(Height + 1) - NodesOf(SubsidyAt(Height + 1));

    /// <summary>Header field 4 of the next block, hashed from nothing.</summary>
    public Hash256 StateRoot()
    {
        var level = Nodes.Values.OrderBy(node => node.Collateral).Select(Leaf).ToList();
        if (level.Count == 0) return Hash256.Zero;
        while (level.Count > 1)
        {
            if (level.Count % 2 == 1) level.Add(level[^1]);
            level = [.. level.Chunk(2).Select(pair => Twice([.. pair[0], .. pair[1]]))];
        }
        return new Hash256(level[0]);
    }

    /// <summary>Applies a valid block; returns its fees.</summary>
    public long Apply(Block block)
    {
        var payments = NextPayments();
        var height = ++Height;
        var before = new Dictionary<OutPoint, ShadowNode>(Nodes);
        foreach (var (outPoint, coin) in Coins)
        {
            if (coin.Blocks > 0 && height - coin.Height >= coin.Blocks) Coins = Coins.Remove(outPoint);
        }
        var confirmed = new HashSet<OutPoint>();
        var spent = new List<OutPoint>();
        var started = new List<ShadowNode>();
        var updates = new List<ShadowNode>();
        long fees = 0;
        foreach (var tx in block.Transactions)
        {
            if (tx.FluxNode is StartTransaction start) started.Add(Started(start, height));
            else if (tx.FluxNode is ConfirmTransaction confirm)
            {
                confirmed.Add(confirm.Collateral);
                updates.Add(Confirmed(before[confirm.Collateral], confirm, height));
            }
            else fees += Move(tx, height, spent);
        }
        foreach (var node in started) Nodes[node.Collateral] = node;
        foreach (var node in before.Values)
        {
            if (node.State == 1 && node.Added == height - limits.StartToDos && !confirmed.Contains(node.Collateral)) Nodes[node.Collateral] = node with { State = 2 };
            if (node.State == 2 && node.Added <= height - limits.StartToRelease) Nodes.Remove(node.Collateral);
        }
        foreach (var node in updates) Nodes[node.Collateral] = node;
        foreach (var node in before.Values)
        {
            if (node.State == 3 && node.LastConfirmed < height - limits.ConfirmExpiry && !confirmed.Contains(node.Collateral)) Nodes.Remove(node.Collateral);
        }
        foreach (var node in Nodes.Values.ToList())
        {
            if (node.State == 3 && spent.Contains(node.Collateral) && !Coins.ContainsKey(node.Collateral)) Nodes.Remove(node.Collateral);
        }
        Settle(payments, height);
        return fees;
    }

    private long NodesOf(long subsidy) => subsidy * limits.NodePercent / 100;

    private void Settle((long Part, long Paid, ShadowNode? Payee)[] payments, int height)
    {
        for (var i = 0; i < 3; i++)
        {
            var (part, paid, payee) = payments[i];
            Reserves[i] += part - paid;
            if (payee is not null && Nodes.TryGetValue(payee.Collateral, out var node) && node.State == 3) Nodes[payee.Collateral] = node with { LastPaid = height };
        }
    }

    private long Move(Transaction tx, int height, List<OutPoint> spent)
    {
        long value = 0;
        var payer = Script.Empty;
        foreach (var input in tx.Inputs.Where(_ => !tx.IsCoinbase))
        {
            var coin = Coins[input.PreviousOutput];
            Coins = Coins.Remove(input.PreviousOutput);
            if (value == 0 && payer == Script.Empty) payer = coin.Script;
            value += coin.WorthAt(height);
            spent.Add(input.PreviousOutput);
        }
        for (var i = 0; i < tx.Outputs.Length; i++)
        {
            var output = tx.Outputs[i];
            value -= output.Value.Satoshis;
            if (output.ScriptPubKey.Length > 0 && output.ScriptPubKey.Bytes[0] == 0x6a) continue;
            var escrow = output.ScriptPubKey == TestTransactions.EscrowScript;
            var coin = new ShadowCoin(output.Value.Satoshis, escrow ? payer : output.ScriptPubKey, height, tx.IsCoinbase, escrow ? BlocksOf(tx) : 0);
            Coins = Coins.SetItem(new OutPoint(tx.Id, (uint)i), coin);
        }
        return tx.IsCoinbase ? 0 : value;
    }

    private int BlocksOf(Transaction tx)
    {
        var memo = tx.Outputs.Single(output => output.ScriptPubKey.Bytes[0] == 0x6a).ScriptPubKey.Bytes;
        var text = Encoding.ASCII.GetString(memo[2..]);
        return text.Length == 64 ? limits.Month : int.Parse(text[65..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private ShadowNode Started(StartTransaction start, int height)
    {
        var coin = Coins[start.Collateral];
        return new ShadowNode(start.Collateral, 1, Array.IndexOf(limits.Collateral, coin.Value) + 1, height, 0, 0, 0, coin.Script, start.NodePubKey.ToArray(), "");
    }

    private static ShadowNode Confirmed(ShadowNode node, ConfirmTransaction confirm, int height)
    {
        var renewed = node with { State = 3, LastConfirmed = height, Ip = Encoding.ASCII.GetString(confirm.Ip.Span) };
        return node.State == 1 ? renewed with { Confirmed = height } : renewed;
    }

    private static byte[] Leaf(ShadowNode node)
    {
        var numbers = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, node.Confirmed);
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(4), node.LastConfirmed);
        BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(8), node.LastPaid);
        var index = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(index, node.Collateral.Index);
        return Twice(
        [
            .. node.Collateral.Transaction.Value.Bytes, .. index, (byte)node.State, (byte)node.Tier, .. numbers,
            .. Hash160.Of(node.Payee.Bytes).Bytes, .. node.NodeKey,
        ]);
    }

    private static byte[] Twice(byte[] data) => SHA256.HashData(SHA256.HashData(data));
}

using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Blocks;

/// <summary>
/// Bytes of <see cref="BlockUndo"/>, both ways: format u8 ‖ Sprout root ‖ totals ‖ Sprout and Sapling tree (present u8, tree) ‖ spent coins ‖ run-outs ‖ node records (outpoint, present u8, record) ‖
/// delegates (outpoint, keys). A coin: value i64 ‖ script ‖ height LE32 ‖ coinbase u8 ‖ escrow blocks LE32.
/// </summary>
public static class BlockUndoCodec
{
    private const byte Format = 2;
    private const int SmallestCoin = 8 + 1 + 4 + 1 + 4;

    /// <summary>The bytes.</summary>
    public static byte[] ToBytes(BlockUndo undo)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = new WireWriter(buffer);
        writer.WriteByte(Format);
        writer.WriteHash(undo.SproutRoot);
        LedgerTotalsCodec.Write(writer, undo.Totals);
        WriteTree(writer, undo.SproutBefore);
        WriteTree(writer, undo.SaplingBefore);
        writer.WriteCompactSize(undo.Spent.Length);
        foreach (var coin in undo.Spent) WriteCoin(writer, coin);
        writer.WriteCompactSize(undo.RunOuts.Length);
        foreach (var (outPoint, coin) in undo.RunOuts)
        {
            writer.WriteOutPoint(outPoint);
            WriteCoin(writer, coin);
        }
        writer.WriteCompactSize(undo.Nodes.Length);
        foreach (var (collateral, before) in undo.Nodes)
        {
            writer.WriteOutPoint(collateral);
            writer.WriteBool(before is not null);
            if (before is not null) FluxNodeRecordCodec.Write(writer, before);
        }
        writer.WriteCompactSize(undo.Delegates.Length);
        foreach (var (collateral, before) in undo.Delegates)
        {
            writer.WriteOutPoint(collateral);
            FluxNodeRecordCodec.WriteKeys(writer, before);
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads exactly one undo from all of <paramref name="bytes"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlockUndo? undo, out string? error)
    {
        var reader = new WireReader(bytes);
        if (TryRead(ref reader, out undo) && !reader.IsAtEnd) reader.Fail("surplus bytes after the undo");
        error = reader.Error;
        if (error is not null) undo = null;
        return undo is not null;
    }

    private static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out BlockUndo? undo)
    {
        undo = null;
        if (!reader.TryReadByte(out var format)) return false;
        if (format != Format) return reader.Fail($"format {format} of undo data is not known");
        if (!reader.TryReadHash(out var sproutRoot) || !LedgerTotalsCodec.TryRead(ref reader, out var totals)) return false;
        if (!TryReadTree(ref reader, NoteTree.EmptySprout, out var sprout) || !TryReadTree(ref reader, NoteTree.EmptySapling, out var sapling)) return false;
        if (!TryReadSpent(ref reader, out var spent) || !TryReadRunOuts(ref reader, out var runOuts)) return false;
        if (!TryReadNodes(ref reader, out var nodes) || !TryReadDelegates(ref reader, out var delegates)) return false;
        undo = new BlockUndo
        {
            SproutRoot = sproutRoot,
            Totals = totals,
            SproutBefore = sprout,
            SaplingBefore = sapling,
            Spent = spent,
            RunOuts = runOuts,
            Nodes = nodes,
            Delegates = delegates,
        };
        return true;
    }

    private static bool TryReadSpent(ref WireReader reader, out ImmutableArray<Coin> spent)
    {
        spent = [];
        if (!reader.TryReadCount(SmallestCoin, out var count)) return false;
        var coins = ImmutableArray.CreateBuilder<Coin>(count);
        for (var i = 0; i < count; i++)
        {
            if (!TryReadCoin(ref reader, out var coin)) return false;
            coins.Add(coin);
        }
        spent = coins.MoveToImmutable();
        return true;
    }

    private static bool TryReadRunOuts(ref WireReader reader, out ImmutableArray<CoinEntry> runOuts)
    {
        runOuts = [];
        if (!reader.TryReadCount(OutPoint.Size + SmallestCoin, out var count)) return false;
        var entries = ImmutableArray.CreateBuilder<CoinEntry>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadOutPoint(out var outPoint) || !TryReadCoin(ref reader, out var coin)) return false;
            entries.Add(new CoinEntry(outPoint, coin));
        }
        runOuts = entries.MoveToImmutable();
        return true;
    }

    private static bool TryReadNodes(ref WireReader reader, out ImmutableArray<(OutPoint, FluxNodeRecord?)> nodes)
    {
        nodes = [];
        if (!reader.TryReadCount(OutPoint.Size + 1, out var count)) return false;
        var entries = ImmutableArray.CreateBuilder<(OutPoint, FluxNodeRecord?)>(count);
        for (var i = 0; i < count; i++)
        {
            FluxNodeRecord? record = null;
            if (!reader.TryReadOutPoint(out var collateral) || !reader.TryReadBool(out var present)) return false;
            if (present && !FluxNodeRecordCodec.TryRead(ref reader, collateral, out record)) return false;
            entries.Add((collateral, record));
        }
        nodes = entries.MoveToImmutable();
        return true;
    }

    private static bool TryReadDelegates(ref WireReader reader, out ImmutableArray<(OutPoint, ImmutableArray<ReadOnlyMemory<byte>>)> delegates)
    {
        delegates = [];
        if (!reader.TryReadCount(OutPoint.Size + 1, out var count)) return false;
        var entries = ImmutableArray.CreateBuilder<(OutPoint, ImmutableArray<ReadOnlyMemory<byte>>)>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadOutPoint(out var collateral) || !FluxNodeRecordCodec.TryReadKeys(ref reader, out var keys)) return false;
            entries.Add((collateral, keys));
        }
        delegates = entries.MoveToImmutable();
        return true;
    }

    private static void WriteTree(WireWriter writer, NoteTree? tree)
    {
        writer.WriteBool(tree is not null);
        if (tree is not null) NoteTreeCodec.Write(writer, tree);
    }

    private static bool TryReadTree(ref WireReader reader, NoteTree empty, out NoteTree? tree)
    {
        tree = null;
        return reader.TryReadBool(out var present) && (!present || NoteTreeCodec.TryRead(ref reader, empty, out tree));
    }

    private static void WriteCoin(WireWriter writer, Coin coin)
    {
        writer.WriteInt64(coin.Output.Value.Satoshis);
        writer.WriteVarBytes(coin.Output.ScriptPubKey.Bytes);
        writer.WriteInt32(coin.Height);
        writer.WriteBool(coin.IsCoinbase);
        writer.WriteInt32(coin.EscrowBlocks);
    }

    private static bool TryReadCoin(ref WireReader reader, out Coin coin)
    {
        coin = default;
        if (!reader.TryReadInt64(out var value) || !reader.TryReadVarBytes(out var script)) return false;
        if (!reader.TryReadInt32(out var height) || !reader.TryReadBool(out var isCoinbase) || !reader.TryReadInt32(out var blocks)) return false;
        coin = new Coin(new TxOutput(new Amount(value), new Script(script)), height, isCoinbase, blocks);
        return true;
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.P2P.Tests.Support;

/// <summary>Blocks that only <see cref="MemoryChain"/> takes for good: they are chained, and that is all.</summary>
internal static class TestBlocks
{
    /// <summary>A header or body with this time breaks a rule of <see cref="MemoryChain"/>.</summary>
    public const uint BadHeaderTime = 666;

    /// <summary>State root of blocks whose body is bad while the header is good.</summary>
    public static Hash256 BadBody { get; } = Fill(0xbb);

    private static int _unique;

    public static Block Genesis { get; } = Make(BlockHash.Zero, 1_000_000, nonce: 0);

    public static Block After(Block parent, uint? time = null, Hash256 stateRoot = default) =>
        Make(parent.Hash, time ?? parent.Header.Time + 1, Interlocked.Increment(ref _unique), stateRoot);

    /// <summary>Blocks one after the other.</summary>
    public static IReadOnlyList<Block> Chain(Block parent, int count)
    {
        var blocks = new List<Block>(count);
        for (var i = 0; i < count; i++) blocks.Add(After(i == 0 ? parent : blocks[^1]));
        return blocks;
    }

    /// <summary>A transaction that spends output 0 of each parent.</summary>
    public static Transaction Spend(params TxId[] parents) => new()
    {
        Version = 1,
        Inputs = [.. parents.Select(parent => new TxInput(new OutPoint(parent, 0), default, (uint)Interlocked.Increment(ref _unique)))],
        Outputs = [new TxOutput(new Amount(1), default)],
    };

    public static Hash256 Fill(byte value)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        bytes.Fill(value);
        return new Hash256(bytes);
    }

    /// <summary>A block with transactions besides its coinbase.</summary>
    public static Block With(Block parent, params Transaction[] transactions) =>
        Make(parent.Hash, parent.Header.Time + 1, Interlocked.Increment(ref _unique), default, transactions);

    private static Block Make(BlockHash previous, uint time, int nonce, Hash256 stateRoot = default, params Transaction[] transactions)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, nonce);
        var coinbase = new Transaction { Version = 1, Inputs = [new TxInput(OutPoint.Null, new Script(new byte[] { 1, 2 }), 0)], Outputs = [new TxOutput(new Amount(5), default)] };
        ImmutableArray<Transaction> all = [coinbase, .. transactions];
        var header = new BlockHeader { Version = 4, Previous = previous, MerkleRoot = RootOf(all), StateRoot = stateRoot, Time = time, Bits = 0x200f0f0f, Nonce = new Hash256(bytes) };
        return new Block(header, all);
    }

    private static Hash256 RootOf(ImmutableArray<Transaction> transactions)
    {
        Span<byte> root = stackalloc byte[Hash256.Size];
        MerkleTree.Root(transactions.SelectMany(transaction => transaction.Id.Value.ToArray()).ToArray(), root, out _);
        return new Hash256(root);
    }
}

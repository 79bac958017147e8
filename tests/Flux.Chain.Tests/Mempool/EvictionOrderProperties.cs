using System.Collections.Immutable;
using CsCheck;
using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Chain.Tests.Mempool;

/// <summary>Whatever comes, goes and is raised: who is evicted first is the cheapest per byte of those that nothing waiting spends from.</summary>
public sealed class EvictionOrderProperties
{
    private static readonly Gen<(int Kind, int Argument, int Fee)[]> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 999], Gen.Int[1, 5_000]).Array[5, 80];

    [Fact]
    public void The_cheapest_leaf_is_the_one_that_a_look_at_all_finds() => Steps.Sample(Lives, iter: 500);

    private static void Lives((int Kind, int Argument, int Fee)[] steps)
    {
        var pool = new TransactionPool();
        var made = 0;
        foreach (var (kind, argument, fee) in steps)
        {
            var waiting = pool.Snapshot.Entries;
            switch (kind)
            {
                case 0 or 1:
                    pool.Add(Entry([new OutPoint(IdOf(1_000_000 + made), 0)], ++made, fee));
                    break;
                case 2 or 3 when FreeOutputs(pool, waiting) is { Length: > 0 } free:
                    pool.Add(Entry([.. free.Skip(argument % free.Length).Take(1 + (argument % 2))], ++made, fee));
                    break;
                case 4 when waiting.Length > 0:
                    pool.Prioritise(waiting[argument % waiting.Length].Id, new Amount(fee - 2_500));
                    break;
                case 5 when waiting.Length > 0:
                    pool.Remove(waiting[argument % waiting.Length].Id, out _);
                    break;
            }
            if (pool.Count > 0) pool.CheapestLeaf().Id.ShouldBe(CheapestOf(pool).Id);
        }
    }

    private static PoolEntry CheapestOf(TransactionPool pool) => pool.Snapshot.Entries
        .Where(entry => pool.ChildrenOf(entry.Transaction).IsEmpty)
        .OrderBy(entry => (double)(entry.Fee.Satoshis + entry.FeeDelta.Satoshis) / entry.Size).ThenByDescending(entry => entry.Arrival).First();

    private static OutPoint[] FreeOutputs(TransactionPool pool, ImmutableArray<PoolEntry> waiting) =>
        [.. waiting.SelectMany(entry => new[] { new OutPoint(entry.Id, 0), new OutPoint(entry.Id, 1) }).Where(output => pool.SpenderOf(output) is null)];

    private static PoolEntry Entry(IReadOnlyList<OutPoint> spent, int number, int fee) => new()
    {
        Transaction = new Transaction
        {
            Version = 1,
            Inputs = [.. spent.Select(output => new TxInput(output, default, (uint)number))],
            Outputs = [new TxOutput(new Amount(number), default), new TxOutput(new Amount(1), default)],
        },
        Size = 200 + (number % 7 * 50),
        Fee = new Amount(fee),
        SigOps = 0,
        Time = default,
        Height = 1,
        Arrival = number,
        Origin = TransactionOrigin.Peer,
        Outputs = [],
        Spent = [],
    };

    private static TxId IdOf(int number)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        BitConverter.TryWriteBytes(bytes, number);
        return new TxId(new Hash256(bytes));
    }
}

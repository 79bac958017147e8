using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Benchmarks.Wire;

/// <summary>
/// A block of nearly 2 MB: 8,000 version 4 payments with one input and two outputs, 245 bytes each. Time and allocated bytes are per transaction.
/// </summary>
[MemoryDiagnoser, Config(typeof(Columns))]
public class BlockBenchmarks
{
    private const int Transactions = 8_000;
    private const int TransactionBytes = 245;
    private const uint Branch = 0x76b809bb;

    private readonly byte[] _bytes = Build().ToBytes();
    private readonly Block _block = Parse(Build().ToBytes());

    /// <summary>Bytes to objects, no hashing.</summary>
    [Benchmark(OperationsPerInvoke = Transactions)]
    public int ParseBlock() => Parse(_bytes).Transactions.Length;

    /// <summary>Bytes to objects and the id of each transaction.</summary>
    [Benchmark(OperationsPerInvoke = Transactions)]
    public int ParseAndIdentify()
    {
        var sum = 0;
        foreach (var transaction in Parse(_bytes).Transactions) sum += transaction.Id.Value.Bytes[0];
        return sum;
    }

    /// <summary>Objects that were read, back to bytes.</summary>
    [Benchmark(OperationsPerInvoke = Transactions)]
    public int Write() => _block.ToBytes().Length;

    /// <summary>The digest that the one input signs.</summary>
    [Benchmark(OperationsPerInvoke = Transactions)]
    public int SignatureHashes()
    {
        var sum = 0;
        foreach (var transaction in _block.Transactions)
        {
            sum += SignatureHash.Compute(transaction, 0, transaction.Outputs[0].ScriptPubKey, Amount.Zero, SighashType.All, Branch)!.Value.Bytes[0];
        }
        return sum;
    }

    private static Block Parse(byte[] bytes) => BlockCodec.TryParse(bytes, out var block, out var error) ? block : throw new InvalidOperationException(error);

    private static Block Build()
    {
        var header = new BlockHeader { Version = 4, Previous = default, MerkleRoot = default, StateRoot = default, Time = 1, Bits = 2, Solution = new byte[52] };
        return new Block(header, [.. Enumerable.Range(0, Transactions).Select(Payment)]);
    }

    private static Transaction Payment(int number) => new()
    {
        Version = 4,
        Overwintered = true,
        VersionGroup = Transaction.SaplingGroup,
        Inputs = [new TxInput(new OutPoint(default, (uint)number), new Script(new byte[107]), TxInput.FinalSequence)],
        Outputs = [Output(number), Output(number + 1)],
        ExpiryHeight = 100,
    };

    private static TxOutput Output(int value) => new(new Amount(value), ScriptBuilder.PayToPubKeyHash(Hash160.Of([1])));

    private sealed class Columns : ManualConfig
    {
        public Columns() => AddColumn(new MegabytesPerSecondColumn(TransactionBytes), StatisticColumn.Min);
    }
}

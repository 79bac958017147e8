using System.Buffers.Binary;
using System.Collections.Immutable;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Chain.Benchmarks;

/// <summary>Valid blocks with nothing but a coinbase, each to a script of its own, on <c>local</c> without proofs of work: as many as one wants, quickly.</summary>
internal sealed class EmptyChain(Network network)
{
    private readonly byte[] _tag = network.Genesis.Hash.Value.Bytes[..8].ToArray();
    private BlockHeader _last = network.Genesis.Header;
    private int _height;

    /// <summary>The blocks after those made before, framed as fluxd frames them.</summary>
    public void Append(string path, int count)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Span<byte> size = stackalloc byte[4];
        for (var i = 0; i < count; i++)
        {
            var bytes = Next().ToBytes();
            file.Write(network.MessageStart.AsSpan());
            BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
            file.Write(size);
            file.Write(bytes);
        }
    }

    private Block Next()
    {
        _height++;
        var subsidy = network.Subsidy.At(_height).Satoshis;
        var owner = new byte[Hash160.Size];
        BinaryPrimitives.WriteInt32LittleEndian(owner, _height);
        var coinbase = TestTransactions.Unsigned(
            [new TxInput(OutPoint.Null, new ScriptBuilder().Number(_height).Data(_tag).ToScript(), TxInput.FinalSequence)],
            [new TxOutput(new Amount(subsidy - (subsidy / 2)), ScriptBuilder.PayToPubKeyHash(new Hash160(owner)))]);
        ImmutableArray<Transaction> transactions = [coinbase];
        _last = new BlockHeader
        {
            Version = 4,
            Previous = _last.Hash,
            MerkleRoot = coinbase.Id.Value,
            StateRoot = Hash256.Zero,
            Time = _last.Time + (uint)network.Work.Spacing,
            Bits = network.Genesis.Header.Bits,
        };
        return new Block(_last, transactions);
    }
}

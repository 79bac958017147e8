using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.Json;

/// <summary>
/// A header with as much of the Merkle tree as it takes to show that some transactions are in the block: hashes in the order of a walk from
/// the root, and one bit for each step that says whether the walk goes deeper (Bitcoin's merkle block).
/// </summary>
internal sealed class MerkleProof
{
    private const int BitsPerByte = 8;

    // A transaction has 60 bytes at least, so a block of the largest size has no more than this.
    private const int MostTransactions = 4_000_000 / 60;

    private readonly int _count;
    private readonly List<bool> _bits = [];
    private readonly List<Hash256> _hashes = [];

    private MerkleProof(BlockHeader header, int count) => (Header, _count) = (header, count);

    public BlockHeader Header { get; }

    /// <summary>The proof for the transactions of a block that are wanted.</summary>
    public static MerkleProof Of(Block block, Func<TxId, bool> isWanted)
    {
        var proof = new MerkleProof(block.Header, block.Transactions.Length);
        var leaves = block.Transactions.Select(tx => tx.Id.Value).ToArray();
        proof.Build(proof.Top, 0, leaves, [.. block.Transactions.Select(tx => isWanted(tx.Id))]);
        return proof;
    }

    /// <summary>Reads a proof; false when it is cut short or its parts cannot belong together.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out MerkleProof? proof)
    {
        proof = null;
        var reader = new WireReader(bytes);
        if (!BlockCodec.TryReadHeader(ref reader, out var header) || !reader.TryReadInt32(out var count)) return false;
        if (!reader.TryReadCount(Hash256.Size, out var hashes)) return false;
        var read = new MerkleProof(header, count);
        for (var i = 0; i < hashes; i++)
        {
            if (!reader.TryReadHash(out var hash)) return false;
            read._hashes.Add(hash);
        }
        if (!reader.TryReadVarBytes(out var flags)) return false;
        for (var i = 0; i < flags.Length * BitsPerByte; i++) read._bits.Add((flags[i / BitsPerByte] & (1 << (i % BitsPerByte))) != 0);
        proof = read;
        return true;
    }

    /// <summary>The bytes on the wire.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        BlockCodec.WriteHeader(buffer, Header);
        var writer = new WireWriter(buffer);
        writer.WriteInt32(_count);
        writer.WriteCompactSize(_hashes.Count);
        foreach (var hash in _hashes) writer.WriteHash(hash);
        var flags = new byte[(_bits.Count + BitsPerByte - 1) / BitsPerByte];
        for (var i = 0; i < _bits.Count; i++)
        {
            if (_bits[i]) flags[i / BitsPerByte] |= (byte)(1 << (i % BitsPerByte));
        }
        writer.WriteVarBytes(flags);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The proven ids; null when the proof does not lead to the header's Merkle root or holds more than it needs.</summary>
    public IReadOnlyList<TxId>? Matches()
    {
        if (_count is <= 0 or > MostTransactions || _hashes.Count > _count || _bits.Count < _hashes.Count) return null;
        var walk = new Walk(this);
        var root = walk.Extract(Top, 0);
        var usedBytes = (walk.BitsUsed + BitsPerByte - 1) / BitsPerByte;
        return !walk.IsBad && walk.HashesUsed == _hashes.Count && usedBytes == _bits.Count / BitsPerByte && root == Header.MerkleRoot ? walk.Found : null;
    }

    private int Top
    {
        get
        {
            var height = 0;
            while (Width(height) > 1) height++;
            return height;
        }
    }

    private int Width(int height) => (int)((_count + (1L << height) - 1) >> height);

    private void Build(int height, int place, Hash256[] leaves, bool[] wanted)
    {
        var last = (int)Math.Min((long)(place + 1) << height, _count);
        var isParent = wanted.AsSpan((place << height)..last).Contains(true);
        _bits.Add(isParent);
        if (height == 0 || !isParent)
        {
            _hashes.Add(HashOf(height, place, leaves));
            return;
        }
        Build(height - 1, place * 2, leaves, wanted);
        if ((place * 2) + 1 < Width(height - 1)) Build(height - 1, (place * 2) + 1, leaves, wanted);
    }

    private Hash256 HashOf(int height, int place, Hash256[] leaves)
    {
        if (height == 0) return leaves[place];
        var left = HashOf(height - 1, place * 2, leaves);
        return Pair(left, (place * 2) + 1 < Width(height - 1) ? HashOf(height - 1, (place * 2) + 1, leaves) : left);
    }

    private static Hash256 Pair(Hash256 left, Hash256 right)
    {
        Span<byte> both = stackalloc byte[2 * Hash256.Size];
        left.Bytes.CopyTo(both);
        right.Bytes.CopyTo(both[Hash256.Size..]);
        Span<byte> hash = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(both, hash);
        return new Hash256(hash);
    }

    private sealed class Walk(MerkleProof proof)
    {
        public List<TxId> Found { get; } = [];

        public int BitsUsed { get; private set; }

        public int HashesUsed { get; private set; }

        public bool IsBad { get; private set; }

        public Hash256 Extract(int height, int place)
        {
            if (BitsUsed >= proof._bits.Count) return Bad();
            var isParent = proof._bits[BitsUsed++];
            if (height == 0 || !isParent)
            {
                if (HashesUsed >= proof._hashes.Count) return Bad();
                var hash = proof._hashes[HashesUsed++];
                if (height == 0 && isParent) Found.Add(new TxId(hash));
                return hash;
            }
            var left = Extract(height - 1, place * 2);
            if ((place * 2) + 1 >= proof.Width(height - 1)) return Pair(left, left);
            var right = Extract(height - 1, (place * 2) + 1);
            // Equal halves would let one proof stand for two blocks (CVE-2012-2459).
            return left == right ? Bad() : Pair(left, right);
        }

        private Hash256 Bad()
        {
            IsBad = true;
            return Hash256.Zero;
        }
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Flux.Crypto.Equihash;

/// <summary>One Equihash parameter set of the chain (reference §4.1). The verifier finds it by the length of the solution.</summary>
public sealed class EquihashParameters
{
    private readonly byte[] _personalization;

    private EquihashParameters(int n, int k, string text, bool twisted)
    {
        N = n;
        K = k;
        PersonalizationText = text;
        IsTwisted = twisted;
        _personalization = new byte[16];
        Encoding.ASCII.GetBytes(text, _personalization);
        BinaryPrimitives.WriteInt32LittleEndian(_personalization.AsSpan(8), n);
        BinaryPrimitives.WriteInt32LittleEndian(_personalization.AsSpan(12), k);
    }

    /// <summary>(200,9): blocks before the first Equihash upgrade.</summary>
    public static EquihashParameters Zcash200x9 { get; } = new(200, 9, "ZcashPoW", false);

    /// <summary>(144,5) with its own personalization.</summary>
    public static EquihashParameters Zel144x5 { get; } = new(144, 5, "ZelProof", false);

    /// <summary>(125,4), ZelHash: its digests are running sums within groups of sixteen (reference §4.2).</summary>
    public static EquihashParameters ZelHash125x4 { get; } = new(125, 4, "ZelProof", true);

    /// <summary>(96,5): known to the verifier, used by test vectors.</summary>
    public static EquihashParameters Zcash96x5 { get; } = new(96, 5, "ZcashPoW", false);

    /// <summary>(48,5): regtest and our local network.</summary>
    public static EquihashParameters Zcash48x5 { get; } = new(48, 5, "ZcashPoW", false);

    /// <summary>The five sets.</summary>
    public static IReadOnlyList<EquihashParameters> All { get; } = [Zcash200x9, Zel144x5, ZelHash125x4, Zcash96x5, Zcash48x5];

    /// <summary>Width of a leaf hash in bits.</summary>
    public int N { get; }

    /// <summary>Number of collision levels; a solution has 2^K indices.</summary>
    public int K { get; }

    /// <summary>The eight ASCII characters that open the personalization.</summary>
    public string PersonalizationText { get; }

    /// <summary>Whether digests are ZelHash's running sums.</summary>
    public bool IsTwisted { get; }

    /// <summary>The 16 bytes BLAKE2b is personalized with: text ‖ LE32 n ‖ LE32 k.</summary>
    public ReadOnlySpan<byte> Personalization => _personalization;

    /// <summary>Bits of one collision word: n / (k + 1).</summary>
    public int CollisionBits => N / (K + 1);

    /// <summary>Bits of one packed index.</summary>
    public int IndexBits => CollisionBits + 1;

    /// <summary>Indices in a solution.</summary>
    public int IndexCount => 1 << K;

    /// <summary>How many different indices there are, 2^(IndexBits): the leaves a solver starts from.</summary>
    public int LeafCount => 1 << IndexBits;

    /// <summary>Bytes of a packed solution.</summary>
    public int SolutionBytes => IndexCount * IndexBits / 8;

    /// <summary>Leaf hashes cut from one BLAKE2b digest.</summary>
    public int HashesPerDigest => 512 / N;

    /// <summary>Bytes of one leaf hash; bits beyond N are not looked at.</summary>
    public int HashBytes => (N + 7) / 8;

    /// <summary>Length of the BLAKE2b digest in bytes.</summary>
    public int DigestBytes => HashesPerDigest * HashBytes;

    /// <summary>The set whose solutions have this many bytes, or null.</summary>
    public static EquihashParameters? FindBySolutionLength(int bytes)
    {
        foreach (EquihashParameters parameters in All)
        {
            if (parameters.SolutionBytes == bytes)
            {
                return parameters;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{N},{K}";
}

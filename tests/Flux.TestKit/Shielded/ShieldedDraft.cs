using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;
using Flux.Primitives.Sighash;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Flux.TestKit.Shielded;

/// <summary>
/// A transaction with shielded parts before it is signed: value commitments that add up, all signatures good, proofs of zeros. Signed with BouncyCastle
/// and <see cref="PlainJubjub"/>, not with the product's own arithmetic.
/// </summary>
public sealed record ShieldedDraft
{
    /// <summary>Transparent inputs; their scripts are not signed here.</summary>
    public ImmutableArray<TxInput> Inputs { get; init; } = [];

    /// <summary>Transparent outputs.</summary>
    public ImmutableArray<TxOutput> Outputs { get; init; } = [];

    /// <summary>Version 4, as from Acadia on; otherwise version 2, where only JoinSplits are possible.</summary>
    public bool IsVersion4 { get; init; } = true;

    /// <summary>JoinSplits.</summary>
    public ImmutableArray<JoinSplitDraft> JoinSplits { get; init; } = [];

    /// <summary>Sapling spends.</summary>
    public ImmutableArray<HiddenSpend> Spends { get; init; } = [];

    /// <summary>Sapling outputs.</summary>
    public ImmutableArray<HiddenOutput> Hides { get; init; } = [];

    /// <summary>Added to the value balance after the parts were made: a lie, unless zero.</summary>
    public long Lie { get; init; }

    /// <summary>First or second nullifier of a JoinSplit.</summary>
    public static Hash256 SproutNullifier(int note, int index) => Digest($"sprout nullifier {note} {index}");

    /// <summary>First or second commitment of a JoinSplit.</summary>
    public static Hash256 SproutCommitment(int note, int index) => Digest($"sprout note {note} {index}");

    /// <summary>Nullifier of a Sapling spend.</summary>
    public static Hash256 SaplingNullifier(int note) => Digest($"sapling nullifier {note}");

    /// <summary>Commitment of a Sapling output: a number below the field's prime.</summary>
    public static Hash256 SaplingCommitment(int note)
    {
        var bytes = Digest($"sapling note {note}").ToArray();
        bytes[31] &= 0x3f;
        return new Hash256(bytes);
    }

    /// <summary>A transaction with other shielded parts, signatures as they were.</summary>
    public static Transaction With(Transaction transaction, ShieldedParts parts) => new()
    {
        Version = transaction.Version,
        Overwintered = transaction.Overwintered,
        VersionGroup = transaction.VersionGroup,
        Inputs = transaction.Inputs,
        Outputs = transaction.Outputs,
        LockTime = transaction.LockTime,
        ExpiryHeight = transaction.ExpiryHeight,
        Shielded = parts,
    };

    /// <summary>The signed transaction.</summary>
    public Transaction Seal(uint branchId = TestTransactions.BranchId)
    {
        var signer = new Ed25519PrivateKeyParameters(SHA256.HashData(Encoding.UTF8.GetBytes("joinsplits")));
        var unsigned = Make(signer.GeneratePublicKey().GetEncoded(), new byte[64], _ => new byte[64], new byte[64]);
        var digest = SignatureHash.Compute(unsigned, SignatureHash.NoInput, Script.Empty, Amount.Zero, SighashType.All, branchId)!.Value.ToArray();
        return Make(signer.GeneratePublicKey().GetEncoded(), SignJoinSplits(signer, digest), spend => Authorize(spend, digest), Bind(digest));
    }

    private Transaction Make(byte[] joinSplitKey, byte[] joinSplitSignature, Func<HiddenSpend, byte[]> authorize, byte[] binding)
    {
        var hasSapling = Spends.Length + Hides.Length > 0;
        return new Transaction
        {
            Version = IsVersion4 ? 4 : 2,
            Overwintered = IsVersion4,
            VersionGroup = IsVersion4 ? Transaction.SaplingGroup : 0,
            Inputs = Inputs,
            Outputs = Outputs,
            Shielded = new ShieldedParts
            {
                ValueBalance = new Amount(Spends.Sum(spend => spend.Value) - Hides.Sum(output => output.Value) + Lie),
                Spends = [.. Spends.Select(spend => Description(spend, authorize(spend)))],
                Outputs = [.. Hides.Select(Description)],
                JoinSplits = [.. JoinSplits.Select(Description)],
                JoinSplitPubKey = JoinSplits.IsEmpty ? default(ReadOnlyMemory<byte>) : joinSplitKey,
                JoinSplitSignature = JoinSplits.IsEmpty ? default(ReadOnlyMemory<byte>) : joinSplitSignature,
                BindingSignature = hasSapling ? binding : default(ReadOnlyMemory<byte>),
            },
        };
    }

    private JoinSplit Description(JoinSplitDraft draft)
    {
        var bytes = new byte[IsVersion4 ? JoinSplit.SizeGroth16 : JoinSplit.SizePhgr13];
        BitConverter.TryWriteBytes(bytes, draft.In);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), draft.Out);
        draft.Anchor.Bytes.CopyTo(bytes.AsSpan(16));
        for (var i = 0; i < 2; i++)
        {
            SproutNullifier(draft.Note, i).Bytes.CopyTo(bytes.AsSpan(48 + (32 * i)));
            SproutCommitment(draft.Note, i).Bytes.CopyTo(bytes.AsSpan(112 + (32 * i)));
        }
        return new JoinSplit(bytes);
    }

    private static SpendDescription Description(HiddenSpend spend, byte[] authorization)
    {
        var bytes = new byte[SpendDescription.Size];
        Commit(spend.Value, Randomness(spend)).CopyTo(bytes.AsSpan());
        spend.Anchor.Bytes.CopyTo(bytes.AsSpan(32));
        SaplingNullifier(spend.Note).Bytes.CopyTo(bytes.AsSpan(64));
        PlainJubjub.Encode(PlainJubjub.Times(SpendKey(spend), PlainJubjub.SpendBase)).CopyTo(bytes.AsSpan(96));
        authorization.CopyTo(bytes.AsSpan(320));
        return new SpendDescription(bytes);
    }

    private static OutputDescription Description(HiddenOutput output)
    {
        var bytes = new byte[OutputDescription.Size];
        Commit(output.Value, Randomness(output)).CopyTo(bytes.AsSpan());
        SaplingCommitment(output.Note).Bytes.CopyTo(bytes.AsSpan(32));
        PlainJubjub.Encode(PlainJubjub.Times(PlainJubjub.Scalar($"ephemeral {output.Note}"), PlainJubjub.SpendBase)).CopyTo(bytes.AsSpan(64));
        return new OutputDescription(bytes);
    }

    private static byte[] SignJoinSplits(Ed25519PrivateKeyParameters key, byte[] digest)
    {
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        signer.BlockUpdate(digest, 0, digest.Length);
        return signer.GenerateSignature();
    }

    private static byte[] Authorize(HiddenSpend spend, byte[] digest)
    {
        var key = PlainJubjub.Encode(PlainJubjub.Times(SpendKey(spend), PlainJubjub.SpendBase));
        return PlainJubjub.Sign(SpendKey(spend), PlainJubjub.SpendBase, [.. key, .. digest]);
    }

    /// <summary>What is left of the randomness is the secret key of the binding signature.</summary>
    private byte[] Bind(byte[] digest)
    {
        if (Spends.Length + Hides.Length == 0) return [];
        var secret = Spends.Aggregate(BigInteger.Zero, (sum, spend) => sum + Randomness(spend)) - Hides.Aggregate(BigInteger.Zero, (sum, output) => sum + Randomness(output));
        var key = PlainJubjub.Encode(PlainJubjub.Times(secret, PlainJubjub.RandomnessBase));
        return PlainJubjub.Sign(secret, PlainJubjub.RandomnessBase, [.. key, .. digest]);
    }

    private static byte[] Commit(long value, BigInteger randomness) => PlainJubjub.Encode(
        PlainJubjub.Add(PlainJubjub.Times(value, PlainJubjub.ValueBase), PlainJubjub.Times(randomness, PlainJubjub.RandomnessBase)));

    private static BigInteger Randomness(HiddenSpend spend) => PlainJubjub.Scalar($"spend {spend.Note}");

    private static BigInteger Randomness(HiddenOutput output) => PlainJubjub.Scalar($"output {output.Note}");

    private static BigInteger SpendKey(HiddenSpend spend) => PlainJubjub.Scalar($"key {spend.Note}");

    private static Hash256 Digest(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}"))));
}

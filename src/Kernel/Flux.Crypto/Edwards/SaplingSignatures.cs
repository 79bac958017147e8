namespace Flux.Crypto.Edwards;

/// <summary>
/// What can be verified of one transaction's Sapling parts without zero-knowledge proofs, as fluxd's librustzcash does it: encodings, small orders,
/// spend authorisations, and the binding signature, which shows that the value commitments add up to the value balance. Add every part, then finish.
/// </summary>
/// <param name="sighash32">The transaction's signature hash with no input.</param>
public sealed class SaplingSignatures(ReadOnlyMemory<byte> sighash32)
{
    private EdwardsPoint<Jubjub> _balance = EdwardsPoint<Jubjub>.Neutral;

    /// <summary>A spend: value commitment, randomised key (32 bytes each) and its signature (64). False when it is invalid.</summary>
    public bool AddSpend(ReadOnlySpan<byte> valueCommitment, ReadOnlySpan<byte> randomizedKey, ReadOnlySpan<byte> signature)
    {
        if (!TryDecodeLarge(valueCommitment, out var commitment) || !TryDecodeLarge(randomizedKey, out var key)) return false;
        _balance += commitment;
        return RedJubjub.Verify(in key, SaplingGenerators.SpendAuthorization, [.. randomizedKey, .. sighash32.Span], signature);
    }

    /// <summary>An output: value commitment, note commitment and ephemeral key, 32 bytes each. False when it is invalid.</summary>
    public bool AddOutput(ReadOnlySpan<byte> valueCommitment, ReadOnlySpan<byte> noteCommitment, ReadOnlySpan<byte> ephemeralKey)
    {
        if (!TryDecodeLarge(valueCommitment, out var commitment) || !TryDecodeLarge(ephemeralKey, out _)) return false;
        _balance -= commitment;
        return Residue<Jubjub>.TryRead(noteCommitment, out _);
    }

    /// <summary>The binding signature (64 bytes) over all parts added. False when the parts do not leave <paramref name="valueBalance"/>, or it is another's.</summary>
    public bool Finish(long valueBalance, ReadOnlySpan<byte> bindingSignature)
    {
        if (valueBalance == long.MinValue) return false;
        var key = _balance - ValuePoint(valueBalance);
        Span<byte> encoded = stackalloc byte[EdwardsPoint<Jubjub>.EncodedSize];
        key.Encode(encoded);
        return RedJubjub.Verify(in key, SaplingGenerators.ValueRandomness, [.. encoded, .. sighash32.Span], bindingSignature);
    }

    private static EdwardsPoint<Jubjub> ValuePoint(long value)
    {
        var point = SaplingGenerators.Value.Times(BitConverter.GetBytes(Math.Abs(value)));
        return value < 0 ? -point : point;
    }

    private static bool TryDecodeLarge(ReadOnlySpan<byte> bytes32, out EdwardsPoint<Jubjub> point) =>
        EdwardsPoint<Jubjub>.TryDecode(bytes32, reduces: false, out point) && !point.IsSmall;
}

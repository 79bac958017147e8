using System.Text;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;
using Flux.Primitives.Scripts;

namespace Flux.Apps.Messages;

/// <summary>
/// Signatures of FLUX addresses over texts, under the chain's own message prefix; owners on own networks only. An address <c>t1…</c> signs as
/// <c>signmessage</c> does (base64 of 65 bytes). A multisig <c>t3…</c> signs with its redeem script in hexadecimal and the signatures of enough
/// of its keys, all separated by colons: who sees the signature can check it without the chain.
/// </summary>
public static class FluxSignature
{
    /// <summary>Longest signature text: a redeem script of the largest size and the signatures of fifteen keys.</summary>
    public const int MaxLength = (2 * MaxRedeemScript) + (MaxKeys * (CompactText + 1));

    private const int MaxRedeemScript = 520, MaxKeys = 15, CompactText = 88;
    private const char Separator = ':';

    /// <summary>True for a FLUX address with a right checksum.</summary>
    public static bool IsAddress(string text) => text.Length <= 36 && Address.TryParse(text, AddressPrefixes.Main, out _);

    /// <summary>True when that FLUX address signed the text.</summary>
    public static bool Verify(string owner, string text, string signature)
    {
        if (signature.Length > MaxLength || !Address.TryParse(owner, AddressPrefixes.Main, out var address)) return false;
        return address.Kind == AddressKind.PubKeyHash
            ? TryRecover(text, signature, out var key) && Hash160.Of(key) == address.Hash
            : VerifyMultisig(address, text, signature.Split(Separator));
    }

    /// <summary>The signature of a multisig from its redeem script and the base64 signatures of its keys.</summary>
    public static string Join(Script redeemScript, IEnumerable<string> signatures) =>
        string.Join(Separator, signatures.Prepend(Convert.ToHexStringLower(redeemScript.Bytes)));

    /// <summary>The public key that made one signature over a text.</summary>
    public static bool TryRecover(string text, string signature, out byte[] key)
    {
        key = [];
        Span<byte> compact = stackalloc byte[SignedMessage.SignatureSize];
        return Convert.TryFromBase64String(signature, compact, out var length) && length == SignedMessage.SignatureSize && compact[0] is >= 27 and <= 34
            && SignedMessage.TryRecover(Encoding.UTF8.GetBytes(text), SignedMessage.FluxMagic, compact, out key);
    }

    private static bool VerifyMultisig(Address address, string text, string[] parts)
    {
        if (parts.Length < 2 || !Script.TryParseHex(parts[0], out var redeem) || Hash160.Of(redeem.Bytes) != address.Hash) return false;
        var template = ScriptTemplate.Classify(redeem);
        if (template.Kind != ScriptKind.Multisig || parts.Length - 1 > template.Items.Length) return false;
        var open = template.Items.Select(key => Convert.ToHexStringLower(key.Span)).ToList();
        foreach (var part in parts.Skip(1))
            if (!TryRecover(text, part, out var key) || !open.Remove(Convert.ToHexStringLower(key))) return false;
        return template.Items.Length - open.Count >= template.RequiredSignatures;
    }
}

using System.Diagnostics.CodeAnalysis;
using Flux.Primitives.Scripts;

namespace Flux.Primitives.Addresses;

/// <summary>A transparent address: kind and hash. Its text depends on the network's <see cref="AddressPrefixes"/>.</summary>
public readonly record struct Address(AddressKind Kind, Hash160 Hash)
{
    /// <summary>P2PKH address of a public key (33 or 65 bytes, hashed as given).</summary>
    public static Address OfPublicKey(ReadOnlySpan<byte> publicKey) => new(AddressKind.PubKeyHash, Hash160.Of(publicKey));

    /// <summary>P2SH address of a redeem script.</summary>
    public static Address OfRedeemScript(Script redeemScript) => new(AddressKind.ScriptHash, Hash160.Of(redeemScript.Bytes));

    /// <summary>
    /// The address a script pays to, as fluxd extracts it: P2PKH, P2SH, or a bare public key (whose P2PKH address it is). False for
    /// anything else, multisig included.
    /// </summary>
    public static bool TryFromScript(Script script, out Address address) => TryFromTemplate(ScriptTemplate.Classify(script), out address);

    /// <summary>The same for a script that was classified already.</summary>
    public static bool TryFromTemplate(ScriptTemplate template, out Address address)
    {
        switch (template.Kind)
        {
            case ScriptKind.PubKeyHash:
                address = new Address(AddressKind.PubKeyHash, new Hash160(template.Items[0].Span));
                return true;
            case ScriptKind.ScriptHash:
                address = new Address(AddressKind.ScriptHash, new Hash160(template.Items[0].Span));
                return true;
            case ScriptKind.PubKey when PublicKeyFormat.IsWellFormed(template.Items[0].Span):
                address = OfPublicKey(template.Items[0].Span);
                return true;
            default:
                address = default;
                return false;
        }
    }

    /// <summary>Reads Base58Check text of this network. False for another network's address, too.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, AddressPrefixes prefixes, out Address address)
    {
        address = default;
        if (!Base58Check.TryDecode(text, out var data)) return false;
        if (TryStrip(data, prefixes.PubKeyHash.AsSpan(), out var hash)) address = new Address(AddressKind.PubKeyHash, hash);
        else if (TryStrip(data, prefixes.ScriptHash.AsSpan(), out hash)) address = new Address(AddressKind.ScriptHash, hash);
        else return false;
        return true;
    }

    /// <summary>The script that pays to this address.</summary>
    public Script ToScript() => Kind == AddressKind.PubKeyHash ? ScriptBuilder.PayToPubKeyHash(Hash) : ScriptBuilder.PayToScriptHash(Hash);

    /// <summary>Base58Check text on a network.</summary>
    public string ToText(AddressPrefixes prefixes) =>
        Base58Check.Encode((Kind == AddressKind.PubKeyHash ? prefixes.PubKeyHash : prefixes.ScriptHash).AsSpan(), Hash.Bytes);

    private static bool TryStrip(ReadOnlySpan<byte> data, ReadOnlySpan<byte> version, out Hash160 hash)
    {
        var fits = data.Length == version.Length + Hash160.Size && data.StartsWith(version);
        hash = fits ? new Hash160(data[version.Length..]) : default;
        return fits;
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Crypto.Curves;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Wallets.Keys;

/// <summary>The m-of-n script behind a shared t3 address.</summary>
public sealed class RedeemScript
{
    /// <summary>Most keys: 15 compressed ones fit in the 520 bytes that a P2SH script may have (wallet reference §1.2).</summary>
    public const int MostKeys = 15;

    /// <summary>Longest script of a P2SH output, in bytes.</summary>
    public const int MostBytes = 520;

    private RedeemScript(Script script, int required, ImmutableArray<byte[]> keys) => (Script, Required, Keys) = (script, required, keys);

    /// <summary>The script itself.</summary>
    public Script Script { get; }

    /// <summary>Signatures needed.</summary>
    public int Required { get; }

    /// <summary>Public keys in the script's order, in which their signatures must stand.</summary>
    public ImmutableArray<byte[]> Keys { get; }

    /// <summary>Where money to it is sent.</summary>
    public Address Address => Address.OfRedeemScript(Script);

    /// <summary>The script of keys sorted by their bytes, as SSP and BIP67 do; throws when the numbers do not fit.</summary>
    public static RedeemScript OfSorted(int required, IEnumerable<byte[]> publicKeys) =>
        Of(required, [.. publicKeys.OrderBy(Convert.ToHexStringLower, StringComparer.Ordinal)]);

    /// <summary>The script of keys in this order.</summary>
    /// <exception cref="ArgumentException">A number or a key that a script can't hold; the message says which.</exception>
    public static RedeemScript Of(int required, ImmutableArray<byte[]> publicKeys)
    {
        if (publicKeys.Length is < 1 or > MostKeys) throw new ArgumentException($"{publicKeys.Length} keys: a shared address has 1 to {MostKeys}.", nameof(publicKeys));
        if (required < 1 || required > publicKeys.Length) throw new ArgumentException($"{required} of {publicKeys.Length}: at least one signature and at most one a key.", nameof(required));
        for (var i = 0; i < publicKeys.Length; i++)
        {
            if (!Secp256k1.IsValidPublicKey(publicKeys[i])) throw new ArgumentException($"Key {i + 1} is not a public key of secp256k1.", nameof(publicKeys));
        }
        if (publicKeys.Select(Convert.ToHexString).Distinct().Count() != publicKeys.Length) throw new ArgumentException("A key stands twice; each signer needs a key of their own.", nameof(publicKeys));
        var script = ScriptBuilder.Multisig(required, [.. publicKeys.Select(key => (ReadOnlyMemory<byte>)key)]);
        if (script.Length > MostBytes) throw new ArgumentException($"The script has {script.Length} bytes, {MostBytes} are allowed: use compressed keys or fewer.", nameof(publicKeys));
        return new RedeemScript(script, required, publicKeys);
    }

    /// <summary>Reads a script; false when it is not an m-of-n with valid keys.</summary>
    public static bool TryRead(Script script, [NotNullWhen(true)] out RedeemScript? redeem)
    {
        redeem = null;
        var template = ScriptTemplate.Classify(script);
        if (template.Kind != ScriptKind.Multisig || script.Length > MostBytes || template.Items.Length > MostKeys) return false;
        var keys = template.Items.Select(item => item.ToArray()).ToImmutableArray();
        if (keys.Any(key => !Secp256k1.IsValidPublicKey(key))) return false;
        redeem = new RedeemScript(script, template.RequiredSignatures, keys);
        return true;
    }
}

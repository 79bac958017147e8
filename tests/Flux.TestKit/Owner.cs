using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Crypto.Curves;
using Xunit;

namespace Flux.TestKit;

/// <summary>Somebody with a key who signs app messages and login phrases.</summary>
public sealed class Owner
{
    private readonly byte[] _key;

    /// <summary>The owner whose key is that number.</summary>
    public Owner(byte secret)
    {
        _key = [.. new byte[31], secret];
        Assert.True(Secp256k1.TryGetPublicKey(_key, compressed: true, out var publicKey));
        PublicKey = Convert.ToHexStringLower(publicKey);
        Address = OwnerSignature.OfKey(publicKey);
    }

    /// <summary>The compressed public key, in hex.</summary>
    public string PublicKey { get; }

    /// <summary>The address that specifications name.</summary>
    public string Address { get; }

    /// <summary>The secret key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>A signature of a text, as wallets write it.</summary>
    public string SignText(string text) => OwnerSignature.Sign(text, _key);

    /// <summary>A signed message.</summary>
    public AppMessage Sign(AppMessageKind kind, AppSpec spec, long timestamp) =>
        AppMessage.Create(kind, spec, timestamp, SignText(AppMessage.SignedText(kind, spec, timestamp)));
}

using System.Security.Cryptography;
using System.Text;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Messages;
using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>A key pair made from a name: the same in every run.</summary>
public sealed class TestKey
{
    private TestKey(string name)
    {
        Name = name;
        PrivateKey = SHA256.HashData(Encoding.UTF8.GetBytes($"test key {name}"));
        if (!Secp256k1.TryGetPublicKey(PrivateKey, true, out var key)) throw new InvalidOperationException("bad seed");
        PublicKey = key;
        Script = ScriptBuilder.PayToPubKeyHash(Hash160.Of(key));
    }

    /// <summary>What it was made from.</summary>
    public string Name { get; }

    /// <summary>32 bytes.</summary>
    public byte[] PrivateKey { get; }

    /// <summary>33 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>P2PKH.</summary>
    public Script Script { get; }

    /// <summary>The key of a name.</summary>
    public static TestKey Of(string name) => new(name);

    /// <summary>65-byte signature under the chain's magic.</summary>
    public byte[] SignMessage(ReadOnlySpan<byte> message) => SignedMessage.Sign(message, SignedMessage.FluxMagic, PrivateKey, compressed: true);
}

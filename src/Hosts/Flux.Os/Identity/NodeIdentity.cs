using Flux.Apps.Messages;
using Flux.Apps.Secrets;
using Flux.Crypto.Curves;
using Flux.Primitives.Addresses;

namespace Flux.Os.Identity;

/// <summary>The node key: what this node signs its gossip and requests with (FluxOS reference §2.4). Never logged.</summary>
public sealed class NodeIdentity
{
    private readonly byte[] _privateKey;
    private readonly bool _compressed;

    private NodeIdentity(byte[] privateKey, bool compressed, string publicKey) => (_privateKey, _compressed, PublicKey) = (privateKey, compressed, publicKey);

    /// <summary>Public key in hexadecimal, in the form in which the node list has it.</summary>
    public string PublicKey { get; }

    /// <summary>Reads a WIF key; null when it is none of this network.</summary>
    public static NodeIdentity? TryRead(string wif, AddressPrefixes prefixes)
    {
        if (!Wif.TryDecode(wif, prefixes, out var key, out var compressed) || !Secp256k1.TryGetPublicKey(key, compressed, out var publicKey)) return null;
        return new NodeIdentity(key, compressed, Convert.ToHexStringLower(publicKey));
    }

    /// <summary>Base64 of the Bitcoin message signature over a text.</summary>
    public string Sign(string text) => OwnerSignature.Sign(text, _privateKey, _compressed);

    /// <summary>The data key of sealed secrets, when it was wrapped for this node.</summary>
    public bool TryUnwrap(SecretSeal seal, string app, string owner, out byte[] dataKey) =>
        seal.TryUnwrap(_privateKey, Convert.FromHexString(PublicKey), app, owner, out dataKey);

    /// <summary>A data key that another member wrapped for this node.</summary>
    public bool TryUnwrapLoose(ReadOnlySpan<byte> wrap, string app, string owner, out byte[] dataKey) =>
        SecretSeal.TryUnwrapLoose(wrap, _privateKey, Convert.FromHexString(PublicKey), app, owner, out dataKey);

    /// <summary>Wraps and signs a gossip message.</summary>
    public GossipEnvelope Seal(GossipMessage message, long timestampMs) => GossipEnvelope.Sign(message, timestampMs, PublicKey, _privateKey);
}

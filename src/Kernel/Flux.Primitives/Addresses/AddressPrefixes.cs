using System.Collections.Immutable;

namespace Flux.Primitives.Addresses;

/// <summary>Version bytes and human-readable parts of a network's addresses and keys (chain reference §1.2).</summary>
public sealed record AddressPrefixes
{
    /// <summary>Before a key hash, 2 bytes.</summary>
    public required ImmutableArray<byte> PubKeyHash { get; init; }

    /// <summary>Before a script hash, 2 bytes.</summary>
    public required ImmutableArray<byte> ScriptHash { get; init; }

    /// <summary>Before a private key (WIF), 1 byte.</summary>
    public required ImmutableArray<byte> PrivateKey { get; init; }

    /// <summary>Before a BIP32 public key, 4 bytes.</summary>
    public required ImmutableArray<byte> ExtendedPublicKey { get; init; }

    /// <summary>Before a BIP32 private key, 4 bytes.</summary>
    public required ImmutableArray<byte> ExtendedPrivateKey { get; init; }

    /// <summary>Before a Sprout payment address, 2 bytes.</summary>
    public required ImmutableArray<byte> SproutAddress { get; init; }

    /// <summary>Before a Sprout viewing key, 3 bytes.</summary>
    public required ImmutableArray<byte> SproutViewingKey { get; init; }

    /// <summary>Before a Sprout spending key, 2 bytes.</summary>
    public required ImmutableArray<byte> SproutSpendingKey { get; init; }

    /// <summary>Human-readable part of a Sapling address.</summary>
    public required string SaplingAddress { get; init; }

    /// <summary>Human-readable part of a Sapling full viewing key.</summary>
    public required string SaplingFullViewingKey { get; init; }

    /// <summary>Human-readable part of a Sapling incoming viewing key.</summary>
    public required string SaplingIncomingViewingKey { get; init; }

    /// <summary>Human-readable part of a Sapling extended spending key.</summary>
    public required string SaplingSpendingKey { get; init; }

    /// <summary>main, and our own networks: t1…, t3….</summary>
    public static AddressPrefixes Main { get; } = new()
    {
        PubKeyHash = [0x1C, 0xB8],
        ScriptHash = [0x1C, 0xBD],
        PrivateKey = [0x80],
        ExtendedPublicKey = [0x04, 0x88, 0xB2, 0x1E],
        ExtendedPrivateKey = [0x04, 0x88, 0xAD, 0xE4],
        SproutAddress = [0x16, 0x9A],
        SproutViewingKey = [0xA8, 0xAB, 0xD3],
        SproutSpendingKey = [0xAB, 0x36],
        SaplingAddress = "za",
        SaplingFullViewingKey = "zviewa",
        SaplingIncomingViewingKey = "zivka",
        SaplingSpendingKey = "secret-extended-key-main",
    };

    /// <summary>test: tm…, t2….</summary>
    public static AddressPrefixes Test { get; } = new()
    {
        PubKeyHash = [0x1D, 0x25],
        ScriptHash = [0x1C, 0xBA],
        PrivateKey = [0xEF],
        ExtendedPublicKey = [0x04, 0x35, 0x87, 0xCF],
        ExtendedPrivateKey = [0x04, 0x35, 0x83, 0x94],
        SproutAddress = [0x16, 0xB6],
        SproutViewingKey = [0xA8, 0xAC, 0x0C],
        SproutSpendingKey = [0xAC, 0x08],
        SaplingAddress = "ztestacadia",
        SaplingFullViewingKey = "zviewtestacadia",
        SaplingIncomingViewingKey = "zivktestacadia",
        SaplingSpendingKey = "secret-extended-key-test",
    };

    /// <summary>regtest: transparent as test, its own shielded names.</summary>
    public static AddressPrefixes Regtest { get; } = Test with
    {
        SaplingAddress = "zregtestsapling",
        SaplingFullViewingKey = "zviewregtestsapling",
        SaplingIncomingViewingKey = "zivkregtestsapling",
        SaplingSpendingKey = "secret-extended-key-regtest",
    };
}

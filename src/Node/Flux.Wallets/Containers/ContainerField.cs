namespace Flux.Wallets.Containers;

/// <summary>Key types of the container's maps. Unknown ones are refused: a signer must understand everything it is shown.</summary>
internal static class ContainerField
{
    public const byte
        Transaction = 0x00, BranchId = 0x01, Network = 0x02, StartSignature = 0x03, StartOrigin = 0x06, Version = 0xfb;

    public const byte
        Coin = 0x01, Signature = 0x02, Redeem = 0x04, Origin = 0x06, Worth = 0x07, Escrow = 0x08;

    public const byte OutputOrigin = 0x02;

    /// <summary>The format's version; a signer refuses later ones.</summary>
    public const uint CurrentVersion = 1;

    /// <summary>pft, and <see cref="MagicEnd"/> after it, as BIP174's psbt and 0xff.</summary>
    public static ReadOnlySpan<byte> Magic => "pft"u8;

    public const byte MagicEnd = 0xff;

    /// <summary>Largest container that is read.</summary>
    public const int MostBytes = 4 << 20;
}

namespace Flux.Wallets.Keystore;

/// <summary>The owner's choices, kept in the wallet file.</summary>
public sealed record WalletSettings
{
    /// <summary>Unused addresses looked at beyond the last used one, 1 … 1000; default 20 (BIP44).</summary>
    public int GapLimit { get; init; } = 20;

    /// <summary>Satoshi per 1,000 bytes, 100 … 100,000; default 1,000 (1 sat per byte, as all Flux wallets pay).</summary>
    public long FeeRate { get; init; } = 1000;

    /// <summary>A payment with a larger fee is refused, satoshi; default 0.01 FLUX.</summary>
    public long MostFee { get; init; } = 1_000_000;

    /// <summary>Blocks after which a payment that is in no block expires, 4 … 100,000; default 30, as in every known wallet.</summary>
    public int ExpiryBlocks { get; init; } = 30;

    /// <summary>Where coins and history come from: a fluxd or an explorer address; empty for the local network.</summary>
    public string Source { get; init; } = "";
}

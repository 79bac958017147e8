using System.Globalization;

namespace Flux.Daemon.Wallet;

/// <summary>How far a long search for the wallet's transactions is. One thread writes, others read.</summary>
/// <param name="From">Height before the first block to read.</param>
/// <param name="To">Height of the last one.</param>
internal sealed record WalletScan(int From, int To)
{
    private int _height = From;

    /// <summary>The last block that was read.</summary>
    public int Height
    {
        get => Volatile.Read(ref _height);
        set => Volatile.Write(ref _height, value);
    }

    public int Percent => To <= From ? 100 : (int)((Height - From) * 100L / (To - From));

    /// <summary>For callers who find the wallet busy.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"The wallet is rescanning: block {Height} of {To} ({Percent} %). Try again later.");
}

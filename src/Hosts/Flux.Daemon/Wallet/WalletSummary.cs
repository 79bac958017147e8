using Flux.Primitives;

namespace Flux.Daemon.Wallet;

/// <summary>What getinfo says of the wallet.</summary>
/// <param name="Balance">As getbalance answers it.</param>
/// <param name="FeePer1000">Fee that its owner has set, per 1,000 bytes.</param>
internal readonly record struct WalletSummary(Amount Balance, Amount FeePer1000)
{
    /// <summary>The file format of the C++ daemon's wallet whose behaviour this one has.</summary>
    public const int Version = 60000;
}

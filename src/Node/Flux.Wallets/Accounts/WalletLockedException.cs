namespace Flux.Wallets.Accounts;

/// <summary>The wallet is locked: its keys are not in memory.</summary>
public sealed class WalletLockedException() : Exception("The wallet is locked. Unlock it with its password first.");

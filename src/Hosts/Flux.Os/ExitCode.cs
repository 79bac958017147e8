namespace Flux.Os;

/// <summary>What fluxos tells its parent when it ends.</summary>
internal static class ExitCode
{
    /// <summary>Stopped as asked.</summary>
    public const int Ok = 0;

    /// <summary>Something failed that never should; the log tells what.</summary>
    public const int Bug = 1;

    /// <summary>Settings are wrong.</summary>
    public const int Usage = 2;

    /// <summary>An address or port is taken or not ours.</summary>
    public const int AddressUnavailable = 5;

    /// <summary>The data folder cannot be used.</summary>
    public const int Storage = 6;
}

namespace Flux.Daemon;

/// <summary>What fluxd tells its parent when it ends.</summary>
internal static class ExitCode
{
    /// <summary>Stopped as asked.</summary>
    public const int Ok = 0;

    /// <summary>A bug.</summary>
    public const int Bug = 1;

    /// <summary>Settings are wrong.</summary>
    public const int Usage = 2;

    /// <summary>An address or port is taken or not ours.</summary>
    public const int AddressUnavailable = 5;

    /// <summary>The data directory cannot be used: damaged, in use, full, of another network.</summary>
    public const int Store = 6;
}

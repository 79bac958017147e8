using Flux.Contracts.Rpc;

namespace Flux.Cli.Commands.Chain;

/// <summary><c>--rpcwait</c>: asks again and again until a daemon answers that is not warming up (−28).</summary>
internal static class StartedDaemon
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when it has started; after <paramref name="longest"/> (zero: never) the last failure is thrown.</summary>
    public static async Task WaitAsync(FluxdClient fluxd, TimeSpan longest, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (longest > TimeSpan.Zero) limit.CancelAfter(longest);
        using var looks = new PeriodicTimer(Step);
        while (true)
        {
            try
            {
                await fluxd.BlockCountAsync(cancel);
                return;
            }
            catch (Exception e) when (IsStarting(e) && !limit.IsCancellationRequested)
            {
                await looks.WaitForNextTickAsync(cancel);
            }
        }
    }

    // The cookie appears with the daemon, and an old one is refused until then.
    private static bool IsStarting(Exception e) => e is RpcUnreachableException or FileNotFoundException or DirectoryNotFoundException or RpcException { Code: RpcErrorCode.WarmUp };
}

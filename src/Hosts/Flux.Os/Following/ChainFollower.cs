using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Primitives;

namespace Flux.Os.Following;

/// <summary>
/// Follows fluxd: holds the present <see cref="ChainPicture"/> and tells subscribers of each new one. With our fluxd a new
/// block is known within milliseconds (waitfornewblock); another one is polled every second.
/// </summary>
public sealed partial class ChainFollower(FluxdClient fluxd, TimeProvider time, ILogger<ChainFollower> logger)
{
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(1);
    private const int LongPollMs = 25_000;
    private ChainPicture _picture = ChainPicture.Unknown;
    private bool _canWait = true;
    private bool _isTold;

    /// <summary>The present picture.</summary>
    public ChainPicture Picture => Volatile.Read(ref _picture);

    /// <summary>
    /// Called after each change, on the follower's own task, one at a time. A failure of fluxd may be thrown on: the call is repeated.
    /// </summary>
    public event Func<ChainPicture, CancellationToken, Task>? Changed;

    /// <summary>Runs until cancelled. A fluxd that is away or restarts is waited for.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(cancellation).ConfigureAwait(false);
                await WaitForChangeAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is RpcException or RpcUnreachableException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                NoteTrouble(e.Message);
                await Task.Delay(PollPause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        var info = await fluxd.CallAsync("getblockchaininfo", cancellation: cancellation).ConfigureAwait(false);
        var tip = BlockHash.Parse(info.GetProperty("bestblockhash").GetString()!);
        var present = Picture;
        if (tip == present.Tip && present.Trouble is null && _isTold) return;
        var nodes = await ReadNodesAsync(cancellation).ConfigureAwait(false);
        var next = new ChainPicture
        {
            Height = info.GetProperty("blocks").GetInt32(),
            Tip = tip,
            Genesis = await GenesisAsync(info, cancellation).ConfigureAwait(false),
            IsInitialDownload = info.TryGetProperty("initialblockdownload", out var downloading) && downloading.GetBoolean(),
            SettledDepth = info.TryGetProperty("settleddepth", out var depth) ? depth.GetInt32() : 40,
            Nodes = nodes ?? present.Nodes,
        };
        if (present.Trouble is not null || !present.IsKnown) LogFollowing(next.Height);
        Volatile.Write(ref _picture, next);
        await TellAsync(next, cancellation).ConfigureAwait(false);
    }

    // A subscriber that failed (fluxd went away meanwhile, the disk is full) is told again, also when no new block comes.
    private async Task TellAsync(ChainPicture next, CancellationToken cancellation)
    {
        _isTold = false;
        if (Changed is { } changed)
        {
            foreach (var handler in changed.GetInvocationList().Cast<Func<ChainPicture, CancellationToken, Task>>()) await handler(next, cancellation).ConfigureAwait(false);
        }
        _isTold = true;
    }

    private async Task<System.Collections.Immutable.ImmutableArray<ChainNodeEntry>?> ReadNodesAsync(CancellationToken cancellation)
    {
        try
        {
            return NodeListReader.Read(await fluxd.CallAsync("viewdeterministicfluxnodelist", cancellation: cancellation).ConfigureAwait(false));
        }
        catch (RpcException e) when (e.Code == RpcErrorCode.InInitialDownload)
        {
            return null;
        }
    }

    private async Task<BlockHash> GenesisAsync(JsonElement info, CancellationToken cancellation)
    {
        if (Picture.IsKnown) return Picture.Genesis;
        if (info.TryGetProperty("genesisblockhash", out var given)) return BlockHash.Parse(given.GetString()!);
        return BlockHash.Parse(await fluxd.BlockHashAsync(0, cancellation).ConfigureAwait(false));
    }

    private async Task WaitForChangeAsync(CancellationToken cancellation)
    {
        if (!_canWait)
        {
            await Task.Delay(PollPause, time, cancellation).ConfigureAwait(false);
            return;
        }
        try
        {
            await fluxd.CallAsync("waitfornewblock", cancellation, LongPollMs, Picture.Tip.ToString()).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Code == RpcErrorCode.MethodNotFound)
        {
            _canWait = false;
        }
    }

    private void NoteTrouble(string reason)
    {
        var present = Picture;
        if (present.Trouble is null) LogTrouble(reason);
        Volatile.Write(ref _picture, present with { Trouble = reason });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Following fluxd from height {Height}")]
    private partial void LogFollowing(int height);

    [LoggerMessage(Level = LogLevel.Warning, Message = "fluxd cannot be asked: {Reason}")]
    private partial void LogTrouble(string reason);
}

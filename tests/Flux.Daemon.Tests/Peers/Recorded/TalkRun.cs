using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Flux.Chain;
using Flux.P2P;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>Plays one script against a real node over a socket and writes down every difference.</summary>
internal sealed class TalkRun(TalkScript script, ChainNode chain, bool asOpener, Func<string, Task> onNote) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly byte[] Fence = [0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee];

    private readonly ConcurrentQueue<TalkFrame>[] _received = [new(), new(), new()];
    private readonly SemaphoreSlim _arrival = new(0);
    private readonly List<string> _differences = [];
    private int _pingsSeen;
    private int _fences;
    private volatile int _fencesMet;
    private volatile bool _closed;

    /// <summary>Differences in words; none when all is as recorded.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync(string? dataDirectory, TimeProvider time)
    {
        var address = OwnAddress.Take();
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        await using var network = await PeerNetwork.StartAsync(Options(address, dataDirectory, listener), new Daemon.Node.ChainPort(chain), new Daemon.Node.MempoolPort(chain), time, NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var pump = PumpAsync(network, stop.Token);
        await using var socket = asOpener ? new TalkSocket(await listener.AcceptAsync()) : await TalkSocket.ConnectAsync(network.ListenEndpoints[0]);
        var reading = ReadAsync(socket);
        await FollowAsync(socket);
        await CompareEndAsync(network);
        await stop.CancelAsync();
        await pump;
        await socket.DisposeAsync();
        await reading;
        foreach (var stream in Enum.GetValues<TalkStream>()) CompareStream(stream);
        return _differences;
    }

    public void Dispose() => _arrival.Dispose();

    private P2POptions Options(IPAddress address, string? dataDirectory, Socket listener) => new()
    {
        Rules = PeerRules.Of(chain.Options.Network),
        Listen = [new IPEndPoint(address, RecordedPort())],
        Connect = asOpener ? [listener.LocalEndPoint!.ToString()!] : [],
        MaxOutbound = 0,
        DataDirectory = dataDirectory,
        UserAgent = "/MagicBean:9.0.6/",
    };

    /// <summary>The port of the daemon as its version tells it (the last two bytes of addr_me).</summary>
    private int RecordedPort()
    {
        const int portAt = 4 + 8 + 8 + 26 + 24;
        return script.Steps.FirstOrDefault(step => step.IsOurs && step.Frame.Command == "version") is { Frame.Payload: var version }
            ? (version[portAt] << 8) | version[portAt + 1]
            : 27710;
    }

    // As the daemon does: new tips and own transactions are told to the peers.
    private async Task PumpAsync(PeerNetwork network, CancellationToken stop)
    {
        using var events = chain.Subscribe();
        try
        {
            await foreach (var occurred in events.Events.ReadAllAsync(stop))
            {
                if (occurred is Chain.Events.TipChanged) network.AnnounceTip();
                else if (occurred is Chain.Events.TransactionAccepted { Origin: not Chain.Mempool.TransactionOrigin.Peer } accepted) network.AnnounceTransaction(accepted.Transaction.Id);
            }
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
    }

    private async Task FollowAsync(TalkSocket socket)
    {
        var expected = new int[Enum.GetValues<TalkStream>().Length];
        foreach (var step in script.Steps)
        {
            if (step.Frame.IsNote)
            {
                if (step.Frame.Note!.Contains(" makes ", StringComparison.Ordinal) || step.Frame.Note.Contains(" receives ", StringComparison.Ordinal)) await FenceAsync(socket);
                var before = ReceivedCount;
                await onNote(step.Frame.Note!);
                // Two blocks in a row: the first is announced before the second is made.
                if (Follows(step, step.Frame)) await UntilAsync(() => ReceivedCount > before);
            }
            else if (!step.IsOurs) await SendAsync(socket, step.Frame);
            else if (!await ArrivesAsync(step.Stream, ++expected[(int)step.Stream])) return;
        }
        if (script.End is { IsOpen: false }) await UntilAsync(() => _closed);
        else if (script.Steps[^1] is not { IsOurs: true, Frame.Command: "pong" } && script.Steps.Any(step => !step.IsOurs && step.Frame.Command == "verack")) await FenceAsync(socket);
    }

    /// <summary>Everything sent before was dealt with: a ping that the recording does not have, whose pong is left out.</summary>
    private async Task FenceAsync(TalkSocket socket)
    {
        var count = ++_fences;
        await socket.SendAsync(new TalkFrame(!asOpener, "ping", Fence));
        await UntilAsync(() => _fencesMet >= count);
    }

    private bool Follows(TalkStep step, TalkFrame note) =>
        script.Steps.SkipWhile(other => other != step).Skip(1).FirstOrDefault()?.Frame.Note == note.Note;

    private async Task SendAsync(TalkSocket socket, TalkFrame frame)
    {
        if (frame.Command == "pong" && _pingsSeen < script.Steps.Count(step => step.IsOurs && step.Frame.Command == "ping") && await UntilAsync(() => Pings().Count > _pingsSeen)) frame = frame with { Payload = Pings()[_pingsSeen++].Payload };
        await socket.SendAsync(frame);
    }

    private List<TalkFrame> Pings() => [.. Received(TalkStream.Greeting).Concat(Received(TalkStream.Answers)).Where(frame => frame.Command == "ping")];

    private async Task<bool> ArrivesAsync(TalkStream stream, int count)
    {
        if (await UntilAsync(() => Received(stream).Count >= count || _closed) && Received(stream).Count >= count) return true;
        return false;
    }

    private async Task<bool> UntilAsync(Func<bool> condition)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 > deadline) return false;
            await _arrival.WaitAsync(20);
        }
        return true;
    }

    private async Task ReadAsync(TalkSocket socket)
    {
        var streamOf = TalkScript.Splitter();
        while (await socket.ReadAsync(asOpener) is { } frame)
        {
            if (script.Served is not null && frame.Command == "getdata") await ServeAsync(socket, frame.Payload);
            else if (frame.Command == "pong" && frame.Payload.AsSpan().SequenceEqual(Fence)) _fencesMet++;
            else Received(streamOf(frame.Command)).Enqueue(frame);
            _arrival.Release();
        }
        _closed = true;
        _arrival.Release();
    }

    /// <summary>What was asked for when blocks are served as they are wanted, in order.</summary>
    public List<string> Asked { get; } = [];

    private async Task ServeAsync(TalkSocket socket, byte[] getdata)
    {
        for (var at = 1; at < getdata.Length; at += 36)
        {
            var hash = Convert.ToHexStringLower(getdata.AsSpan(at + 4, 32));
            Asked.Add(hash);
            await socket.SendAsync(new TalkFrame(false, "block", script.Served![hash]));
        }
    }

    private ConcurrentQueue<TalkFrame> Received(TalkStream stream) => _received[(int)stream];

    private int ReceivedCount => _received.Sum(stream => stream.Count);

    private void CompareStream(TalkStream stream)
    {
        var expected = script.Steps.Where(step => step.IsOurs && step.Stream == stream).ToList();
        var received = Received(stream).ToList();
        for (var i = 0; i < Math.Max(expected.Count, received.Count); i++)
        {
            if (i >= received.Count) _differences.Add($"not sent: {expected[i].Frame}");
            else if (i >= expected.Count) _differences.Add($"not recorded: {received[i]}");
            else if (!IsSame(expected[i], received[i])) _differences.Add($"recorded: {TalkFields.Plain(expected[i].Frame)}\n      sent:     {TalkFields.Plain(received[i])}");
        }
    }

    private static bool IsSame(TalkStep expected, TalkFrame received) => expected.Frame.Command == received.Command
        && (expected.IsLoose || TalkFields.Plain(expected.Frame).Payload.AsSpan().SequenceEqual(TalkFields.Plain(received).Payload));

    private async Task CompareEndAsync(PeerNetwork network)
    {
        if (script.End is not { } end) return;
        Compare("open", end.IsOpen, !_closed);
        var peer = await SettledPeerAsync(network, end.Score);
        if (end.IsOpen && !_closed) Compare("score", end.Score, peer?.BanScore ?? 0);
        Compare("banned", end.IsBanned, (await network.BansAsync()).Count > 0);
        Compare("tip", end.Tip, chain.Snapshot.Tip.Hash.ToString());
        var pool = chain.Mempool.Snapshot.Entries.Select(entry => entry.Id.ToString()).Order(StringComparer.Ordinal);
        Compare("pool", string.Join(' ', end.Pool.Order(StringComparer.Ordinal)), string.Join(' ', pool));
    }

    /// <summary>The peer when its score is the expected one, or what it is after a while. Who was not taken in yet, or is about to go, is waited for.</summary>
    private async Task<PeerFacts?> SettledPeerAsync(PeerNetwork network, int score)
    {
        for (var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds; ; await _arrival.WaitAsync(20))
        {
            var peer = (await network.PeersAsync()).SingleOrDefault();
            if ((peer is null ? _closed : peer.BanScore == score) || Environment.TickCount64 > deadline) return peer;
        }
    }

    private void Compare<T>(string what, T recorded, T seen)
    {
        if (!Equals(recorded, seen)) _differences.Add($"{what}: recorded {recorded}, here {seen}");
    }
}

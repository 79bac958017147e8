using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Flux.Os.Api.Terminal;

/// <summary>The socket.io connections of this node: bounded altogether and for each address; silent ones end.</summary>
internal sealed class SocketSessions(TerminalDesk desk, TimeProvider time)
{
    /// <summary>How often the server asks whether the client is there.</summary>
    public static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(25);

    /// <summary>How long it may take to answer.</summary>
    public static readonly TimeSpan PingPatience = TimeSpan.FromSeconds(20);

    private const int Most = 128, MostOfAddress = 16;
    private readonly ConcurrentDictionary<string, SocketSession> _sessions = new();

    /// <summary>How many there are.</summary>
    public int Count => _sessions.Count;

    /// <summary>A new one; null when there are too many.</summary>
    public SocketSession? Open(string address)
    {
        if (_sessions.Count >= Most || _sessions.Values.Count(session => session.Address == address) >= MostOfAddress) return null;
        var session = new SocketSession(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), address, desk, time);
        _sessions[session.Id] = session;
        _ = PingAsync(session);
        return session;
    }

    /// <summary>One by its id, from the same address; or null.</summary>
    public SocketSession? Find(string? id, string address) => id is not null && _sessions.TryGetValue(id, out var session) && session.Address == address ? session : null;

    /// <summary>Ends one.</summary>
    public async Task CloseAsync(SocketSession session)
    {
        _sessions.TryRemove(session.Id, out _);
        await session.DisposeAsync().ConfigureAwait(false);
    }

    private async Task PingAsync(SocketSession session)
    {
        using var timer = new PeriodicTimer(PingPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(session.Closed).ConfigureAwait(false))
            {
                if (session.Silence > PingPeriod + PingPatience) break;
                await session.SendAsync("2").ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        await CloseAsync(session).ConfigureAwait(false);
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Flux.Explorer.Sockets;

/// <summary>The connected clients. Those that were not heard of for a while are forgotten when the next one comes.</summary>
internal sealed class SocketSessions(TimeProvider time)
{
    /// <summary>How often a client says that it is there, and how much longer one waits for it.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(25);

    /// <summary>See <see cref="PingInterval"/>.</summary>
    public static readonly TimeSpan PingPatience = TimeSpan.FromSeconds(20);

    private const int MostSessions = 1000;

    private readonly ConcurrentDictionary<string, SocketSession> _sessions = [];

    /// <summary>Those that want to hear something.</summary>
    public IEnumerable<SocketSession> Listening => _sessions.Values.Where(session => session.Listens);

    /// <summary>A new one; null when there are too many.</summary>
    public SocketSession? Add(int version)
    {
        var now = time.GetUtcNow();
        foreach (var old in _sessions.Values.Where(old => now - old.Heard > PingInterval + PingPatience)) Remove(old);
        if (_sessions.Count >= MostSessions) return null;
        var session = new SocketSession(RandomNumberGenerator.GetHexString(20, lowercase: true), version) { Heard = now };
        return _sessions[session.Id] = session;
    }

    /// <summary>The one with this id; it counts as heard.</summary>
    public SocketSession? Find(string? id)
    {
        if (id is null || !_sessions.TryGetValue(id, out var session)) return null;
        session.Heard = time.GetUtcNow();
        return session;
    }

    public void Remove(SocketSession session) => _sessions.TryRemove(session.Id, out _);
}

using System.Collections.Concurrent;
using Flux.Os.Storage;

namespace Flux.Os.Identity;

/// <summary>The sessions of this node, on disk and in memory, so that a restart logs nobody out. Bounded for each identity and in all.</summary>
internal sealed class SessionBook
{
    /// <summary>Of one identity; the oldest gives way.</summary>
    public const int MostOfOne = 50;

    /// <summary>In all; a new login is refused beyond.</summary>
    public const int Most = 100_000;

    private readonly SessionStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Session> _sessions;
    private readonly Lock _gate = new();

    public SessionBook(SessionStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        store.RemoveExpired(time.GetUtcNow());
        _sessions = new ConcurrentDictionary<string, Session>(store.All().Select(s => KeyValuePair.Create(s.Phrase, s)));
    }

    /// <summary>All that are valid now, newest first.</summary>
    public IReadOnlyList<Session> All => [.. _sessions.Values.Where(IsValid).OrderByDescending(s => s.CreatedAt)];

    public IReadOnlyList<Session> Of(string id) => [.. All.Where(s => s.Id == id)];

    public Session? Find(string phrase) => _sessions.TryGetValue(phrase, out var session) && IsValid(session) ? session : null;

    /// <summary>False when the node holds as many as it may.</summary>
    public bool TryAdd(Session session)
    {
        lock (_gate)
        {
            if (_sessions.Count >= Most) RemoveExpired();
            if (_sessions.Count >= Most) return false;
            foreach (var old in Of(session.Id).Skip(MostOfOne - 1)) Remove(old.Phrase);
            _store.Add(session);
            _sessions[session.Phrase] = session;
            return true;
        }
    }

    /// <summary>False when there was none.</summary>
    public bool Remove(string phrase)
    {
        lock (_gate)
        {
            _store.Remove(phrase);
            return _sessions.TryRemove(phrase, out _);
        }
    }

    public void RemoveOf(string id)
    {
        foreach (var session in _sessions.Values.Where(s => s.Id == id)) Remove(session.Phrase);
    }

    public void RemoveAll()
    {
        lock (_gate)
        {
            _store.Clear();
            _sessions.Clear();
        }
    }

    private bool IsValid(Session session) => session.ExpiresAt > _time.GetUtcNow();

    private void RemoveExpired()
    {
        _store.RemoveExpired(_time.GetUtcNow());
        foreach (var old in _sessions.Values.Where(s => !IsValid(s))) _sessions.TryRemove(old.Phrase, out _);
    }
}

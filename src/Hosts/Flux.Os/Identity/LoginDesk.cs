using System.Collections.Concurrent;
using Flux.Apps.Messages;

namespace Flux.Os.Identity;

/// <summary>
/// Logging in (FluxOS reference §2.1): gives out phrases, each good for one login within 15 minutes at this node, and tells whoever waits
/// with a phrase (a page that shows it as QR code) of the login.
/// </summary>
internal sealed class LoginDesk(Authenticator authenticator, SessionBook sessions, TimeProvider time)
{
    /// <summary>How long a phrase can be used.</summary>
    public static readonly TimeSpan PhraseLife = TimeSpan.FromMinutes(15);

    private const string NoLongerValid = "Signed message is no longer valid. Please request a new one.";
    private const int MostPhrases = 10_000, MostWaiting = 1_000;
    private readonly ExpiringMap<DateTimeOffset> _phrases = new(PhraseLife, MostPhrases, time);
    private readonly ConcurrentDictionary<string, byte> _inUse = new();
    private readonly WaitingRoom<LoginResult> _waiting = new(TimeSpan.FromMinutes(1), MostWaiting, time);

    /// <summary>Phrases that were given out and not used yet.</summary>
    public IReadOnlyList<(string Phrase, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)> Open => [.. _phrases.All.Select(p => (p.Key, p.Value, p.Expires))];

    /// <summary>A new phrase.</summary>
    public string Issue()
    {
        var phrase = LoginPhrase.Create(time);
        _phrases.Set(phrase, time.GetUtcNow());
        return phrase;
    }

    /// <summary>Logs in; null with the reason. A phrase is used up by the login, not by a failed try.</summary>
    public LoginResult? TryLogin(Credentials credentials, out string problem)
    {
        if (NodeLogin.IsOne(credentials.Phrase)) return Refused("a text that names this node needs no login: send it in the zelidauth header", out problem);
        if (!LoginPhrase.TryTime(credentials.Phrase, time, out var made, out problem)) return null;
        if (!_phrases.TryGet(credentials.Phrase, out _)) return Refused(NoLongerValid, out problem);
        if (authenticator.Identify(credentials, out problem) is not { } caller) return null;
        // Two logins with one phrase at the same time: one takes it. A page that comes in this moment must not hear that there is no such phrase.
        if (!_inUse.TryAdd(credentials.Phrase, 0)) return Refused(NoLongerValid, out problem);
        try
        {
            return _phrases.TryTake(credentials.Phrase, out _) ? LogIn(caller, credentials.Signature, made, out problem) : Refused(NoLongerValid, out problem);
        }
        finally
        {
            _inUse.TryRemove(credentials.Phrase, out _);
        }
    }

    /// <summary>True for a phrase that can be waited for: not used, being used, or used within the last minute.</summary>
    public bool IsKnown(string phrase) => _phrases.TryGet(phrase, out _) || _inUse.ContainsKey(phrase) || _waiting.IsTold(phrase);

    /// <summary>The login with a phrase, when it happens; null at the end of the wait or when too many wait.</summary>
    public Task<LoginResult?> WaitAsync(string phrase, TimeSpan longest, CancellationToken cancellation) => _waiting.WaitAsync(phrase, longest, cancellation);

    private LoginResult? LogIn(Caller caller, string signature, DateTimeOffset made, out string problem)
    {
        problem = "";
        var session = new Session(caller.Id, caller.Phrase, made, made + Session.Life);
        if (!sessions.TryAdd(session)) return Refused("this node holds as many sessions as it may", out problem);
        var result = new LoginResult(session, signature, authenticator.LevelOf(caller.Id));
        _waiting.Tell(caller.Phrase, result);
        return result;
    }

    private static LoginResult? Refused(string why, out string problem)
    {
        problem = why;
        return null;
    }
}

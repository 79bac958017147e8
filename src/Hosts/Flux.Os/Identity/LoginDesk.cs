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

    private const int MostPhrases = 10_000, MostWaiting = 1_000;
    private readonly ExpiringMap<DateTimeOffset> _phrases = new(PhraseLife, MostPhrases, time);
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
        if (NodeLogin.IsOne(credentials.Phrase))
        {
            problem = "a text that names this node needs no login: send it in the zelidauth header";
            return null;
        }
        if (!LoginPhrase.TryTime(credentials.Phrase, time, out var made, out problem)) return null;
        if (!_phrases.TryGet(credentials.Phrase, out _))
        {
            problem = "Signed message is no longer valid. Please request a new one.";
            return null;
        }
        if (authenticator.Identify(credentials, out problem) is not { } caller) return null;
        // Two logins with one phrase at the same time: one takes it.
        if (!_phrases.TryTake(credentials.Phrase, out _))
        {
            problem = "Signed message is no longer valid. Please request a new one.";
            return null;
        }
        var session = new Session(caller.Id, caller.Phrase, made, made + Session.Life);
        if (!sessions.TryAdd(session))
        {
            problem = "this node holds as many sessions as it may";
            return null;
        }
        var result = new LoginResult(session, credentials.Signature, authenticator.LevelOf(caller.Id));
        _waiting.Tell(caller.Phrase, result);
        return result;
    }

    /// <summary>True for a phrase that can be waited for: not used, or used within the last minute.</summary>
    public bool IsKnown(string phrase) => _phrases.TryGet(phrase, out _) || _waiting.IsTold(phrase);

    /// <summary>The login with a phrase, when it happens; null at the end of the wait or when too many wait.</summary>
    public Task<LoginResult?> WaitAsync(string phrase, TimeSpan longest, CancellationToken cancellation) => _waiting.WaitAsync(phrase, longest, cancellation);
}

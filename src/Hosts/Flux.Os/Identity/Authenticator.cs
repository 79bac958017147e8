using Flux.Apps.Messages;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Identity;

/// <summary>
/// Who makes a request and what they may (FluxOS reference §2.2, architecture §7). The signature is checked on every request. A text that
/// the caller made up speaks for an app's owner for two hours; for the operator and the team only a login at this node or a text bound to it does.
/// </summary>
internal sealed partial class Authenticator(OsOptions options, SessionBook sessions, GossipNetwork gossip, TimeProvider time, ILogger<Authenticator> logger)
{
    /// <summary>How long a self-made phrase speaks for an app's owner.</summary>
    public static readonly TimeSpan OwnerLife = TimeSpan.FromHours(2);

    /// <summary>How long a self-made phrase makes its signer a user.</summary>
    public static readonly TimeSpan UserLife = TimeSpan.FromHours(16);

    /// <summary>The caller of a request; null with the reason when the header proves nothing.</summary>
    public Caller? Identify(HttpContext context, out string problem) =>
        Identify(context.Request.Headers[Credentials.Header].ToString(), context.Connection.RemoteIpAddress?.ToString() ?? "?", context.Request.Path, out problem);

    /// <summary>The caller that a header's text proves, wherever it came from; null with the reason.</summary>
    /// <param name="header">As the header has it.</param>
    /// <param name="address">Where the request comes from, for the log.</param>
    /// <param name="where">What it asks, for the log.</param>
    /// <param name="problem">Why not.</param>
    public Caller? Identify(string header, string address, string where, out string problem)
    {
        if (Credentials.OfHeader(header, out problem) is not { } credentials || Identify(credentials, out problem) is not { } caller) return null;
        if (caller.Proof != CallerProof.SelfMade) return caller;
        if (!options.AcceptSelfMadePhrases)
        {
            problem = "this node takes no self-made phrases: log in at it, or sign a text that names it";
            return null;
        }
        LogSelfMade(logger, caller.Id, address, where);
        return caller;
    }

    /// <summary>Checks credentials wherever they came from; null with the reason.</summary>
    public Caller? Identify(Credentials credentials, out string problem)
    {
        var id = credentials.Id.StartsWith("0x", StringComparison.Ordinal) ? credentials.Id.ToLowerInvariant() : credentials.Id;
        if (ProofOf(credentials.Phrase, id, out var proof, out var age) is { } wrong)
        {
            problem = wrong;
            return null;
        }
        if (!OwnerSignature.IsOwnerAddress(id) || !OwnerSignature.Verify(id, credentials.Phrase, credentials.Signature))
        {
            problem = "the signature of the login phrase is not by that address";
            return null;
        }
        problem = "";
        return new Caller(id, credentials.Phrase, proof, age);
    }

    /// <summary>True when the caller may do what needs that privilege; <paramref name="owner"/> is the owner of the app in question.</summary>
    public bool Allows(Caller caller, Privilege privilege, string owner = "") => privilege switch
    {
        Privilege.User => true,
        Privilege.Admin => IsAdmin(caller),
        Privilege.FluxTeam => IsTeam(caller),
        Privilege.AdminAndFluxTeam => IsAdmin(caller) || IsTeam(caller),
        Privilege.AppOwner => IsOwner(caller, owner),
        Privilege.AppOwnerAbove => IsOwner(caller, owner) || IsAdmin(caller) || IsTeam(caller),
        _ => throw new ArgumentOutOfRangeException(nameof(privilege)),
    };

    /// <summary>The word for a caller's highest level: fluxteam, admin or user.</summary>
    public string LevelOf(Caller caller) => IsTeam(caller) ? "fluxteam" : IsAdmin(caller) ? "admin" : "user";

    /// <summary>As <see cref="LevelOf(Caller)"/> for an identity that is logging in here.</summary>
    public string LevelOf(string id) => LevelOf(new Caller(id, "", CallerProof.Session, TimeSpan.Zero));

    private static bool IsOwner(Caller caller, string owner) =>
        owner.Length > 0 && OwnerSignature.IsSame(caller.Id, owner) && (caller.Proof != CallerProof.SelfMade || caller.Age <= OwnerLife);

    private bool IsAdmin(Caller caller) => caller.Proof != CallerProof.SelfMade && options.OperatorId.Length > 0 && OwnerSignature.IsSame(caller.Id, options.OperatorId);

    private bool IsTeam(Caller caller) => caller.Proof != CallerProof.SelfMade && options.TeamIds.Any(team => OwnerSignature.IsSame(caller.Id, team));

    // Null when the text proves something; otherwise why not.
    private string? ProofOf(string phrase, string id, out CallerProof proof, out TimeSpan age)
    {
        (proof, age) = (CallerProof.SelfMade, TimeSpan.Zero);
        if (NodeLogin.IsOne(phrase))
        {
            proof = CallerProof.NodeBound;
            return ProblemOf(phrase);
        }
        if (sessions.Find(phrase) is { } session)
        {
            (proof, age) = (CallerProof.Session, time.GetUtcNow() - session.CreatedAt);
            return session.Id == id ? null : "that login is another identity's";
        }
        if (!LoginPhrase.TryTime(phrase, time, out var made, out var problem)) return problem;
        age = time.GetUtcNow() - made;
        return age > UserLife ? "the login phrase is too old" : null;
    }

    private string? ProblemOf(string text)
    {
        if (!NodeLogin.TryParse(text, out var login)) return "the login text is not flux-login:1:host:port:expires:nonce";
        if (login.Node != gossip.Self.ToString() && !options.Hosts.Contains(login.Node)) return $"the login text is for {login.Node}, this node is {gossip.Self}";
        var left = login.ExpiresMs - time.GetUtcNow().ToUnixTimeMilliseconds();
        return left <= 0 ? "the login text is too old" : left > NodeLogin.LongestLifeMs ? "the login text ends more than 15 minutes ahead" : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Self-made login phrase of {Id} from {Address} for {Path}")]
    private static partial void LogSelfMade(ILogger logger, string id, string address, string path);
}

using System.Globalization;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/id/…</c>, also under its old name <c>/zelid/…</c>: logging in and out (FluxOS reference §2.1, §11.6).</summary>
internal static class IdentityEndpoints
{
    /// <summary>Name of the rate limit of these routes.</summary>
    public const string RateLimit = "identity";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["/id", "/zelid"])
        {
            var id = routes.MapGroup(prefix).WithTags("identity").RequireRateLimiting(RateLimit);
            id.MapGet("/loginphrase", LoginPhraseAsync).WithSummary("A text to sign and log in with, once, within 15 minutes");
            id.MapGet("/emergencyphrase", (LoginDesk desk) => Answer.Success(desk.Issue())).WithSummary("The same from a node that is unwell");
            id.MapPost("/verifylogin", VerifyLoginAsync).WithSummary("Logs in: zelid, loginPhrase, signature");
            id.MapPost("/providesign", ProvideSignAsync).WithSummary("Brings a signature to the page that waits for it: address, message, signature");
            id.MapPost("/checkprivilege", CheckPrivilegeAsync).WithSummary("Which level a signature has here");
            id.MapGet("/loggedsessions", (HttpContext http, Authenticator authenticator, SessionBook book) => As(http, authenticator, Privilege.User, caller => Answer.Success(book.Of(caller.Id).Select(Record))));
            id.MapGet("/logoutcurrentsession", (HttpContext http, Authenticator authenticator, SessionBook book) => As(http, authenticator, Privilege.User, caller =>
            {
                book.Remove(caller.Phrase);
                return Answer.Message("Successfully logged out");
            }));
            id.MapGet("/logoutallsessions", (HttpContext http, Authenticator authenticator, SessionBook book) => As(http, authenticator, Privilege.User, caller =>
            {
                book.RemoveOf(caller.Id);
                return Answer.Message("Successfully logged out all sessions");
            }));
            id.MapPost("/logoutspecificsession", LogoutSpecificAsync).WithSummary("Ends one session of the caller: loginPhrase");
            id.MapGet("/loggedusers", (HttpContext http, Authenticator authenticator, SessionBook book) => As(http, authenticator, Privilege.Admin, _ => Answer.Success(book.All.Select(Record))));
            id.MapGet("/activeloginphrases", (HttpContext http, Authenticator authenticator, LoginDesk desk) => As(http, authenticator, Privilege.Admin, _ => Answer.Success(desk.Open.Select(p => new { loginPhrase = p.Phrase, createdAt = Iso(p.CreatedAt), expireAt = Iso(p.ExpiresAt) }))));
            id.MapGet("/logoutallusers", (HttpContext http, Authenticator authenticator, SessionBook book) => As(http, authenticator, Privilege.Admin, _ =>
            {
                book.RemoveAll();
                return Answer.Message("Successfully logged out all users");
            }));
        }
    }

    /// <summary>Answers as somebody with a privilege, or says why not.</summary>
    internal static IResult As(HttpContext http, Authenticator authenticator, Privilege privilege, Func<Caller, IResult> answer, string owner = "")
    {
        if (authenticator.Identify(http, out var problem) is not { } caller) return Denied(problem);
        return authenticator.Allows(caller, privilege, owner) ? answer(caller) : Answer.Unauthorized();
    }

    internal static IResult Denied(string problem) => Answer.Error($"Unauthorized. Access denied: {problem}.", "Unauthorized", 401);

    internal static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static object Record(Session session) => new { zelid = session.Id, loginPhrase = session.Phrase, createdAt = Iso(session.CreatedAt), expireAt = Iso(session.ExpiresAt) };

    private static async Task<IResult> LoginPhraseAsync(LoginDesk desk, KeeperHolder keeper, OsOptions options)
    {
        if (options.IsFluxNode && await keeper.EngineProblemAsync().ConfigureAwait(false) is { } engine) return Answer.Error($"Docker Engine: {engine}", "CONNERROR");
        return Answer.Success(desk.Issue());
    }

    private static async Task<IResult> VerifyLoginAsync(HttpContext http, LoginDesk desk)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null || Credentials.OfBody(body, out problem) is not { } credentials || desk.TryLogin(credentials, out problem) is not { } login) return Answer.Error(problem, "LoginFailed");
        return Answer.Success(LoginText.Record(login));
    }

    private static async Task<IResult> ProvideSignAsync(HttpContext http, SignDesk desk)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null || Credentials.OfBody(body, out problem) is not { } signed || !desk.TryProvide(signed, out problem)) return Answer.Error(problem, "SignatureFailed");
        return Answer.Success(new { message = "Signature stored", identifier = SignDesk.NameOf(signed.Id, signed.Phrase) });
    }

    private static async Task<IResult> CheckPrivilegeAsync(HttpContext http, Authenticator authenticator)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null || Credentials.OfBody(body, out problem) is not { } credentials) return Answer.Error(problem);
        return authenticator.Identify(credentials, out problem) is { } caller ? Answer.Message(authenticator.LevelOf(caller)) : Answer.Error($"none: {problem}", "none");
    }

    private static async Task<IResult> LogoutSpecificAsync(HttpContext http, Authenticator authenticator, SessionBook book)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        return As(http, authenticator, Privilege.User, caller =>
        {
            if (body is null) return Answer.Error(problem);
            if (body["loginPhrase"]?.AsText is not { } phrase) return Answer.Error("loginPhrase is missing");
            if (book.Find(phrase) is not { } session || session.Id != caller.Id) return Answer.Error("No such session of yours", "NotFound");
            book.Remove(phrase);
            return Answer.Message("Session successfully logged out");
        });
    }
}

using System.Globalization;
using Flux.Os.Api.Access;
using Flux.Os.Following;
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
            id.MapPost("/checkprivilege", CheckPrivilegeAsync).WithSummary("Which level a signature has here: admin, fluxteam, user, or none with the reason as the name");
            id.MapGet("/loggedsessions", (HttpContext http, SessionBook book) => Answer.Success(book.Of(AccessGrant.Of(http).Caller.Id).Select(Record))).Needs(Privilege.User).WithSummary("The caller's sessions at this node");
            id.MapGet("/logoutcurrentsession", (HttpContext http, SessionBook book) =>
            {
                book.Remove(AccessGrant.Of(http).Caller.Phrase);
                return Answer.Message("Successfully logged out");
            }).Needs(Privilege.User).WithSummary("Ends the session that the request is made with");
            id.MapGet("/logoutallsessions", (HttpContext http, SessionBook book) =>
            {
                book.RemoveOf(AccessGrant.Of(http).Caller.Id);
                return Answer.Message("Successfully logged out all sessions");
            }).Needs(Privilege.User).WithSummary("Ends every session of the caller at this node");
            id.MapPost("/logoutspecificsession", LogoutSpecificAsync).Needs(Privilege.User).WithSummary("Ends one session of the caller: loginPhrase");
            id.MapGet("/loggedusers", (SessionBook book) => Answer.Success(book.All.Select(Record))).Needs(Privilege.Admin).WithSummary("Everybody's sessions at this node");
            id.MapGet("/activeloginphrases", (LoginDesk desk) => Answer.Success(desk.Open.Select(p => new { loginPhrase = p.Phrase, createdAt = Iso(p.CreatedAt), expireAt = Iso(p.ExpiresAt) }))).Needs(Privilege.Admin).WithSummary("Phrases that were given out and not used yet");
            id.MapGet("/logoutallusers", (SessionBook book) =>
            {
                book.RemoveAll();
                return Answer.Message("Successfully logged out all users");
            }).Needs(Privilege.Admin).WithSummary("Ends everybody's sessions at this node");
        }
    }

    internal static IResult Denied(string problem) => Answer.Error($"Unauthorized. Access denied: {problem}.", "Unauthorized", 401);

    internal static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static object Record(Session session) => new { zelid = session.Id, loginPhrase = session.Phrase, createdAt = Iso(session.CreatedAt), expireAt = Iso(session.ExpiresAt) };

    private static async Task<IResult> LoginPhraseAsync(LoginDesk desk, EngineAnswers answers, OsOptions options, DosBook told, CancellationToken cancel)
    {
        if (told.IsUnwell) return Answer.Error(told.Message.Length > 0 ? told.Message : "This node is unwell", "DOS", told.State);
        if (options.IsFluxNode && await answers.ProblemAsync(cancel).ConfigureAwait(false) is { } engine) return Answer.Error($"Docker Engine: {engine}", "CONNERROR");
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
        // Pages compare the message with this very word and forget the login then; why stands beside it.
        return authenticator.Identify(credentials, out problem) is { } caller ? Answer.Message(authenticator.LevelOf(caller)) : Answer.Error("none", problem);
    }

    private static async Task<IResult> LogoutSpecificAsync(HttpContext http, SessionBook book)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        if (body["loginPhrase"]?.AsText is not { } phrase) return Answer.Error("loginPhrase is missing");
        if (book.Find(phrase) is not { } session || session.Id != AccessGrant.Of(http).Caller.Id) return Answer.Error("No such session of yours", "NotFound");
        book.Remove(phrase);
        return Answer.Message("Session successfully logged out");
    }
}

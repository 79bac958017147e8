using Flux.Apps.Canonical;
using Flux.Orchestration.Docker;
using Flux.Os.Api.Access;
using Flux.Os.Identity;

namespace Flux.Os.Api;

/// <summary><c>POST /apps/appexec</c>: a command inside a component's container, for the app's owner only (FluxOS reference §7.5).</summary>
internal static class AppExecEndpoint
{
    /// <summary>How long a command may run.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const int ReadBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/apps/appexec", RunAsync).Needs(Privilege.AppOwner, appInBody: true).WithTags("apps")
            .WithSummary("Runs cmd (a list) with env in a component's container and streams what it writes; 10 minutes at most");

    private static async Task<IResult> RunAsync(HttpContext http, ExecDesk desk, ILogger<ExecDesk> logger, TimeProvider time)
    {
        var grant = AccessGrant.Of(http);
        if (Texts(grant.Body!["cmd"]) is not { } command || Texts(grant.Body["env"]) is not { } environment) return Answer.Error("cmd and env must be lists of texts", "InvalidParameter");
        var request = new ExecRequest(command, environment, "", Terminal: false);
        if (ExecDesk.ProblemOf(request) is { Length: > 0 } problem) return Answer.Error(problem, "InvalidParameter");
        var target = LocalTarget.Of(http);
        if (target.Problem is { } missing) return missing;
        if (target.Container is not { } container) return Answer.Error("It has no container on this node", "NotFound");
        using var place = desk.TryEnter(grant.Caller.Id, http.Connection.RemoteIpAddress?.ToString() ?? "?", target.Components[0].Id.ToString(), request);
        if (place is null) return Answer.Error($"{ExecDesk.Most} commands run on this node already; try again later", "Busy");
        using var deadline = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, deadline.Token);
        var started = await target.Keeper.Engine.Exec.StartAsync(container, request, http.RequestAborted).ConfigureAwait(false);
        if (!started.Ok) return Answer.Error(started.Fault.Message, "DockerError");
        using var session = started.Value;
        if (await CopyAsync(http, session, either.Token).ConfigureAwait(false)) return Results.Empty;
        // Its reader is gone or its time is over: nobody is left who could end it.
        if (!await session.EndAsync().ConfigureAwait(false)) ExecDesk.LogLeft(logger, request.Command[0], target.Components[0].Id.ToString());
        return Results.Empty;
    }

    /// <summary>True when the command came to its end.</summary>
    private static async Task<bool> CopyAsync(HttpContext http, ExecSession session, CancellationToken cancel)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var buffer = new byte[ReadBytes];
        try
        {
            for (var read = await session.ReadAsync(buffer, cancel).ConfigureAwait(false); read > 0; read = await session.ReadAsync(buffer, cancel).ConfigureAwait(false))
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
                await http.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
        return true;
    }

    // A list, or in a form the JSON text of one; missing is empty.
    private static List<string>? Texts(JsValue? given)
    {
        if (given is null or { Kind: JsKind.Null }) return [];
        var list = given.Kind == JsKind.Text && JsReader.TryRead(given.AsText, out var parsed, out _) ? parsed : given;
        return list.Kind == JsKind.Array && list.Items.All(item => item.Kind == JsKind.Text) ? [.. list.Items.Select(item => item.AsText)] : null;
    }
}

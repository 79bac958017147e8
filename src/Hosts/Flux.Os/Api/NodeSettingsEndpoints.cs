using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Settings;

namespace Flux.Os.Api;

/// <summary><c>/flux/blocked…</c>, <c>/flux/adjust…</c>: what the operator sets while the node runs (FluxOS reference §11.3, §11.6).</summary>
internal static class NodeSettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var flux = routes.MapGroup("/flux").WithTags("flux");
        flux.MapGet("/blockedports", (NodeSettingsStore settings) => Answer.Success(settings.Present.BlockedPorts)).WithSummary("Ports that no app gets on this node");
        flux.MapGet("/blockedrepositories", (NodeSettingsStore settings) => Answer.Success(settings.Present.BlockedRepositories)).WithSummary("Images that this node does not run");
        flux.MapGet("/routerip", (NodeSettingsStore settings) => Answer.Success(settings.Present.RouterIp)).WithSummary("The router's address as the operator noted it");
        flux.MapGet("/adjustrouterip/{routerip?}", (NodeSettingsStore settings, string? routerip) =>
            Changed(settings.TryChange(old => old with { RouterIp = routerip ?? "" }), "Router IP set")).Needs(Privilege.Admin).WithSummary("Notes the router's address; empty forgets it");
        flux.MapPost("/adjustblockedports", (HttpContext http, NodeSettingsStore settings) => ChangeAsync(http, "blockedPorts", ports => BlockPorts(settings, ports), "Blocked ports set"))
            .Needs(Privilege.AdminAndFluxTeam).WithSummary("Sets blockedPorts; apps on this node that use one leave it");
        flux.MapPost("/adjustblockedrepositories", (HttpContext http, NodeSettingsStore settings) => ChangeAsync(http, "blockedRepositories", names => settings.TryChange(old => old with { BlockedRepositories = names }), "Blocked repositories set"))
            .Needs(Privilege.AdminAndFluxTeam).WithSummary("Sets blockedRepositories; apps on this node that use one leave it");
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string field, Func<List<string>, string> change, string done)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        // In a form the list comes as its JSON text.
        var list = body[field] is { Kind: JsKind.Text } text && JsReader.TryRead(text.AsText, out var parsed, out _) ? parsed : body[field];
        if (list is not { Kind: JsKind.Array } || list.Items.Any(item => item.Kind is not (JsKind.Text or JsKind.Number))) return Answer.Error($"{field} must be a list", "InvalidParameter");
        return Changed(change([.. list.Items.Select(item => item.Kind == JsKind.Text ? item.AsText : item.ToString())]), done);
    }

    private static string BlockPorts(NodeSettingsStore settings, List<string> texts)
    {
        var ports = new List<int>();
        foreach (var text in texts)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return $"'{text}' is no port";
            ports.Add(port);
        }
        return settings.TryChange(old => old with { BlockedPorts = ports });
    }

    private static IResult Changed(string problem, string done) => problem.Length == 0 ? Answer.Message(done) : Answer.Error(problem, "InvalidParameter");
}

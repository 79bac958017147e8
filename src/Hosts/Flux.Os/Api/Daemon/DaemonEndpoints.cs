using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Os.Api.Access;

namespace Flux.Os.Api.Daemon;

/// <summary><c>/daemon/…</c>: questions that are passed on to fluxd, each with its level (FluxOS reference §11.6).</summary>
internal static class DaemonEndpoints
{
    // What fluxd says of its wallet is the operator's business.
    private static readonly string[] WalletFields = ["balance", "walletversion", "keypoololdest", "keypoolsize", "unlocked_until", "paytxfee", "ismine", "iswatchonly", "account"];

    // Pages format these numbers of getinfo and stay empty without them.
    private static readonly string[] WalletNumbersOfInfo = ["walletversion", "keypoololdest", "keypoolsize", "paytxfee"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var daemon = routes.MapGroup("/daemon").WithTags("daemon");
        foreach (var route in DaemonRouteTable.All)
        {
            var path = $"/{route.Name}{string.Concat(route.Parameters.Select(p => $"/{{{p.Name}?}}"))}";
            Guard(route, daemon.MapGet(path, (HttpContext http, DaemonAnswers answers) => GetAsync(route, http, answers))).WithSummary($"fluxd's {route.Method}");
            if (route.HasPost) Guard(route, daemon.MapPost($"/{route.Name}", (HttpContext http, DaemonAnswers answers) => PostAsync(route, http, answers))).WithSummary($"fluxd's {route.Method}, parameters in the body");
        }
    }

    private static RouteHandlerBuilder Guard(DaemonRoute route, RouteHandlerBuilder mapped) => route.Who is { } who ? mapped.Needs(who) : mapped;

    private static Task<IResult> GetAsync(DaemonRoute route, HttpContext http, DaemonAnswers answers) =>
        AnswerAsync(route, name => http.Request.RouteValues[name] as string, parameters => answers.AskAsync(route, parameters, http.RequestAborted));

    private static async Task<IResult> PostAsync(DaemonRoute route, HttpContext http, DaemonAnswers answers)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        return body is null ? Answer.Error(problem) : await AnswerAsync(
            route, name => DaemonArguments.TextOf(body, name), parameters => answers.FetchAsync(route.Method, parameters, http.RequestAborted)).ConfigureAwait(false);
    }

    private static async Task<IResult> AnswerAsync(DaemonRoute route, Func<string, string?> given, Func<JsonArray, Task<byte[]>> ask)
    {
        if (DaemonArguments.Read(route, given, out var problem) is not { } parameters) return Answer.Error(problem, "InvalidParameter");
        try
        {
            return Answer.Of(await ask(parameters).ConfigureAwait(false));
        }
        catch (RpcException e)
        {
            return Answer.Error(e.Message, "RpcError", e.Code);
        }
        catch (RpcUnreachableException e)
        {
            return Answer.Error(e.Message, "CONNERROR");
        }
    }

    /// <summary>An answer of fluxd without what is the operator's business; getinfo's numbers of the wallet are zero.</summary>
    internal static JsonElement WithoutWallet(string method, JsonElement result)
    {
        var isInfo = method == "getinfo";
        if (result.ValueKind != JsonValueKind.Object || (!isInfo && !WalletFields.Any(field => result.TryGetProperty(field, out _)))) return result;
        var shown = JsonObject.Create(result)!;
        foreach (var field in WalletFields) shown.Remove(field);
        if (isInfo) foreach (var field in WalletNumbersOfInfo) shown[field] = 0;
        return JsonSerializer.SerializeToElement(shown);
    }
}

using Flux.Os.Secrets;

namespace Flux.Os.Api;

/// <summary><c>POST /apps/secretkey</c>: one member asks another for the key to an app's secrets (ours).</summary>
internal static class SecretKeyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/apps/secretkey", async (HttpContext http, SecretKeeper keeper) =>
        {
            var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
            if (body is null || SecretKeyRequest.Read(body) is not { } request) return Answer.Error(problem.Length > 0 ? problem : "hash, nodeKey, timestamp and signature are needed");
            return keeper.WrapFor(request, out problem) is { } wrap ? Answer.Success(Convert.ToBase64String(wrap)) : Answer.Error(problem, "Refused");
        }).RequireRateLimiting(IdentityEndpoints.RateLimit).WithTags("apps").WithSummary("The key to an app's secrets, wrapped for a member that came later (ours)");
}

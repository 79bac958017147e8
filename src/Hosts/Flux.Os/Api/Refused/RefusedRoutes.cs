namespace Flux.Os.Api.Refused;

/// <summary>
/// Answers routes of the existing network that are not served here with an error that says why, so that a page shows the reason and not a
/// missing route. Nothing else happens, so nobody needs a level for it.
/// </summary>
internal static class RefusedRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (method, path, why) in RefusedRouteTable.Routes) Refuse(routes, [method], path, why);
        foreach (var (path, why) in RefusedRouteTable.Families) Refuse(routes, ["GET", "POST"], path, why);
    }

    private static void Refuse(IEndpointRouteBuilder routes, string[] methods, string path, string why) =>
        routes.MapMethods(path + "/{**rest}", methods, () => Answer.Error($"Not served by this node: {why}", "NotSupported")).WithMetadata(new RefusedRoute(why)).ExcludeFromDescription();
}

using Flux.Os.Identity;

namespace Flux.Os.Api.Access;

/// <summary>How routes say who may use them.</summary>
internal static class AccessExtensions
{
    /// <summary>Only for callers with a level; without a call of this a route is public.</summary>
    /// <param name="route">The route.</param>
    /// <param name="who">The level.</param>
    /// <param name="withoutApp">The level when no app is named; null: an app must be named (levels of owners only).</param>
    /// <param name="appInBody">The app's name comes in the body.</param>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Privilege who, Privilege? withoutApp = null, bool appInBody = false)
    {
        var access = new RouteAccess(who, withoutApp, appInBody);
        return route.WithMetadata(access).AddEndpointFilter(new AccessFilter(access));
    }
}

using Flux.Os.Identity;

namespace Flux.Os.Api.Access;

/// <summary>Who may use a route, as it stands on its endpoint: read by the API's description and by the tests.</summary>
/// <param name="Who">The level.</param>
/// <param name="WithoutApp">The level when no app is named, where that is allowed; null: an app must be named.</param>
/// <param name="AppInBody">The app's name comes in the body, not in the path.</param>
internal sealed record RouteAccess(Privilege Who, Privilege? WithoutApp = null, bool AppInBody = false)
{
    /// <summary>The level's word on the existing network.</summary>
    public static string Word(Privilege who) => who.ToString().ToLowerInvariant();

    /// <summary>The level in words.</summary>
    public override string ToString() => WithoutApp is { } other ? $"{Word(Who)} ({Word(other)} without an app)" : Word(Who);
}

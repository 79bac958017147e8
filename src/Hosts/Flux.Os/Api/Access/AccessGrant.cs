using Flux.Apps.Canonical;
using Flux.Apps.Registry;
using Flux.Os.Identity;

namespace Flux.Os.Api.Access;

/// <summary>What was found out about a request that was let through.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="App">The app it is about; null on routes without one.</param>
/// <param name="Component">The component in <c>component_app</c>; empty for the whole app.</param>
/// <param name="IsOwner">The caller owns the app, and is not only its operator or the team.</param>
/// <param name="Body">The body, on routes whose app's name stands there.</param>
internal sealed record AccessGrant(Caller Caller, RegisteredApp? App, string Component, bool IsOwner, JsValue? Body)
{
    /// <summary>That of a request which passed an <see cref="AccessFilter"/>.</summary>
    public static AccessGrant Of(HttpContext http) => http.Features.Get<AccessGrant>() ?? throw new InvalidOperationException($"{http.Request.Path} has no access filter");
}

using Flux.Apps.Canonical;
using Flux.Apps.Registry;
using Flux.Os.Identity;
using Flux.Os.Registry;

namespace Flux.Os.Api.Access;

/// <summary>
/// Stands before every route that is not public (FluxOS reference §2.2, §11.6): who asks, which app, may they. Nothing of a route runs before.
/// </summary>
internal sealed class AccessFilter(RouteAccess access) : IEndpointFilter
{
    /// <summary>Name of the parameter, in the path, the query string or the body, that names an app or a component of it.</summary>
    public const string AppParameter = "appname";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // What depends on who asks is never given to somebody else.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = Credentials.Header;
        var authenticator = http.RequestServices.GetRequiredService<Authenticator>();
        if (authenticator.Identify(http, out var problem) is not { } caller) return IdentityEndpoints.Denied(problem);
        if (access.Who is not (Privilege.AppOwner or Privilege.AppOwnerAbove)) return Allows(new AccessGrant(caller, null, "", false, null), access.Who) ? await next(context).ConfigureAwait(false) : Answer.Unauthorized();
        JsValue? body = null;
        if (access.AppInBody)
        {
            (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
            if (body is null) return Answer.Error(problem);
        }
        var name = (access.AppInBody ? body![AppParameter]?.AsText : http.Request.RouteValues[AppParameter] as string) ?? "";
        if (name.Length == 0 && access.WithoutApp is { } other) return Allows(new AccessGrant(caller, null, "", false, body), other) ? await next(context).ConfigureAwait(false) : Answer.Unauthorized();
        if (name.Length == 0) return Answer.Error("appname is missing: the app's name, or component_app", "MissingParameter");
        var (component, app) = AppName.Split(name);
        if (http.RequestServices.GetRequiredService<RegistryService>().Table.Find(app) is not { } registered) return RegistryEndpoints.NotFound(app);
        var isOwner = authenticator.Allows(caller, Privilege.AppOwner, registered.Spec.Owner);
        return Allows(new AccessGrant(caller, registered, component, isOwner, body), access.Who) ? await next(context).ConfigureAwait(false) : Answer.Unauthorized();

        bool Allows(AccessGrant grant, Privilege who)
        {
            if (!authenticator.Allows(grant.Caller, who, grant.App?.Spec.Owner ?? "")) return false;
            http.Features.Set(grant);
            return true;
        }
    }
}

using Flux.Ingress.Health;
using Flux.Ingress.Routes;
using Microsoft.AspNetCore.Http;

namespace Flux.Ingress.Forwarding;

/// <summary>Keeps a client at its instance while that instance is well (reference §10.3: cookie <c>FDMSERVERID</c>, value <c>ip:port</c>).</summary>
internal sealed class StickyCookie(TimeSpan keepFor)
{
    private const string Name = "FDMSERVERID";

    /// <summary>The instance the client was at, when it still may be used.</summary>
    public static InstanceState? Read(HttpContext context, PortTarget target) =>
        context.Request.Cookies.TryGetValue(Name, out var endpoint) && endpoint is not null ? target.Find(endpoint) : null;

    /// <summary>Tells the client where it is, unless it knows.</summary>
    public void Set(HttpContext context, InstanceState instance)
    {
        var endpoint = $"{instance.Instance.Address}:{instance.Instance.Port}";
        if (context.Request.Cookies.TryGetValue(Name, out var known) && known == endpoint) return;
        context.Response.Cookies.Append(Name, endpoint, new CookieOptions { MaxAge = keepFor, HttpOnly = true, Path = "/", SameSite = SameSiteMode.Lax });
    }
}

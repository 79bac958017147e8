namespace Flux.Os.Api;

/// <summary>
/// Parameters of any route may stand in the path or in the query string under the same name (FluxOS reference §1.3): those that the path
/// lacks are taken from the query, before the route sees them. An encoded slash in a path segment is a slash.
/// </summary>
internal static class PathArguments
{
    private const string EncodedSlash = "%2F";

    public static Task FillAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is RouteEndpoint endpoint)
        {
            foreach (var parameter in endpoint.RoutePattern.Parameters)
            {
                if (http.Request.RouteValues[parameter.Name] is string given) http.Request.RouteValues[parameter.Name] = given.Replace(EncodedSlash, "/", StringComparison.OrdinalIgnoreCase);
                else if (http.Request.Query[parameter.Name].FirstOrDefault() is { Length: > 0 } asked) http.Request.RouteValues[parameter.Name] = asked;
            }
        }
        return next(http);
    }
}

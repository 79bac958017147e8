namespace Flux.Os.Api;

/// <summary>What a route did not answer itself is answered in the envelope: parameters that cannot be read, routes that there are not, bugs.</summary>
internal static partial class ApiErrors
{
    /// <summary>Before everything else.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Answer.Error(e.Message, "BadRequest", e.StatusCode).ExecuteAsync(http).ConfigureAwait(false);
        }
        catch (Exception bug) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            LogBug(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Flux.Os.Api"), http.Request.Method, http.Request.Path, bug);
            await Answer.Error("This node failed to answer; its log says why", "InternalError", StatusCodes.Status500InternalServerError).ExecuteAsync(http).ConfigureAwait(false);
        }
    }

    /// <summary>For a path that no route has: 404, as the existing node.</summary>
    public static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsJsonAsync(new { status = "error", data = new { code = 404, name = "NotFound", message = $"There is no route {http.Request.Method} {http.Request.Path}; /docs lists what there is" } });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} ended by a bug")]
    private static partial void LogBug(ILogger logger, string method, string path, Exception bug);
}

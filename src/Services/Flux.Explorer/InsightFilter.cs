using System.Text;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer;

/// <summary>Around every route: the header that lets web pages read the answer, and faults in Insight's manner.</summary>
internal sealed class InsightFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.AccessControlAllowOrigin = "*";
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (InsightFault fault)
        {
            return Results.Text(fault.Message, "text/plain", Encoding.UTF8, fault.Status);
        }
        catch (RpcException e) when (e.Message is "Block not found" or "No information available about transaction" or "Block height out of range")
        {
            return Results.Text("Not found", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);
        }
        catch (RpcException e)
        {
            return Results.Text($"{e.Message}. Code:{e.Code}", "text/plain", Encoding.UTF8, StatusCodes.Status400BadRequest);
        }
        catch (RpcUnreachableException e)
        {
            return Results.Text(e.Message, "text/plain", Encoding.UTF8, StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return Results.Text("The body must be a JSON object. Code:1", "text/plain", Encoding.UTF8, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>A text outside of the routes.</summary>
    public static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}

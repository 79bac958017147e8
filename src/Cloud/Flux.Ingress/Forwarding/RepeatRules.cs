using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Flux.Ingress.Forwarding;

/// <summary>When a request may be sent a second time.</summary>
internal static class RepeatRules
{
    /// <summary>Idempotent by its method (RFC 9110 §9.2.2) and without a body, which could be sent only once.</summary>
    public static bool MayRepeat(HttpContext context)
    {
        var method = context.Request.Method;
        var idempotent = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
            || HttpMethods.IsTrace(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method);
        return idempotent && !HasBody(context);
    }

    /// <summary>Nothing was sent: any request may go to another instance. Otherwise only one that may be repeated.</summary>
    public static bool MayTryAnother(AttemptResult result, bool mayRepeat) =>
        result == AttemptResult.NotConnected || (result == AttemptResult.NotAnswered && mayRepeat);

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
}

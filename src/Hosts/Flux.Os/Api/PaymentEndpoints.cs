using Flux.Os.Payments;

namespace Flux.Os.Api;

/// <summary><c>/payment/…</c>: how a page learns that the wallet it gave a link to has paid (FluxOS reference §5.7).</summary>
internal static class PaymentEndpoints
{
    private const int LargestBody = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var payment = routes.MapGroup("/payment").WithTags("payment").RequireRateLimiting(IdentityEndpoints.RateLimit);
        payment.MapGet("/paymentrequest", (PaymentDesk desk) => Answer.Success(new { paymentId = desk.Request() })).WithSummary("A number for one payment, good for an hour: put it into the callback of the link");
        payment.MapPost("/verifypayment", ReportAsync).WithSummary("A wallet reports a payment to the page that waits on /ws/payment: paymentid, txid, coin");
    }

    private static async Task<IResult> ReportAsync(HttpContext http, PaymentDesk desk)
    {
        if (http.Request.ContentLength > LargestBody) return Answer.Error($"the body has more than {LargestBody} bytes", "TooLarge", 413);
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        var id = http.Request.Query["paymentid"].FirstOrDefault() ?? body["paymentid"]?.AsText ?? "";
        if (id.Length == 0) return Answer.Error("paymentid is missing", "MissingParameter");
        if (PaymentReport.Of(body, out problem) is not { } report) return Answer.Error(problem, "InvalidParameter");
        if (!desk.TryReport(id, report)) return Answer.Error("Nobody asked for this paymentid within the last hour, or its payment was reported already", "NotFound");
        return Answer.Success(new { message = "Payment received successfully", paymentId = id, txid = report.TransactionId });
    }
}

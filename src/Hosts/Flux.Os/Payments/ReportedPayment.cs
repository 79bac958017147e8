namespace Flux.Os.Payments;

/// <summary>A report and when it came.</summary>
internal sealed record ReportedPayment(PaymentReport Report, DateTimeOffset At);

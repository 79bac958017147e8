using System.Security.Cryptography;
using Flux.Os.Identity;

namespace Flux.Os.Payments;

/// <summary>
/// Tells a page that its wallet paid (FluxOS reference §5.7): the page asks for a number, puts it into the link it gives to the wallet, and waits under
/// it; the wallet reports the payment with it. Whether an app is paid follows from the chain alone.
/// </summary>
internal sealed class PaymentDesk(TimeProvider time)
{
    /// <summary>How long a payment can be reported.</summary>
    public static readonly TimeSpan RequestLife = TimeSpan.FromHours(1);

    private const int MostRequests = 10_000, MostWaiting = 1_000, RandomLength = 12;
    private readonly ExpiringMap<DateTimeOffset> _requests = new(RequestLife, MostRequests, time);
    private readonly WaitingRoom<ReportedPayment> _waiting = new(RequestLife, MostWaiting, time);

    /// <summary>A new number: the time, then random letters and digits.</summary>
    public string Request()
    {
        var now = time.GetUtcNow();
        var id = FormattableString.Invariant($"{now.ToUnixTimeMilliseconds()}_{RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", RandomLength)}");
        _requests.Set(id, now);
        return id;
    }

    /// <summary>Takes a report, the first for its number; false when nobody asked for that number within the hour, or it was reported already.</summary>
    public bool TryReport(string id, PaymentReport report)
    {
        if (!_requests.TryTake(id, out _)) return false;
        _waiting.Tell(id, new ReportedPayment(report, time.GetUtcNow()));
        return true;
    }

    /// <summary>True for a number that can be waited for: not reported, or reported within the last hour.</summary>
    public bool IsKnown(string id) => _requests.TryGet(id, out _) || _waiting.IsTold(id);

    /// <summary>The report for a number, when it comes; null at the end of the wait or when too many wait.</summary>
    public Task<ReportedPayment?> WaitAsync(string id, TimeSpan longest, CancellationToken cancellation) => _waiting.WaitAsync(id, longest, cancellation);
}

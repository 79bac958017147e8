using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Flux.Os.Api;

/// <summary>How often one address may ask routes that are worth guessing at or that keep something (architecture §7).</summary>
internal static class RateLimits
{
    private const int Burst = 60, PerSecond = 10;

    public static void Set(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (rejected, _) => await Answer.Error("Too many requests from your address; wait a second", "TooManyRequests", 429).ExecuteAsync(rejected.HttpContext).ConfigureAwait(false);
        limits.AddPolicy(IdentityEndpoints.RateLimit, http => RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
    }
}

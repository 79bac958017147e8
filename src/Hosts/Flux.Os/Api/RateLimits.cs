using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Flux.Os.Api;

/// <summary>How often one address may ask routes that are worth guessing at or that keep something (architecture §7).</summary>
internal static class RateLimits
{
    /// <summary>Policy of what nodes ask each other.</summary>
    public const string BetweenNodes = "nodes";

    /// <summary>Policy of what makes this node ask others, or tell all of them: registries, the whole network.</summary>
    public const string Outward = "outward";

    private const int Burst = 60, PerSecond = 10, NodeBurst = 400, NodePerSecond = 100, OutwardBurst = 120, OutwardPerSecond = 10;

    public static void Set(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (rejected, _) => await Answer.Error("Too many requests from your address; wait a second", "TooManyRequests", 429).ExecuteAsync(rejected.HttpContext).ConfigureAwait(false);
        Add(limits, IdentityEndpoints.RateLimit, Burst, PerSecond);
        Add(limits, BetweenNodes, NodeBurst, NodePerSecond);
        Add(limits, Outward, OutwardBurst, OutwardPerSecond);
    }

    private static void Add(RateLimiterOptions limits, string policy, int burst, int perSecond) =>
        limits.AddPolicy(policy, http => RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
}

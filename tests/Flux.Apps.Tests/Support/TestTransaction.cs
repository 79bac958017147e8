using Flux.Apps.Messages;
using Flux.Primitives;

namespace Flux.Apps.Tests.Support;

/// <summary>A transaction that pays for a message, spends escrow coins, or both.</summary>
internal sealed record TestTransaction(MessageHash? Hash, long Value, long Blocks, OutPoint[] Spends)
{
    /// <summary>Pays the exact price, or what is said.</summary>
    public static TestTransaction Pay(AppMessage message, long blocks = 100, long? value = null, params OutPoint[] spends) =>
        new(message.Hash, value ?? TestChain.Price(message, blocks), blocks, spends);

    public static TestTransaction Refund(params OutPoint[] coins) => new(null, 0, 0, coins);
}

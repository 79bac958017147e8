using System.Text.Json;
using Flux.Cli.Commands.App;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Cli.Tests.Commands.App;

/// <summary>Worth by hand: 100,000,007 satoshi over 22,000 blocks lose 4,545 a block; architecture, "Escrow coins, exactly".</summary>
public sealed class EscrowCoinTests
{
    private static readonly OutPoint At = new(TxId.Parse(new string('a', 64)), 0);

    [Theory]
    [InlineData(50, 100_000_007)]
    [InlineData(150, 99_545_507)]
    [InlineData(22_049, 14_552)]
    [InlineData(22_050, 0)]
    public void A_coin_counts_what_it_is_worth_when_its_spend_expires(int expiry, long satoshis)
    {
        var coin = EscrowCoin.Of(At, Shown(""","escrowstart":50,"escrowblocks":22000"""))!.At(expiry);

        coin.Worth.Satoshis.ShouldBe(satoshis);
        // The signature commits to the whole value.
        coin.Output.Value.Satoshis.ShouldBe(100_000_007);
        coin.OutPoint.ShouldBe(At);
    }

    [Fact]
    public void Ordinary_and_spent_coins_are_none()
    {
        EscrowCoin.Of(At, Shown("")).ShouldBeNull();
        EscrowCoin.Of(At, JsonDocument.Parse("null").RootElement).ShouldBeNull();
    }

    private static JsonElement Shown(string more) =>
        JsonDocument.Parse($$"""{"value":1.00000007,"scriptPubKey":{"hex":"{{TestKey.Of("payer").Script}}"}{{more}}}""").RootElement;
}

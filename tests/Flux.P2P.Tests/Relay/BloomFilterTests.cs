using Flux.P2P.Relay;
using Flux.P2P.Tests.Support;
using Flux.P2P.Tests.Wire;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Tests.Relay;

public sealed class BloomFilterTests
{
    /// <summary>The public vectors of MurmurHash3 as Bitcoin's unit tests list them.</summary>
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, "")]
    [InlineData(0x6a396f08u, 0xFBA4C795u, "")]
    [InlineData(0x81f16f39u, 0xffffffffu, "")]
    [InlineData(0x514e28b7u, 0x00000000u, "00")]
    [InlineData(0xea3f0b17u, 0xFBA4C795u, "00")]
    [InlineData(0xfd6cf10du, 0x00000000u, "ff")]
    [InlineData(0x16c6b7abu, 0x00000000u, "0011")]
    [InlineData(0x8eb51c3du, 0x00000000u, "001122")]
    [InlineData(0xb4471bf8u, 0x00000000u, "00112233")]
    [InlineData(0xe2301fa8u, 0x00000000u, "0011223344")]
    [InlineData(0xfc2e4a15u, 0x00000000u, "001122334455")]
    [InlineData(0xb074502cu, 0x00000000u, "00112233445566")]
    [InlineData(0x8034d2a0u, 0x00000000u, "0011223344556677")]
    [InlineData(0xb4698defu, 0x00000000u, "001122334455667788")]
    public void Hashes_the_public_vectors(uint expected, uint seed, string data) =>
        MurmurHash3.Compute(seed, Convert.FromHexString(data)).ShouldBe(expected);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Follows_outputs_as_the_flag_says(byte update, bool follows)
    {
        var hash = new byte[20];
        hash[3] = 7;
        var filter = Filter(update);
        filter.Add(hash);
        var paid = Paying([0x76, 0xa9, 20, .. hash, 0x88, 0xac]);
        filter.Matches(paid).ShouldBeTrue();
        filter.Matches(TestBlocks.Spend(paid.Id)).ShouldBe(follows);
    }

    [Fact]
    public void Follows_bare_keys_with_either_flag()
    {
        var key = new byte[33];
        key[0] = 2;
        var filter = Filter(update: 2);
        filter.Add(key);
        var paid = Paying([33, .. key, 0xac]);
        filter.Matches(paid).ShouldBeTrue();
        filter.Matches(TestBlocks.Spend(paid.Id)).ShouldBeTrue();
    }

    [Fact]
    public void An_empty_filter_matches_nothing_and_one_of_no_bytes_everything()
    {
        var transaction = TestBlocks.Spend(MemoryPool.Mined);
        BloomFilter.Of(new FilterLoadMessage(new byte[64], 5, 7, 1)).Matches(transaction).ShouldBeFalse();
        BloomFilter.Of(new FilterLoadMessage(default, 5, 7, 1)).Matches(transaction).ShouldBeTrue();
        BloomFilter.Of(new FilterLoadMessage(new byte[] { 0xff, 0xff }, 5, 7, 1)).Matches(transaction).ShouldBeTrue();
    }

    [Theory]
    [InlineData("client-bloom-flags-0")]
    [InlineData("client-bloom-flags-1")]
    [InlineData("client-bloom-flags-2")]
    public void Every_transaction_that_fluxd_sent_for_a_recorded_filter_matches_it(string session)
    {
        Assert.SkipUnless(RecordedSession.Names.Contains(session), "shared/golden/recorded is not beside this checkout");
        var frames = RecordedSession.Load(session).Frames;
        var load = (FilterLoadMessage)Read(frames.Single(frame => frame.Command == "filterload"));
        var filter = BloomFilter.Of(load);
        var sent = frames.Where(frame => frame.Command == "tx").Select(frame => ((TxMessage)Read(frame)).Transaction).ToList();
        sent.Count.ShouldBe(3);
        foreach (var transaction in sent) filter.Matches(transaction).ShouldBeTrue(transaction.ToString());
    }

    private static IMessage Read(RecordedFrame frame) => MessageCatalog.Read(frame.Command, frame.Payload, out _)!;

    private static BloomFilter Filter(byte update) => BloomFilter.Of(new FilterLoadMessage(new byte[200], 5, 7, update));

    private static Transaction Paying(byte[] script) => new()
    {
        Version = 1,
        Inputs = [new TxInput(new OutPoint(MemoryPool.Mined, 0), default, 0)],
        Outputs = [new TxOutput(new Amount(1), new Flux.Primitives.Scripts.Script(script))],
    };
}

using Flux.Consensus.Networks;
using Flux.Daemon.Node;

namespace Flux.Daemon.Tests.Node;

public sealed class ShieldedNoticeTests
{
    [Fact]
    public void Where_proofs_count_the_operator_is_told_what_happens_and_from_which_block()
    {
        var main = Network("main");

        ShieldedNotice.Of(main).ShouldBe("Proofs of shielded transactions are not verified. unshield=follow: a forged proof in a block from 2029001 on would be accepted, up to what the pools hold.");
        ShieldedNotice.Of(main with { Unshielding = UnshieldRule.Refuse })
            .ShouldBe("Proofs of shielded transactions are not verified. unshield=refuse: blocks from 2029001 on that take value out of shielded pools are refused, which parts this node from the majority.");
        ShieldedNotice.Of(Network("test")).ShouldContain("from 321 on");
    }

    [Theory]
    [InlineData("classic")]
    [InlineData("regtest")]
    public void Elsewhere_there_is_nothing_to_tell(string network) => ShieldedNotice.Of(Network(network)).ShouldBeEmpty();

    private static Network Network(string name) => NetworkCatalog.TryGet(name, null, out var network) ? network : throw new ArgumentException(name);
}

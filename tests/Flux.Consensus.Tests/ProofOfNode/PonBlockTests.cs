using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Tests.Replay;
using Flux.Consensus.Work;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.ProofOfNode;

public sealed class PonBlockTests
{
    private const int Before = EraScenario.PonFrom - 1;

    [Fact]
    public void Every_era_begins_and_proof_of_node_goes_on()
    {
        var scenario = new EraScenario().MineTo(EraScenario.PonFrom + 70);

        scenario.Chain.Ancestry.At(EraScenario.PonFrom).Version.ShouldBe(100);
        scenario.Chain.State.Totals.AreConserved.ShouldBeTrue();
    }

    [Fact]
    public void Rejects_a_block_of_the_wrong_era()
    {
        var early = new EraScenario().MineTo(5);
        early.Judge((early.Draft() with { Header = early.Draft().Header with { Version = 100 } }).Seal()).ShouldBe(RejectTable.PrematurePonBlock);

        var late = new EraScenario().MineTo(Before);
        late.Judge((late.Draft() with { Header = late.Draft().Header with { Version = 4 } }).Seal()).ShouldBe(RejectTable.NotPonBlock);
    }

    [Fact]
    public void Rejects_a_producer_signature_that_is_too_long()
    {
        var scenario = new EraScenario().MineTo(Before);
        Block Signed(int bytes) => (scenario.Draft() with { Header = scenario.Draft().Header with { ProducerSignature = new byte[bytes] } }).Seal();

        scenario.Judge(Signed(73)).ShouldBeNull(); // the test collateral needs none
        scenario.Judge(Signed(74)).ShouldBe(RejectTable.PonSignatureSize);
    }

    [Fact]
    public void Rejects_another_target_than_the_required_one()
    {
        var scenario = new EraScenario().MineTo(Before);

        scenario.Judge((scenario.Draft() with { Header = scenario.Draft().Header with { Bits = 0x207ffffe } }).Seal()).ShouldBe(RejectTable.BadPonTarget);
    }

    [Fact]
    public void Rejects_a_time_not_after_the_parents()
    {
        var scenario = new EraScenario().MineTo(Before);
        var parent = scenario.Chain.Ancestry.At(Before).Time;

        scenario.Judge((scenario.Draft() with { Header = scenario.Draft().Header with { Time = parent } }).Seal()).ShouldBe(RejectTable.TimeTooOld);
        scenario.Judge((scenario.Draft() with { Header = scenario.Draft().Header with { Time = parent + 1 } }).Seal()).ShouldBeNull();
    }

    [Fact]
    public void Any_known_node_may_produce_and_nobody_else()
    {
        var scenario = new EraScenario().MineTo(Before);
        var node = TestKey.Of("node");
        var collateral = scenario.Chain.Coins.All.First(coin => coin.Value.Output.ScriptPubKey == scenario.Owner.Script).Key;
        scenario.Judge(EraScenario.Produced(scenario.Draft(), collateral, node)).ShouldBe(RejectTable.BadPonBlock);
        scenario.Chain.Connect(scenario.Draft(TestTransactions.Start(collateral, scenario.Owner, node, 1)).Seal());
        scenario.Chain.State.Nodes.Find(collateral)!.State.ShouldBe(NodeState.Started);

        scenario.Judge(EraScenario.Produced(scenario.Draft(), collateral, TestKey.Of("thief"))).ShouldBe(RejectTable.BadPonBlock);
        scenario.Judge(EraScenario.Produced(scenario.Draft(), collateral, node)).ShouldBeNull();
        RejectTable.BadPonBlock.MarksInvalid.ShouldBeFalse();
    }

    [Fact]
    public void An_emergency_block_needs_different_keys_of_the_list()
    {
        var keys = Enumerable.Range(0, 4).Select(i => TestKey.Of($"emergency {i}")).ToArray();
        var network = EraScenario.Network with
        {
            Pon = EraScenario.Network.Pon! with { EmergencyKeys = [.. keys.Select(key => (ReadOnlyMemory<byte>)key.PublicKey)], EmergencySignatures = 2, VerifiesEmergency = true },
        };
        var scenario = new EraScenario { Chain = new ReplayChain(network) }.MineTo(Before);
        var unsigned = (scenario.Draft() with { Header = scenario.Draft().Header with { ProducerCollateral = network.Pon.EmergencyCollateral } }).Seal();
        Reject? With(params byte[][] signatures) => scenario.Judge(unsigned with
        {
            Header = unsigned.Header with { ProducerSignature = new byte[] { (byte)signatures.Length }.Concat(signatures.SelectMany(s => new byte[] { (byte)s.Length }.Concat(s))).ToArray() },
        });
        byte[] By(int key) => Secp256k1.SignDer(unsigned.Hash.Value.Bytes, keys[key].PrivateKey);

        With(By(0), By(3)).ShouldBeNull();
        With(By(2), By(1), new byte[5]).ShouldBeNull(); // enough before the bad one
        With(By(0)).ShouldBe(RejectTable.BadPonHeader);
        With(By(0), By(0)).ShouldBe(RejectTable.BadPonHeader);
        With(By(0), Secp256k1.SignDer(unsigned.Hash.Value.Bytes, TestKey.Of("thief").PrivateKey)).ShouldBe(RejectTable.BadPonHeader);
        With(By(0), By(1), new byte[74]).ShouldBe(RejectTable.BadPonHeader);
        With().ShouldBe(RejectTable.BadPonHeader);

        // Bytes after the vector do not matter; entries that are cut off read as empty signatures; more than four are none (chain reference §9.5).
        Reject? Raw(params byte[] field) => scenario.Judge(unsigned with { Header = unsigned.Header with { ProducerSignature = field } });
        byte[] Entry(int key) => [(byte)By(key).Length, .. By(key)];
        Raw([2, .. Entry(0), .. Entry(1), 1, 2, 3]).ShouldBeNull();
        Raw([4, .. Entry(0), .. Entry(1)]).ShouldBeNull();
        Raw([2, .. Entry(0), .. Entry(1)[..20]]).ShouldBe(RejectTable.BadPonHeader);
        Raw([5, .. Entry(0), .. Entry(1)]).ShouldBe(RejectTable.BadPonHeader);
        Raw([2, .. Entry(0), .. Entry(1), .. new byte[513 - 1 - Entry(0).Length - Entry(1).Length]]).ShouldBe(RejectTable.PonSignatureSize);
    }

    [Fact]
    public void Regtest_takes_any_emergency_signatures_in_the_right_number()
    {
        var scenario = new EraScenario().MineTo(Before);
        var unsigned = (scenario.Draft() with { Header = scenario.Draft().Header with { ProducerCollateral = EraScenario.Network.Pon!.EmergencyCollateral } }).Seal();
        Reject? Raw(params byte[] field) => scenario.Judge(unsigned with { Header = unsigned.Header with { ProducerSignature = field } });

        Raw(1, 0).ShouldBeNull();
        Raw(4, 0, 0, 0, 0).ShouldBeNull();
        Raw(0).ShouldBe(RejectTable.BadPonHeader);
        Raw(5, 0, 0, 0, 0, 0).ShouldBe(RejectTable.BadPonHeader);
        Raw().ShouldBe(RejectTable.BadPonHeader);
    }

    [Fact]
    public void The_height_push_is_wanted_from_block_21_and_the_value_judged_from_block_3()
    {
        // Block 1 of the scenario takes what it likes as well: main's premine is of that kind (chain reference §13.17).
        Block Pushless(EraScenario scenario) => (scenario.Draft() with { CoinbaseScript = new Script([1, 2, 3]) }).Seal();
        var scenario = new EraScenario().MineTo(19);
        scenario.Judge(Pushless(scenario)).ShouldBeNull();
        scenario.MineTo(20);
        scenario.Judge(Pushless(scenario)).ShouldBe(RejectTable.CoinbaseHeight);

        foreach (var (height, expected) in ((int, Reject?)[])[(1, null), (2, null), (3, RejectTable.CoinbaseAmount)])
        {
            var early = new EraScenario().MineTo(height - 1);
            var draft = early.Draft();
            var greedy = draft.CoinbaseOutputs[0] with { Value = draft.CoinbaseOutputs[0].Value + Amount.FromFlux(1_000_000) };
            early.Judge((draft with { CoinbaseOutputs = draft.CoinbaseOutputs.SetItem(0, greedy) }).Seal()).ShouldBe(expected, $"height {height}");
        }
    }

    [Fact]
    public void Compares_the_eligibility_hash_with_the_target()
    {
        var network = EraScenario.Network with { Pon = EraScenario.Network.Pon! with { ComparesHash = true, BypassCollateral = null } };
        var scenario = new EraScenario { Chain = new ReplayChain(EraScenario.Network) }.MineTo(Before);
        var draft = scenario.Draft();
        var seen = new HashSet<Reject?>();
        for (uint i = 0; i < 40; i++)
        {
            var header = draft.Header with { ProducerCollateral = new OutPoint(TxId.Parse(new string('2', 64)), i) };
            var hash = Consensus.ProofOfNode.PonRules.EligibilityHash(network, header);
            var expected = UInt256.FromHash(hash) <= CompactTarget.Decode(header.Bits) ? null : RejectTable.PonHighHash;
            Consensus.Blocks.BlockRules.CheckHeader(network, header).Reject.ShouldBe(expected);
            seen.Add(expected);
        }
        seen.Count.ShouldBe(2);
    }

    [Fact]
    public void The_eligibility_hash_is_that_of_the_page()
    {
        var collateral = new OutPoint(TxId.Parse(new string('1', 64)), 0);
        var previous = new BlockHash(new Hash256([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));

        Consensus.ProofOfNode.PonRules.EligibilityHash(collateral, previous, 8_157_398).ToString()
            .ShouldBe("0beaeebb937fd41b032199bd31b8e4b35a27703a9aa248ce73a4e25c7eddd99f");
        Consensus.ProofOfNode.PonRules.SlotOf(NetworkCatalog.Main, 1_516_980_000 + 3_000).ShouldBe(100u);
    }

    [Fact]
    public void Rejects_a_coinbase_without_the_developers_minimum()
    {
        var scenario = new EraScenario().MineTo(Before);
        var draft = scenario.Draft();
        var output = draft.CoinbaseOutputs[0];
        Reject? With(TxOutput developer) => scenario.Judge((draft with { CoinbaseOutputs = [developer] }).Seal());

        // No tier has a payee, so the whole block is the developers': rule 6 asks for all, rule 4 only for the rest of the three shares.
        With(output with { Value = Amount.Zero }).ShouldBe(RejectTable.MissingDeveloperFunding);
        With(output with { ScriptPubKey = scenario.Miner.Script }).ShouldBe(RejectTable.MissingDeveloperFunding);
        With(output with { Value = output.Value - new Amount(1) }).ShouldBe(RejectTable.FluxNodesNotPaid);
    }

    [Fact]
    public void Rejects_a_coinbase_without_one_of_the_one_off_outputs()
    {
        var scenario = new EraScenario().MineTo(EraScenario.FundingAt - 1);
        var draft = scenario.Draft();
        Reject?[] missing = [RejectTable.MissingExchangeFunding, RejectTable.MissingFoundationFunding, RejectTable.MissingSwapPoolFunding];

        for (var i = 0; i < missing.Length; i++)
        {
            var output = draft.CoinbaseOutputs[1 + i];
            scenario.Judge((draft with { CoinbaseOutputs = draft.CoinbaseOutputs.RemoveAt(1 + i) }).Seal()).ShouldBe(missing[i]);
            scenario.Judge((draft with { CoinbaseOutputs = draft.CoinbaseOutputs.SetItem(1 + i, output with { Value = output.Value - new Amount(1) }) }).Seal()).ShouldBe(missing[i]);
        }
    }

    [Fact]
    public void Rejects_another_sapling_root_from_acadia_on()
    {
        var scenario = new EraScenario().MineTo(2);
        Block Rooted() => (scenario.Draft() with { Header = scenario.Draft().Header with { StateRoot = Hash256.Parse(new string('5', 64)) } }).Seal();

        scenario.Judge(Rooted()).ShouldBeNull();
        scenario.MineTo(3);
        scenario.Judge(Rooted()).ShouldBe(RejectTable.BadSaplingRoot);
    }
}

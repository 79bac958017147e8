using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;
using Flux.Wallets.Tests.Accounts;
using Flux.Wallets.Tests.Spending;

namespace Flux.Wallets.Tests.ClearSigning;

public class SigningWordsTests
{
    private static readonly string Hash = new('a', 64);

    private static SigningFacts Facts(Purse purse, Network? network = null) => new() { Network = network ?? Purse.Network, IsOwn = address => purse.Ring.Find(address) is not null };

    private static SigningContainer Container(Purse purse, params TxOutput[] outputs) => Container(purse, isEscrow: false, 100_000_000, outputs);

    private static SigningContainer Container(Purse purse, bool isEscrow, long worth, params TxOutput[] outputs)
    {
        var coin = new SpendableCoin(new OutPoint(TxId.Parse(new string('1', 64)), 0), new TxOutput(new Amount(100_000_000), purse.Mine.Address.ToScript()));
        var draft = new TransactionDraft { Inputs = [coin], Outputs = [.. outputs], ExpiryHeight = 1_500_030 };
        return new SigningContainer
        {
            Network = "classic",
            BranchId = Words.BranchId,
            Transaction = draft.ToUnsigned(),
            Inputs = [new ContainerInput { Coin = coin.Output, Worth = new Amount(worth), IsEscrow = isEscrow }],
        };
    }

    private static TxOutput To(Address address, long satoshis) => new(new Amount(satoshis), address.ToScript());

    private static TxOutput Text(string memo) => new(Amount.Zero, Memo.ToScript(memo));

    private static TxOutput Escrow(long satoshis) => new(new Amount(satoshis), Purse.Network.Escrow!.Script);

    [Fact]
    public void A_plain_payment_names_recipient_change_and_fee()
    {
        using var purse = new Purse();
        var facts = Facts(purse) with { NameOf = text => text == "t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX" ? "Bob" : null };
        var summary = SigningWords.Describe(Container(purse, To(Purse.Other, 10_000_000), To(purse.Change, 89_999_000), Text("hello flux")), facts);
        summary.ToString().Split('\n').ShouldBe(
        [
            "Sends 0.10000000 FLUX to t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX (Bob)",
            "Publishes the text \"hello flux\"",
            "0.89999000 FLUX come back to t1dBjRNyfu1Wqsot7kqu8wbHhr8x1o1h6Nf",
            "Fee 0.00001000 FLUX; counts until block 1500030",
        ]);
        summary.Leaves.Satoshis.ShouldBe(10_001_000);
        summary.HasWarnings.ShouldBeFalse();
    }

    [Fact]
    public void An_app_payment_names_the_app_only_when_its_message_has_that_hash()
    {
        using var purse = new Purse();
        var message = AppMessageOf("myapp");
        var container = Container(purse, Escrow(50_000_000), Text(message.Hash + ".500"));
        SigningWords.Describe(container, Facts(purse)).Statements[0].ShouldBe(new SigningStatement(StatementKind.AppPayment, $"Pays 0.50000000 FLUX for the app message {message.Hash} for 500 blocks", new Amount(50_000_000)));
        SigningWords.Describe(container, Facts(purse) with { FindApp = _ => message }).ToString().ShouldContain("for the app 'myapp'");
        var lied = SigningWords.Describe(container, Facts(purse) with { FindApp = _ => AppMessageOf("other") });
        lied.ToString().ShouldNotContain("for the app '");
        lied.HasWarnings.ShouldBeTrue();
    }

    [Fact]
    public void The_months_blocks_stand_where_the_memo_names_none()
    {
        using var purse = new Purse();
        SigningWords.Describe(Container(purse, Escrow(50_000_000), Text(Hash)), Facts(purse)).ToString().ShouldContain("for 22000 blocks");
    }

    [Fact]
    public void On_main_an_app_is_paid_at_the_published_addresses()
    {
        using var purse = new Purse();
        SigningWords.Describe(Container(purse, To(Purse.Other, 50_000_000), Text(Hash)), Facts(purse, NetworkCatalog.Main)).Statements[0].Kind.ShouldBe(StatementKind.AppPayment);
        var without = SigningWords.Describe(Container(purse, To(Purse.Other, 50_000_000)), Facts(purse, NetworkCatalog.Main));
        without.ToString().ShouldContain("the money is lost");
    }

    [Fact]
    public void A_refund_and_a_renewal_are_told_apart()
    {
        using var purse = new Purse();
        var refund = SigningWords.Describe(Container(purse, isEscrow: true, 70_000_000, To(purse.Change, 69_999_000)), Facts(purse));
        refund.Statements[0].Text.ShouldBe("Ends an app's payment: 0.70000000 FLUX of 1.00000000 are left and come back");
        refund.Fee.Satoshis.ShouldBe(1000);
        var renewal = SigningWords.Describe(Container(purse, isEscrow: true, 70_000_000, Escrow(60_000_000), To(purse.Change, 9_999_000), Text(Hash)), Facts(purse));
        renewal.Statements[0].Kind.ShouldBe(StatementKind.AppRenewal);
        renewal.ToString().ShouldContain("Renews the payment of 0.60000000 FLUX");
    }

    [Fact]
    public void An_ended_payment_names_its_app_only_by_the_payment_that_the_signature_spends()
    {
        using var purse = new Purse();
        var message = AppMessageOf("myapp");
        var payment = Container(purse, Escrow(100_000_000), Text(message.Hash + ".500")).Transaction;
        var draft = new TransactionDraft { Inputs = [new SpendableCoin(new OutPoint(payment.Id, 0), new TxOutput(new Amount(100_000_000), purse.Mine.Address.ToScript()))], Outputs = [To(purse.Change, 69_999_000)] };
        var container = Container(purse, isEscrow: true, 70_000_000, To(purse.Change, 69_999_000)) with { Transaction = draft.ToUnsigned() };
        var facts = Facts(purse) with { FindApp = hash => hash == message.Hash.ToString() ? message : null };

        SigningWords.Describe(container, facts with { FindPayment = _ => payment }).Statements[0].Text
            .ShouldBe($"Ends the payment for the app 'myapp' (message {message.Hash}): 0.70000000 FLUX of 1.00000000 are left and come back");
        // Another transaction's memo says nothing about this coin.
        var other = Container(purse, Escrow(1), Text(message.Hash + ".500")).Transaction;
        SigningWords.Describe(container, facts with { FindPayment = _ => other }).Statements[0].Text.ShouldStartWith("Ends an app's payment");
    }

    [Fact]
    public void A_name_that_could_play_tricks_with_a_terminal_is_not_shown()
    {
        using var purse = new Purse();
        var message = AppMessageOf("my\\u001b[2Kapp");
        var summary = SigningWords.Describe(Container(purse, Escrow(50_000_000), Text(message.Hash + ".500")), Facts(purse) with { FindApp = _ => message });
        summary.ToString().ShouldContain($"for the app message {message.Hash}");
        summary.ToString().ShouldNotContain("\u001b");
    }

    /// <summary>The memos of the wallet reference §2.6 and §3.4.</summary>
    [Theory]
    [InlineData("FXD1VZafShLvWDQIEsCeS4aKiZAE", StatementKind.Governance, "Votes YES on proposal 65a7d284bbd60d0204b02792e1a2a264…")]
    [InlineData("FXD1PAXJHdLUoyrvnbvPHz9Z4HNKHwH457kYXhmJEYtK8cggLAAEAAAAAAAAAMg", StatementKind.Governance, "Proposes (parameter): document 724774b528cabbe76ef3c7cfd6781cd287c07e39ee461786624462d2bc72080b, parameter 1 = 50")]
    [InlineData("FXD1DAEGg7sh4UbMmNQmtz0mxf_PEvK8NAC3GwA", StatementKind.Governance, "Lets t1PrcicCvBty8nsu2Yvp3rSoaEVNBiyPVoc vote for this address until block 3000000")]
    [InlineData("FXD1VAAAA", StatementKind.Governance, "can't be read")]
    [InlineData("FXB1:31337:9858effd232b4033e47d90003d41ec34ecaeda94", StatementKind.Bridge, "Locks coins in the bridge for 0x9858effd232b4033e47d90003d41ec34ecaeda94 on chain 31337")]
    [InlineData("FXB1:31337:9858", StatementKind.Bridge, "can't be read")]
    [InlineData("FXB1SAsqKQOipIB3byFyAAqp-rXBFPLM7bsc14BtswGxYvOMQAAAABw", StatementKind.Bridge, "Registers key 02ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310 for a seat of the bridge from epoch 7")]
    [InlineData("FXR1:31337:1-4", StatementKind.Bridge, "Releases coins of the bridge")]
    public void Memos_of_governance_and_bridge_are_read(string memo, StatementKind kind, string expected)
    {
        using var purse = new Purse();
        var statement = SigningWords.Describe(Container(purse, To(purse.Change, 99_999_600), Text(memo)), Facts(purse)).Statements[0];
        statement.Kind.ShouldBe(kind);
        statement.Text.ShouldContain(expected);
    }

    [Fact]
    public void Rare_things_are_warned_about()
    {
        using var purse = new Purse();
        string Of(SigningContainer container) => SigningWords.Describe(container, Facts(purse)).ToString();
        Of(Container(purse, To(Purse.Other, 10_000_000))).ShouldContain("WARNING: The fee of 0.90000000 FLUX is large.");
        Of(Container(purse, new TxOutput(new Amount(5), Memo.ToScript("x")), To(purse.Change, 99_990_000))).ShouldContain("are destroyed");
        Of(Container(purse, new TxOutput(new Amount(99_990_000), new ScriptBuilder().Op(Opcode.Op1).ToScript()))).ShouldContain("no address");
        Of(Container(purse, To(purse.Change, 99_990_000), Text("a"), Text("b"))).ShouldContain("more than one memo");
        Of(Container(purse, To(Purse.Other, 99_990_000), Text(Hash))).ShouldContain("no app address is paid");
        Of(Container(purse, Escrow(99_990_000), Text("hello"))).ShouldContain("the payment is invalid");
        Of(Container(purse, To(purse.Change, 100_000_001))).ShouldContain("pays out more than it takes in");
    }

    [Fact]
    public void Spending_a_collateral_is_warned_about()
    {
        using var purse = new Purse();
        var coin = purse.Add(Amount.FromFlux(1000).Satoshis);
        var draft = new TransactionDraft { Inputs = [coin.ToSpendable()], Outputs = [To(purse.Change, coin.Worth.Satoshis - 1000)] };
        SigningWords.Describe(ContainerBuilder.Of(draft, [coin], purse.Ring, "classic", Words.BranchId), Facts(purse)).ToString().ShouldContain("collateral of a FluxNode");
    }

    [Fact]
    public void A_start_names_collateral_node_key_and_delegates()
    {
        using var purse = new Purse();
        var node = WalletKey.Generate();
        var collateral = new OutPoint(TxId.Parse(new string('b', 64)), 3);
        var start = NodeSigning.DraftStart(collateral, purse.Mine.Keys[0].PublicKey, null, node.PublicKey, 1_700_000_000, NodeSigning.ReplaceDelegates([node.PublicKey]));
        var summary = SigningWords.Describe(ContainerBuilder.Of(start, purse.Mine, purse.Ring, "classic", Words.BranchId), Facts(purse));
        summary.ToString().ShouldContain($"Starts the FluxNode with collateral {collateral}, run by node key {node}");
        summary.ToString().ShouldContain("these 1 keys may start it too");
        summary.ToString().ShouldContain("2023-11-14 22:13:20 UTC");
        summary.HasWarnings.ShouldBeTrue();
    }

    private static AppMessage AppMessageOf(string name)
    {
        var json = $$"""{"version":3,"name":"{{name}}","description":"d","owner":"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA","port":31000,"repotag":"a/b:c","domains":"","enviromentParameters":[],"commands":[],"containerPort":80,"containerData":"/d","cpu":0.5,"ram":500,"hdd":5,"tiered":false,"ports":[31000],"containerPorts":[80],"instances":3}""";
        var spec = JsReader.TryRead(json, out var value, out _) ? AppSpec.TryRead(value) : throw new InvalidOperationException();
        return AppMessage.Create(AppMessageKind.Register, spec.Spec ?? throw new InvalidOperationException(spec.ToString()), 1_700_000_000_000, "sig");
    }
}

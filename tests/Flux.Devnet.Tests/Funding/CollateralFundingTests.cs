using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Devnet.Funding;
using Flux.Devnet.Machines;
using Flux.Primitives;
using Flux.Wallets.CoinSelection;

namespace Flux.Devnet.Tests.Funding;

public sealed class CollateralFundingTests : IDisposable
{
    private static readonly Network Local = NetworkCatalog.Local(1_700_000_000);
    private readonly TemporaryHome temporary = new();
    private readonly DeveloperWallet wallet;

    public CollateralFundingTests() => wallet = DeveloperWallet.OpenOrCreate(temporary.Home);

    [Fact]
    public void Pays_each_node_its_tier_in_order_and_returns_the_rest()
    {
        var payees = Payees(MachinePlan.Tiers(4));

        var transaction = CollateralFunding.Build(payees, Rewards(326), wallet, Local, 337);

        transaction.Outputs.Take(4).Select(output => output.Value).ShouldBe([Amount.FromFlux(1_000), Amount.FromFlux(1_000), Amount.FromFlux(12_500), Amount.FromFlux(40_000)]);
        transaction.Outputs.Take(4).Select(output => output.ScriptPubKey).ShouldBe(payees.Select(payee => payee.Address.ToScript()));
        transaction.Outputs.Length.ShouldBe(5);
    }

    [Fact]
    public void The_largest_network_still_fits_a_standard_transaction()
    {
        var tiers = MachinePlan.Tiers(DevnetOptions.MostNodes);
        var plan = FundingPlan.For(tiers, Amount.FromFlux(1_000), Local);

        CollateralFunding.Build(Payees(tiers), Rewards(plan.Coinbases), wallet, Local, plan.BlocksToFund + 1).Bytes.Length.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void Says_how_much_is_missing() =>
        Should.Throw<DevnetException>(() => CollateralFunding.Build(Payees([Tier.Stratus]), Rewards(10), wallet, Local, 21)).Message.ShouldContain("38325.");

    [Fact]
    public void A_wallet_opened_again_has_the_same_keys()
    {
        var again = DeveloperWallet.OpenOrCreate(temporary.Home);

        again.Address.ShouldBe(wallet.Address);
        again.AccountKey(3).PublicKey.ShouldBe(wallet.AccountKey(3).PublicKey);
        wallet.Address.ShouldStartWith("t1");
    }

    [Fact]
    public void Says_what_to_do_about_a_damaged_wallet()
    {
        File.WriteAllText(temporary.Home.WalletFile, "{}");

        Should.Throw<DevnetException>(() => DeveloperWallet.OpenOrCreate(temporary.Home)).Remedy.ShouldContain("--reset");
    }

    public void Dispose() => temporary.Dispose();

    private IReadOnlyList<(Tier Tier, Primitives.Addresses.Address Address)> Payees(IReadOnlyList<Tier> tiers) =>
        [.. tiers.Select((tier, index) => (tier, wallet.AccountKey(index + 1).Address))];

    private IReadOnlyList<SpendableCoin> Rewards(int count)
    {
        var script = CollateralFunding.Parse(wallet.Address).ToScript();
        return [.. Enumerable.Range(0, count).Select(index => new SpendableCoin(new OutPoint(new TxId(Hash256.Parse($"{index + 1:x64}")), 0), new TxOutput(new Amount(167_50000000), script)))];
    }
}

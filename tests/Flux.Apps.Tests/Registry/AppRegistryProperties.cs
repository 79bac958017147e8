using CsCheck;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Registry;

/// <summary>Random chains of payments, refunds and reorganisations: every road to the same chain and messages ends at the same table.</summary>
public sealed class AppRegistryProperties
{
    private static readonly Owner Alice = new(1);
    private static readonly Owner Bob = new(2);
    private static readonly SharedOwner Both = new(1, 2);
    private const string Ethereum = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";

    private static readonly AppMessage[] Messages =
    [
        Alice.Register("one", 100), Bob.Register("one", 200), Alice.Update("one", 300), Alice.Update("one", 400, newOwner: Bob.Address),
        Bob.Update("one", 500), Alice.Register("two", 100), Bob.Register("TWO", 150), Alice.Update("two", 600),
        Alice.Update("two", 700, newOwner: Both.Address), Both.Update("two", 800, signers: 1), Both.Update("two", 900), Both.Update("two", 1_000, newOwner: Ethereum),
        EthereumUpdate("two", 1_100),
    ];

    // Apps that are given away, once and twice; a transaction may follow one of them instead of choosing a message.
    private static readonly int[][] Stories = [[0, 2, 3, 4], [5, 7, 8, 9, 10, 11, 12]];
    private const int All = -2;

    // A step mines a block of up to three transactions, takes back some blocks, shows a message (perhaps again), or lets an unpaid one expire.
    private static readonly Gen<Step> Steps = Gen.OneOf(
        Gen.Select(Gen.Int[0, Messages.Length - 1], Gen.Int[1, 6], Gen.Int[0, 9], Gen.Int[0, 5]).Array[0, 3].Select(txs => new Step(txs, 0, -1)),
        Gen.Int[1, 4].Select(back => new Step([], back, -1)),
        Gen.Int[0, Messages.Length - 1].Select(message => new Step([], 0, message)),
        Gen.Const(new Step([], 0, All)),
        Gen.Int[0, Messages.Length - 1].Select(message => new Step([], 0, message, Forgets: true)));

    [Fact]
    public void A_rebuild_from_zero_gives_the_table_of_the_incremental_fold() => Steps.Array[5, 40].Sample(RebuildsAlike, iter: 300);

    [Fact]
    [Trait("Category", "Long")]
    public void A_rebuild_from_zero_gives_the_table_of_the_incremental_fold_in_many_long_histories() =>
        Steps.Array[20, 200].Sample(RebuildsAlike, iter: 5_000);

    private static void RebuildsAlike(Step[] steps)
    {
        var chain = Play(steps);
        var known = Messages.Where(message => chain.Registry.MessageOf(message.Hash) is not null).ToArray();
        Rebuild(chain.Blocks, known, learnFirst: true).ShouldBe(Picture(chain.Registry, chain.Blocks));
        Rebuild(chain.Blocks, [.. known.Reverse()], learnFirst: false).ShouldBe(Picture(chain.Registry, chain.Blocks));
    }

    [Fact]
    public void Connecting_and_taking_back_is_the_identity() => Steps.Array[5, 30].Sample(steps =>
    {
        var chain = Play(steps);
        foreach (var message in Messages) chain.Registry.Learn(message);
        var before = Picture(chain.Registry, chain.Blocks);
        var blocks = chain.Blocks.ToList();
        for (var i = 0; i < blocks.Count; i++) chain.Registry.Disconnect();
        chain.Registry.Table.Apps.ShouldBeEmpty();
        foreach (var block in blocks) chain.Registry.Connect(block);
        Picture(chain.Registry, blocks).ShouldBe(before);
    }, iter: 300);

    [Fact]
    public void An_app_in_force_always_has_a_living_coin_and_one_holder() => Steps.Array[5, 40].Sample(steps =>
    {
        var chain = Play(steps);
        foreach (var (key, app) in chain.Registry.Table.Apps)
        {
            app.Key.ShouldBe(key);
            app.Coins.ShouldNotBeEmpty();
            app.EndHeight.ShouldBeGreaterThan(chain.Registry.Table.Height);
            var spent = chain.Blocks.SelectMany(block => block.Spends).Select(spend => spend.Coin).ToHashSet();
            app.Coins.ShouldAllBe(coin => !spent.Contains(coin.Coin) && coin.Hash == app.Hash);
        }
    }, iter: 300);

    // Otherwise the others would show little: what random histories reach is asked here.
    [Fact]
    public void Random_histories_reach_every_owner_and_every_outcome()
    {
        var (inForce, outcomes) = (new HashSet<int>(), new HashSet<PaymentState>());
        for (var seed = 0; seed < 500; seed++)
        {
            // The same histories in every run: of the kinds that the generator makes, and as often.
            var random = new Random(seed);
            Step[] steps = [.. Enumerable.Range(0, 40).Select(_ => random.Next(5) switch
            {
                0 => new Step([], random.Next(1, 4), -1),
                1 => new Step([], 0, seed % 3 == 0 ? random.Next(Messages.Length) : All),
                _ => new Step([.. Enumerable.Range(0, random.Next(4)).Select(_ => (random.Next(Messages.Length), random.Next(1, 7), random.Next(10), random.Next(6)))], 0, -1),
            })];
            var chain = Play(steps);
            foreach (var payment in chain.Blocks.SelectMany(block => block.Payments))
            {
                var state = chain.Registry.OutcomeOf(payment.Coin).State;
                outcomes.Add(state);
                if (state == PaymentState.Accepted) inForce.Add(Array.FindIndex(Messages, message => message.Hash == payment.Hash));
            }
        }
        var never = Enumerable.Range(0, Messages.Length).Except(inForce).ToList();
        never.ShouldBe([9], "all but the one that one of two signed");
        outcomes.ShouldBe(
            [PaymentState.MessageMissing, PaymentState.Accepted, PaymentState.Underpaid, PaymentState.Refused, PaymentState.MessageOver], ignoreOrder: true);
    }

    private static AppMessage EthereumUpdate(string name, long timestamp)
    {
        var spec = Example.Spec(name, owner: Ethereum);
        return AppMessage.Create(AppMessageKind.Update, spec, timestamp, Tests.Messages.EthereumSignatureTests.Signature(AppMessage.SignedText(AppMessageKind.Update, spec, timestamp)));
    }

    private static TestChain Play(Step[] steps)
    {
        var (chain, told) = (new TestChain(), new int[Stories.Length]);
        foreach (var step in steps)
        {
            if (step.Forgets) chain.Registry.Forget(Messages[step.Learn].Hash);
            else if (step.Learn >= 0) chain.Registry.Learn(Messages[step.Learn]);
            else if (step.Learn == All) foreach (var message in Messages) chain.Registry.Learn(message);
            for (var i = 0; i < step.Back && chain.Blocks.Count > 0; i++) chain.TakeBack();
            if (step.Learn == -1 && step.Back == 0) chain.Mine(Transactions(step, chain, told));
        }
        return chain;
    }

    // Lifetimes are a few blocks, some payments are too low, and each transaction may spend a coin that is still there.
    private static TestTransaction[] Transactions(Step step, TestChain chain, int[] told)
    {
        var spent = chain.Blocks.SelectMany(block => block.Spends).Select(spend => spend.Coin).ToHashSet();
        var free = chain.Blocks.SelectMany(block => block.Payments).Where(payment => payment.EndHeight > chain.Blocks.Count && !spent.Contains(payment.Coin))
            .Select(payment => payment.Coin).ToList();
        return [.. step.Transactions.Select(tx =>
        {
            OutPoint[] spends = tx.Spend < free.Count && spent.Add(free[tx.Spend]) ? [free[tx.Spend]] : [];
            var (story, isTold) = (tx.Kind % Stories.Length, tx.Kind > 5);
            var (message, lasting) = (Messages[isTold ? Stories[story][told[story]++ % Stories[story].Length] : tx.Message], tx.Blocks + (isTold ? 4 : 0));
            return tx.Kind == 0
                ? TestTransaction.Refund(spends)
                : TestTransaction.Pay(message, lasting, TestChain.Price(message, lasting) - (tx.Kind == 1 ? 1 : 0), spends);
        })];
    }

    private static string Rebuild(IReadOnlyList<RegistryBlock> blocks, AppMessage[] known, bool learnFirst)
    {
        var registry = new AppRegistry(RegistryRules.Own);
        if (learnFirst) foreach (var message in known) registry.Learn(message);
        foreach (var block in blocks) registry.Connect(block);
        if (!learnFirst) foreach (var message in known) registry.Learn(message);
        return Picture(registry, blocks);
    }

    private static string Picture(AppRegistry registry, IReadOnlyList<RegistryBlock> blocks) => string.Join('\n',
    [
        registry.Table.Height.ToString(System.Globalization.CultureInfo.InvariantCulture), registry.Table.Hash().ToString(),
        .. blocks.SelectMany(block => block.Payments).Select(payment => registry.OutcomeOf(payment.Coin).ToString()),
    ]);

    private sealed record Step((int Message, int Blocks, int Kind, int Spend)[] Transactions, int Back, int Learn, bool Forgets = false);
}

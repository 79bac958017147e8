using System.Collections.Immutable;
using System.Text;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Os.Registry;
using Flux.Os.Tests.Support;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Os.Tests.Registry;

/// <summary>FluxOS reference §5.1: what counts as a payment or a price message on the existing network.</summary>
public sealed class MainPaymentsTests
{
    private const string Hash = "28c17b4f98042ad4a25f1a2e34c5ff4fdabe41fcb30306d4ad3e3e49d5c9570e";
    private const string First = "t1LUs6quf7TB2zVZmexqPQdnqmrFMGZGjV6", Second = "t3aGJvdtd8NR6GrnqnRuVEzH6MbrXuJFLUX", Present = "t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX";

    [Theory]
    [InlineData(First, 700_000, true)]
    [InlineData(Second, 1_299_999, false)]
    [InlineData(Second, 1_300_000, true)]
    [InlineData(Present, 1_669_999, false)]
    [InlineData(Present, 1_670_000, true)]
    [InlineData("t1bEcyVxQrHxGZ3LdSNFVWpLyqbGTvwkv2b", 2_300_000, false)]
    public void An_address_counts_from_its_height(string address, int height, bool counts)
    {
        if (!Address.TryParse(address, AddressPrefixes.Main, out _)) address = TestKeyAddress;
        Payments(height, To(address, 5), Memo(Hash)).Length.ShouldBe(counts ? 1 : 0);
    }

    [Fact]
    public void What_goes_to_all_app_addresses_is_added_up()
    {
        var payment = Payments(2_300_000, To(TestKeyAddress, 7), To(First, 2), To(Present, 3), Memo(Hash)).ShouldHaveSingleItem();
        payment.Value.Satoshis.ShouldBe(5);
        payment.Coin.Index.ShouldBe(1u);
        payment.Hash.ToString().ShouldBe(Hash);
    }

    [Fact]
    public void The_memo_must_be_the_last_output_and_ends_at_a_zero_byte()
    {
        Payments(2_300_000, Memo(Hash), To(Present, 3)).ShouldBeEmpty();
        Payments(2_300_000, To(Present, 3), Memo(Hash + "\0rest")).Length.ShouldBe(1);
        Payments(2_300_000, To(Present, 3), Memo(Hash + " ")).ShouldBeEmpty();
        Payments(2_300_000, To(Present, 3), Memo(Hash.ToUpperInvariant())).ShouldBeEmpty();
        Payments(2_300_000, To(Present, 3)).ShouldBeEmpty();
    }

    // The multisig of the test takes the place of the network's: its script, its address, its coin and a spend of it.
    [Fact]
    public async Task A_price_message_counts_from_whoever_pays_from_the_multisig_to_it()
    {
        await using var fluxd = await StubFluxd.StartAsync();
        var funding = Spending(Script.Empty, new TxOutput(Amount.FromFlux(1), Multisig));
        fluxd.Mine(funding);
        using var client = fluxd.Client();
        var scanner = new BlockScanner(client, RegistryRules.Main);
        var spend = Spending(new OutPoint(funding.Id, 0), Shows(Redeem), new TxOutput(new Amount(1), Multisig), Memo("p_30_10_4_1"));

        var block = await scanner.ExtractMainAsync(BlockOf(spend), 2_300_000, [Multisig], default);

        block.Prices.ShouldHaveSingleItem().ShouldBe(new MainPriceTable(2_300_000, 30, 10, 4, 1, 2, 6, 3));
        var registry = new AppRegistry(RegistryRules.Main);
        registry.Connect(block);
        registry.Prices.Count.ShouldBe(MainPriceTable.BuiltIn.Count + 1);
        MainPriceTable.At(registry.Prices, 2_300_000).Cpu.ShouldBe(0.03m);
        MainPriceTable.At(registry.Prices, 2_300_001).Cpu.ShouldBe(30);
    }

    [Fact]
    public async Task A_price_message_of_anybody_else_counts_nothing()
    {
        await using var fluxd = await StubFluxd.StartAsync();
        // Its script is public: whoever owns a coin that takes any input may show it.
        var open = Spending(Script.Empty, new TxOutput(Amount.FromFlux(1), new ScriptBuilder().Op(Opcode.Drop).Op(Opcode.Op1).ToScript()));
        var owned = Spending(new OutPoint(TxId.Parse(Hash), 7), Script.Empty, new TxOutput(Amount.FromFlux(1), Multisig));
        fluxd.Mine(open, owned);
        using var client = fluxd.Client();
        var scanner = new BlockScanner(client, RegistryRules.Main);

        (await PricesAsync(Spending(new OutPoint(open.Id, 0), Shows(Redeem), new TxOutput(new Amount(1), Multisig), Memo("p_1_1_1_1")))).ShouldBeEmpty("the coin is not the multisig's");
        (await PricesAsync(Spending(new OutPoint(owned.Id, 0), Shows(Redeem), To(First, 1), Memo("p_1_1_1_1")))).ShouldBeEmpty("nothing is paid to the multisig");
        (await PricesAsync(Spending(new OutPoint(owned.Id, 0), Shows(Redeem), new TxOutput(new Amount(1), Multisig), Memo("x_1_1_1_1")))).ShouldBeEmpty("not a price message");
        (await PricesAsync(Spending(new OutPoint(owned.Id, 0), Script.Empty, new TxOutput(new Amount(1), Multisig), Memo("p_1_1_1_1")))).ShouldBeEmpty("no script is shown");
        (await PricesAsync(Spending(OutPoint.Null, Shows(Redeem), new TxOutput(new Amount(1), Multisig), Memo("p_1_1_1_1")))).ShouldBeEmpty("a coinbase spends nothing");
        (await PricesAsync(Spending(new OutPoint(owned.Id, 0), Shows(Redeem), new TxOutput(new Amount(1), Multisig), Memo("p_1_1_1_1")))).Length.ShouldBe(1);

        async Task<ImmutableArray<MainPriceTable>> PricesAsync(Transaction tx) => (await scanner.ExtractMainAsync(BlockOf(tx), 2_300_000, [Multisig], default)).Prices;
    }

    [Fact]
    public void The_multisigs_of_the_network_set_its_prices() =>
        MainPayments.PriceScripts.ShouldBe([To(Second, 0).ScriptPubKey, To(Present, 0).ScriptPubKey]);

    // As a 2-of-2 is spent: an empty push, signatures, the script.
    private static Script Shows(Script redeem) => new ScriptBuilder().Data([]).Data(new byte[71]).Data(new byte[71]).Data(redeem.Bytes).ToScript();

    private static Script Redeem { get; } = new ScriptBuilder().Op(Opcode.Op1).Data(TestKey.Of("price").PublicKey).Op(Opcode.Op1).Op(Opcode.CheckMultisig).ToScript();

    private static Script Multisig { get; } = ScriptBuilder.PayToScriptHash(Hash160.Of(Redeem.Bytes));

    private static string TestKeyAddress => new Address(AddressKind.PubKeyHash, Hash160.Of([9])).ToText(AddressPrefixes.Main);

    private static ImmutableArray<AppPayment> Payments(int height, params TxOutput[] outputs) =>
        MainPayments.Extract(BlockOf(Spending(Script.Empty, outputs)), height, MainPayments.PriceScripts).Block.Payments;

    private static Transaction Spending(Script scriptSig, params TxOutput[] outputs) =>
        Spending(new OutPoint(TxId.Parse(Hash), 0), scriptSig, outputs);

    private static Transaction Spending(OutPoint coin, Script scriptSig, params TxOutput[] outputs) =>
        TestTransactions.Unsigned([new TxInput(coin, scriptSig, TxInput.FinalSequence)], [.. outputs]);

    private static Block BlockOf(Transaction tx)
    {
        var coinbase = TestTransactions.Unsigned([new TxInput(OutPoint.Null, new Script(new byte[] { 1, 1 }), TxInput.FinalSequence)], [new TxOutput(new Amount(1), TestKey.Of("miner").Script)]);
        var header = new BlockHeader { Version = 4, Previous = default, MerkleRoot = Hash256.Zero, StateRoot = Hash256.Zero, Time = 1, Bits = 1, Solution = new byte[36] };
        return new Block(header, [coinbase, tx]);
    }

    private static TxOutput To(string address, long satoshis) => new(new Amount(satoshis), Address.TryParse(address, AddressPrefixes.Main, out var read) ? read.ToScript() : throw new FormatException(address));

    private static TxOutput Memo(string text) => new(Amount.Zero, ScriptBuilder.NullData(Encoding.Latin1.GetBytes(text)));
}

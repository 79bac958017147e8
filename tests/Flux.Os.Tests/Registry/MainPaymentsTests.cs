using System.Text;
using Flux.Os.Registry;
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

    [Fact]
    public void Prices_are_set_by_whoever_pays_from_one_multisig_to_one()
    {
        // Any redeem script stands for the multisig's here; only one whose hash is the address's may set prices.
        Script wrong = ScriptBuilder.PayToPubKeyHash(Hash160.Of([1]));
        Prices(wrong, "p_1_1_1_1").ShouldBeEmpty();
        MainPayments.Extract(BlockOf(Spending(Script.Empty, To(Present, 1), Memo("p_1_1_1_1"))), 2_300_000).Prices.ShouldBeEmpty();
    }

    private static string TestKeyAddress => new Address(AddressKind.PubKeyHash, Hash160.Of([9])).ToText(AddressPrefixes.Main);

    private static System.Collections.Immutable.ImmutableArray<Flux.Apps.Pricing.MainPriceTable> Prices(Script redeem, string memo) =>
        MainPayments.Extract(BlockOf(Spending(new ScriptBuilder().Data([]).Data(redeem.Bytes).ToScript(), To(Second, 1), Memo(memo))), 2_300_000).Prices;

    private static System.Collections.Immutable.ImmutableArray<Flux.Apps.Registry.AppPayment> Payments(int height, params TxOutput[] outputs) =>
        MainPayments.Extract(BlockOf(Spending(Script.Empty, outputs)), height).Payments;

    private static Transaction Spending(Script scriptSig, params TxOutput[] outputs) =>
        TestTransactions.Unsigned([new TxInput(new OutPoint(TxId.Parse(Hash), 0), scriptSig, TxInput.FinalSequence)], [.. outputs]);

    private static Block BlockOf(Transaction tx)
    {
        var coinbase = TestTransactions.Unsigned([new TxInput(OutPoint.Null, new Script(new byte[] { 1, 1 }), TxInput.FinalSequence)], [new TxOutput(new Amount(1), TestKey.Of("miner").Script)]);
        var header = new BlockHeader { Version = 4, Previous = default, MerkleRoot = Hash256.Zero, StateRoot = Hash256.Zero, Time = 1, Bits = 1, Solution = new byte[36] };
        return new Block(header, [coinbase, tx]);
    }

    private static TxOutput To(string address, long satoshis) => new(new Amount(satoshis), Address.TryParse(address, AddressPrefixes.Main, out var read) ? read.ToScript() : throw new FormatException(address));

    private static TxOutput Memo(string text) => new(Amount.Zero, ScriptBuilder.NullData(Encoding.Latin1.GetBytes(text)));
}

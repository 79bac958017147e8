using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Spending;

/// <summary>A wallet with coins for tests.</summary>
internal sealed class Purse : IDisposable
{
    public const int Height = 1000;
    private readonly List<WalletCoin> _coins = [];
    private int _count;

    public Purse(KeystoreContent? content = null)
    {
        Content = content ?? new KeystoreContent();
        Ring = Words.RingOf(Words.A, KeyRing.SingleRecord(Words.Master(Words.A), Words.Main, Words.CoinType, "main", 0), Words.Ssp);
        Mine = Ring.AddressAt(Ring.Accounts[0], 0, 0);
        Shared = Ring.AddressAt(Ring.Accounts[1], 0, 0);
        Change = Ring.AddressAt(Ring.Accounts[0], 1, 0).Address;
    }

    public static Network Network { get; } = NetworkCatalog.Classic;

    public KeystoreContent Content { get; }

    public KeyRing Ring { get; }

    public OwnAddress Mine { get; }

    public OwnAddress Shared { get; }

    public Address Change { get; }

    public static Address Other { get; } = Parse("t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX");

    public IReadOnlyList<WalletCoin> Coins => _coins;

    public PaymentBuilder Builder => new(Network, _coins);

    public PaymentOrder Order(params (Address To, long Satoshis)[] recipients) => new()
    {
        Recipients = [.. recipients.Select(recipient => (recipient.To, new Amount(recipient.Satoshis)))],
        Change = Change,
        MostFee = new Amount(1_000_000),
        ExpiryHeight = Height + 30,
    };

    public WalletCoin Add(long satoshis, OwnAddress? owner = null, int height = 1, bool coinbase = false, int escrow = 0, Script? script = null)
    {
        var place = new OutPoint(new TxId(new Hash256([.. BitConverter.GetBytes(++_count), .. new byte[28]])), 0);
        var chainCoin = new ChainCoin(place, new TxOutput(new Amount(satoshis), script ?? (owner ?? Mine).Address.ToScript()), (owner ?? Mine).Address, height, coinbase, escrow);
        var coin = new CoinRules(Network, Content, Height).Judge(chainCoin, owner ?? Mine);
        _coins.Add(coin);
        return coin;
    }

    public static Address Parse(string text) => Address.TryParse(text, Words.Main, out var address) ? address : throw new ArgumentException(text);

    public void Dispose() => Ring.Dispose();
}

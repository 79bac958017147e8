using BenchmarkDotNet.Attributes;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;

namespace Flux.Wallets.Benchmarks;

/// <summary>The two figures of the wallet's issue: a payment of 1,000 coins built, explained and signed; a wallet of 10,000 coins opened.</summary>
public class WalletBenchmarks
{
    private const string Words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    private const int Addresses = 500, Coins = 10_000, Inputs = 1000, Height = 100_000;
    private static readonly Network Network = NetworkCatalog.Classic;
    private readonly List<ChainCoin> _coins = [];
    private KeyRing _ring = null!;
    private List<WalletCoin> _thousand = null!;
    private byte[] _file = [];

    [GlobalSetup]
    public void SetUp()
    {
        var content = new KeystoreContent { Words = Words };
        using var master = KeyRing.MasterOf(content);
        content = content with { Accounts = [KeyRing.SingleRecord(master, Network.Addresses, Network.CoinType, "main", 0) with { NextReceive = Addresses }] };
        _file = SealOf(content);
        _ring = KeyRing.Open(content, Network.Addresses, Network.CoinType);
        var own = _ring.Addresses(20).Where(address => address.Change == 0).ToList();
        for (var i = 0; i < Coins; i++)
        {
            var address = own[i % Addresses].Address;
            _coins.Add(new ChainCoin(new OutPoint(new TxId(new Hash256([.. BitConverter.GetBytes(i + 1), .. new byte[28]])), 0), new TxOutput(new Amount(100_000 + i), address.ToScript()), address, 1 + i));
        }
        var rules = new CoinRules(Network, content, Height);
        _thousand = [.. _coins.Take(Inputs).Select(coin => rules.Judge(coin, _ring.Find(coin.Address)!))];
    }

    [Benchmark(Description = "payment of 1,000 coins: built, explained, signed, finished")]
    public Transaction ThousandInputs()
    {
        var plan = new PaymentBuilder(Network, _thousand).Build(new PaymentOrder
        {
            Recipients = [(_ring.Accounts[0].AddressAt(1, 0).Address, Amount.Zero)],
            SendAll = true,
            Change = _ring.Accounts[0].AddressAt(1, 1).Address,
            MostFee = Amount.FromFlux(1),
            ExpiryHeight = Height + 30,
        });
        var container = ContainerBuilder.Of(plan.Draft, plan.Coins, _ring, "classic", 0x76b809bb);
        SigningWords.Describe(container, new SigningFacts { Network = Network, IsOwn = address => _ring.Find(address) is not null });
        return ContainerSigning.Finish(ContainerSigning.Sign(container, _ring).Container);
    }

    [Benchmark(Description = "wallet of 10,000 coins on 500 addresses: file opened (Argon2id 64 MiB), keys derived, coins judged")]
    public Amount TenThousandCoins()
    {
        using var seal = KeystoreSeal.Open(_file, "password");
        using var ring = KeyRing.Open(seal.Content, Network.Addresses, Network.CoinType);
        foreach (var _ in ring.Addresses(seal.Content.Settings.GapLimit))
        {
        }
        var rules = new CoinRules(Network, seal.Content, Height);
        return WalletBalance.Of(_coins.Select(coin => rules.Judge(coin, ring.Find(coin.Address)!))).Total;
    }

    [Benchmark(Description = "of which Argon2id alone")]
    public byte[] Argon2() => KeyDerivation.Default.DeriveKey("password", new byte[16]);

    private static byte[] SealOf(KeystoreContent content)
    {
        using var seal = KeystoreSeal.Create("classic", "password", content);
        return seal.Seal(content);
    }
}

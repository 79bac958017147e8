using System.Collections.Immutable;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using static Flux.Consensus.Networks.Files.FieldKinds;

namespace Flux.Consensus.Networks.Files;

/// <summary>Every field of a network file, in the order in which one is written. This list is the format.</summary>
public static class NetworkFields
{
    private const int MostBlocks = 10_000_000;
    private const int MostText = 75;
    private const string Plain = "1 to 75 printable ASCII characters";

    /// <summary>All of them.</summary>
    public static ImmutableArray<NetworkField> All { get; } =
    [
        .. new[] { Identity(), Genesis(), Work(), Subsidy(), Nodes(), Blocks(), Apps(), Peers(), Mining() }.SelectMany(fields => fields).Select(Marked),
    ];

    /// <summary>Fields of which nothing in a block depends. A price is no rule of the chain; the month is: it says how long a payment lasts.</summary>
    private static NetworkField Marked(NetworkField known) => known with
    {
        MayDiffer = known.Section is "ports" or "peers" or "mining"
            || (known.Section == "apps" && known.Path != "apps.month")
            || known.Path is "label" or "coinType" or "blocks.settledDepth" or "blocks.checkpoints",
    };

    private static IEnumerable<NetworkField> Identity() =>
    [
        Text("name", "what the network is called in commands, folders and RPC", "2 to 24 of a-z, 0-9 and -, beginning with a letter", IsName, own => own.Name, (own, value) => own with { Name = value }),
        Text("label", "what a coin is called", "1 to 12 of A-Z and 0-9", IsLabel, own => own.CurrencyLabel, (own, value) => own with { CurrencyLabel = value }),
        Hex("messageStart", "first four bytes of every message and stored block", 4, own => own.MessageStart, (own, value) => own with { MessageStart = value }),
        Whole("coinType", "BIP44 coin type of wallets", 0, int.MaxValue, own => own.CoinType, (own, value) => own with { CoinType = (int)value }),
        Whole("ports.p2p", "default port of the wire protocol", 1, 65_535, own => own.P2PPort, (own, value) => own with { P2PPort = (int)value }),
        Whole("ports.rpc", "default port of JSON-RPC", 1, 65_535, own => own.RpcPort, (own, value) => own with { RpcPort = (int)value }),
        Prefix("addresses.pubKeyHash", "before the hash of a public key", 2, addresses => addresses.PubKeyHash, (addresses, value) => addresses with { PubKeyHash = value }),
        Prefix("addresses.scriptHash", "before the hash of a script", 2, addresses => addresses.ScriptHash, (addresses, value) => addresses with { ScriptHash = value }),
        Prefix("addresses.privateKey", "before a private key (WIF)", 1, addresses => addresses.PrivateKey, (addresses, value) => addresses with { PrivateKey = value }),
        Prefix("addresses.extendedPublicKey", "before a BIP32 public key", 4, addresses => addresses.ExtendedPublicKey, (addresses, value) => addresses with { ExtendedPublicKey = value }),
        Prefix("addresses.extendedPrivateKey", "before a BIP32 private key", 4, addresses => addresses.ExtendedPrivateKey, (addresses, value) => addresses with { ExtendedPrivateKey = value }),
    ];

    private static IEnumerable<NetworkField> Genesis() =>
    [
        Text("genesis.text", "what the coinbase of the first block says", Plain, IsPlain, own => own.GenesisText, (own, value) => own with { GenesisText = value }),
        Whole("genesis.time", "Unix seconds of the first block", 1_230_768_000, uint.MaxValue, own => own.GenesisTime, (own, value) => own with { GenesisTime = (uint)value }),
        Text("genesis.nonce", "nonce of the first block, display order", "64 hexadecimal digits", text => Hash256.TryParse(text, out _),
            own => own.GenesisNonce.ToString(), (own, value) => own with { GenesisNonce = Hash256.Parse(value) }) with { IsOptional = true },
        Text("genesis.solution", "Equihash solution of the first block; without one the block is a mere starting point", "hexadecimal digits, at most 2688", text => text.Length <= 2_688 && HexBytes(text) is not null,
            own => Convert.ToHexStringLower(own.GenesisSolution.Span), (own, value) => own with { GenesisSolution = HexBytes(value)! }) with { IsOptional = true },
    ];

    private static IEnumerable<NetworkField> Work() =>
    [
        Choice("work.equihash", "proof of work, n,k", [.. EquihashParameters.All.Select(set => (set.ToString(), set))], own => own.Equihash, (own, value) => own with { Equihash = value }),
        Text("work.easiestTarget", "easiest target, and that of the first block", "64 hexadecimal digits, or 0x and the 8 digits of header bits", text => TargetOf(text) is not null,
            own => own.EasiestTarget.ToString(), (own, value) => own with { EasiestTarget = TargetOf(value)!.Value }),
        Whole("work.spacing", "seconds between blocks", 1, 3_600, own => own.Spacing, (own, value) => own with { Spacing = (int)value }),
        Choice("work.difficulty", "how the target follows from past blocks; constant: always the easiest, the miner paces itself",
            [("constant", DifficultyAlgorithm.Constant), ("digishield", DifficultyAlgorithm.Digishield), ("lwma", DifficultyAlgorithm.Lwma), ("lwma3", DifficultyAlgorithm.Lwma3)],
            own => own.Difficulty, (own, value) => own with { Difficulty = value }),
        Whole("work.averagingWindow", "blocks that lwma and lwma3 look at", 10, 1_000, own => own.AveragingWindow, (own, value) => own with { AveragingWindow = (int)value }),
        Whole("work.mostAhead", "seconds that a block's time may be ahead of the clock", 10, 7_200, own => own.MostAhead, (own, value) => own with { MostAhead = (int)value }),
    ];

    private static IEnumerable<NetworkField> Subsidy() =>
    [
        Money("subsidy.first", "new money of block 1", own => own.FirstSubsidy, (own, value) => own with { FirstSubsidy = value }),
        Whole("subsidy.halvingInterval", "blocks until it halves, and halves again", 1, 100_000_000, own => own.HalvingInterval, (own, value) => own with { HalvingInterval = (int)value }),
        Money("subsidy.maximumSupply", "all money there may ever be", own => own.MaximumSupply, (own, value) => own with { MaximumSupply = value }),
        Whole("subsidy.nodePercent", "the nodes' part of new money; the rest is the miner's", 0, 100, own => own.NodePercent, (own, value) => own with { NodePercent = (int)value }),
        Whole("subsidy.cumulusPercent", "Cumulus' part of what the nodes get", 0, 100, own => own.CumulusPercent, (own, value) => own with { CumulusPercent = (int)value }),
        Whole("subsidy.nimbusPercent", "Nimbus' part of what the nodes get", 0, 100, own => own.NimbusPercent, (own, value) => own with { NimbusPercent = (int)value }),
        Whole("subsidy.stratusPercent", "Stratus' part of what the nodes get", 0, 100, own => own.StratusPercent, (own, value) => own with { StratusPercent = (int)value }),
    ];

    private static IEnumerable<NetworkField> Nodes() =>
    [
        Money("nodes.cumulusCollateral", "what a Cumulus node locks", own => own.CumulusCollateral, (own, value) => own with { CumulusCollateral = value }),
        Money("nodes.nimbusCollateral", "what a Nimbus node locks", own => own.NimbusCollateral, (own, value) => own with { NimbusCollateral = value }),
        Money("nodes.stratusCollateral", "what a Stratus node locks", own => own.StratusCollateral, (own, value) => own with { StratusCollateral = value }),
        Distance("nodes.collateralDepth", "blocks that must lie on a collateral", 1, own => own.CollateralDepth, (own, value) => own with { CollateralDepth = value }),
        Distance("nodes.startExpiry", "blocks after a START until an unconfirmed node is on the DoS list", 1, own => own.StartExpiry, (own, value) => own with { StartExpiry = value }),
        Distance("nodes.release", "blocks after a START until it leaves the DoS list", 2, own => own.Release, (own, value) => own with { Release = value }),
        Distance("nodes.confirmInterval", "a confirm may be renewed after more blocks than this", 1, own => own.ConfirmInterval, (own, value) => own with { ConfirmInterval = value }),
        Distance("nodes.confirmExpiry", "a confirm lasts this many blocks", 2, own => own.ConfirmExpiry, (own, value) => own with { ConfirmExpiry = value }),
        Distance("nodes.addressChangeInterval", "a confirm that changes the address may come after this many blocks", 1, own => own.AddressChangeInterval, (own, value) => own with { AddressChangeInterval = value }),
        Choice("nodes.voucher", "whose benchmark signature a confirm needs", [("self", ConfirmVoucher.SelfSigned), ("keys", ConfirmVoucher.NetworkKeys)], own => own.Voucher, (own, value) => own with { Voucher = value }),
        FieldLists.BenchmarkKeys,
    ];

    private static IEnumerable<NetworkField> Blocks() =>
    [
        Distance("blocks.coinbaseMaturity", "blocks until new money may be spent", 1, own => own.CoinbaseMaturity, (own, value) => own with { CoinbaseMaturity = value }),
        Whole("blocks.maxBytes", "largest block", 10_000, 2_000_000, own => own.MaxBlockBytes, (own, value) => own with { MaxBlockBytes = (int)value }),
        Whole("blocks.maxSigOps", "most signature operations in a block", 100, 20_000, own => own.MaxBlockSigOps, (own, value) => own with { MaxBlockSigOps = (int)value }),
        WholeOrNone("blocks.reorgLimit", "a branch may fork off less deep than this; null: most work wins", 2, MostBlocks, own => own.ReorgLimit, (own, value) => own with { ReorgLimit = value }),
        Distance("blocks.settledDepth", "depth at which people and FluxOS call a block settled", 1, own => own.SettledDepth, (own, value) => own with { SettledDepth = value }),
        FieldLists.Checkpoints,
    ];

    private static IEnumerable<NetworkField> Apps() =>
    [
        Distance("apps.month", "blocks of a month: prices are for one", 1, own => own.MonthBlocks, (own, value) => own with { MonthBlocks = value }),
        Price("apps.cpuTenth", "a tenth of a core", prices => prices.CpuTenth, (prices, value) => prices with { CpuTenth = value }),
        Price("apps.ram100Mb", "100 MB of memory", prices => prices.Ram100Mb, (prices, value) => prices with { Ram100Mb = value }),
        Price("apps.hddGb", "1 GB of storage", prices => prices.HddGb, (prices, value) => prices with { HddGb = value }),
        Price("apps.enterprisePort", "each port that costs extra", prices => prices.EnterprisePort, (prices, value) => prices with { EnterprisePort = value }),
        Price("apps.staticIp", "nodes with a static address only", prices => prices.StaticIp, (prices, value) => prices with { StaticIp = value }),
        Price("apps.scope", "chosen nodes, or an encrypted part", prices => prices.Scope, (prices, value) => prices with { Scope = value }),
        Price("apps.minimum", "least price of any payment", prices => prices.Minimum, (prices, value) => prices with { Minimum = value }),
    ];

    private static IEnumerable<NetworkField> Peers() =>
    [
        FieldLists.DnsSeeds,
        Flag("peers.allowLocal", "loopback and private addresses are peers like any other", own => own.AllowsLocalPeers, (own, value) => own with { AllowsLocalPeers = value }),
        Flag("peers.requireStandard", "the pool takes standard transactions only", own => own.RequiresStandard, (own, value) => own with { RequiresStandard = value }),
    ];

    private static IEnumerable<NetworkField> Mining() =>
    [
        Flag("mining.onDemand", "blocks may be made by the RPC method generate", own => own.MinesOnDemand, (own, value) => own with { MinesOnDemand = value }),
        Flag("mining.waitsForPeers", "templates and mining wait for a peer", own => own.MiningWaitsForPeers, (own, value) => own with { MiningWaitsForPeers = value }),
    ];

    private static NetworkField Distance(string path, string summary, int least, Func<OwnParameters, int> get, Func<OwnParameters, int, OwnParameters> set) =>
        Whole(path, summary, least, MostBlocks, own => get(own), (own, value) => set(own, (int)value));

    private static NetworkField Prefix(string path, string summary, int bytes, Func<AddressPrefixes, ImmutableArray<byte>> get, Func<AddressPrefixes, ImmutableArray<byte>, AddressPrefixes> set) =>
        Hex(path, summary, bytes, own => get(own.Addresses), (own, value) => own with { Addresses = set(own.Addresses, value) });

    private static NetworkField Price(string path, string summary, Func<AppPrices, long> get, Func<AppPrices, long, AppPrices> set) =>
        Whole(path, $"{summary}: satoshi for one instance and one month", 0, AppPrices.Most, own => get(own.Prices), (own, value) => own with { Prices = set(own.Prices, value) });

    private static bool IsName(string text) =>
        text.Length is >= 2 and <= 24 && char.IsAsciiLetterLower(text[0]) && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool IsLabel(string text) => text.Length is >= 1 and <= 12 && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    private static bool IsPlain(string text) => text.Length is >= 1 and <= MostText && text.All(letter => letter is >= ' ' and <= '~');

    private static UInt256? TargetOf(string text)
    {
        if (text.Length == 10 && text.StartsWith("0x", StringComparison.Ordinal) && HexBytes(text[2..]) is { } bits)
        {
            return CompactTarget.TryDecode(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bits), out var target) ? target : null;
        }
        return text.Length == 64 && HexBytes(text) is not null ? UInt256.ParseHex(text) : null;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Spectre.Console;

namespace Flux.Cli.Networks;

/// <summary>A network in a few lines.</summary>
internal static class NetworkSummary
{
    private const uint ExampleTime = 1_767_225_600;

    public static void Show(string path, OwnParameters own)
    {
        var network = OwnNetwork.Build(own);
        var total = (long)((FairSubsidy)network.Subsidy).Total;
        Terminal.Line($"{path}: good.");
        var grid = new Grid().AddColumn().AddColumn();
        void Row(string name, string text) => grid.AddRow($"[grey]{name}[/]", Markup.Escape(text));
        Row("Network", $"{own.Name} ({own.CurrencyLabel}), messages begin {Convert.ToHexStringLower(own.MessageStart.AsSpan())}, ports {own.P2PPort} and {own.RpcPort}");
        Row("First block", $"{network.Genesis.Hash} of {DateTimeOffset.FromUnixTimeSeconds(own.GenesisTime):yyyy-MM-dd HH:mm:ss} UTC{(own.GenesisSolution.IsEmpty ? ", without work" : ", mined")}");
        Row("Blocks", string.Create(CultureInfo.InvariantCulture, $"every {own.Spacing} s, Equihash {own.Equihash}, easiest bits {own.EasiestBits:x8}, {own.Difficulty.ToString().ToLowerInvariant()} difficulty"));
        Row("Money", $"{own.FirstSubsidy} a block, halved every {own.HalvingInterval:N0}; {new Amount(total)} in all, at most {own.MaximumSupply}; {own.NodePercent} % to the nodes");
        Row("Fingerprint", Fingerprint(own));
        Terminal.Out.Write(grid);
        if (own.GenesisTime > DateTimeOffset.UtcNow.ToUnixTimeSeconds()) Terminal.Hint("Its first block lies in the future: no block can follow it before then.");
    }

    /// <summary>The networks that come with the product.</summary>
    public static void ShowAll(bool json)
    {
        Network[] networks = [NetworkCatalog.Main, NetworkCatalog.Test, NetworkCatalog.Regtest, NetworkCatalog.Classic, NetworkCatalog.Local(ExampleTime)];
        if (json)
        {
            Terminal.Line(JsonSerializer.Serialize(networks.Select(network => new { network.Name, Genesis = network.Genesis.Hash.ToString(), network.P2PPort, network.RpcPort }), JsonSerializerOptions.Web));
            return;
        }
        var table = new Table { Border = TableBorder.Rounded }.BorderColor(Color.Grey);
        foreach (var heading in (string[])["Network", "Ports", "What it is"]) table.AddColumn($"[bold]{heading}[/]");
        string[] purposes = ["the existing main network", "the existing test network", "regression tests of the existing daemon", "our own public rules: fair proof of work", "flux up: one machine, quick blocks; each has a first block of its own"];
        foreach (var (network, purpose) in networks.Zip(purposes)) table.AddRow(network.Name, $"{network.P2PPort} {network.RpcPort}", purpose);
        Terminal.Out.Write(table);
        Terminal.Hint("All numbers of one: flux network show NAME    One of your own: flux network new NAME");
    }

    /// <summary>Equal for two files exactly when all their rules are; what may differ from node to node does not count.</summary>
    private static string Fingerprint(OwnParameters own)
    {
        var rules = NetworkFields.All.Where(known => !known.MayDiffer).Select(known => $"{known.Path}={known.TextOf(own)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rules))))[..16];
    }
}

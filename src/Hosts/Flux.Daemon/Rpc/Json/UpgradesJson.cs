using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Json;

/// <summary>The parts of getblockchaininfo about rules: Bitcoin's old soft forks, upgrades with their branch ids, and which of them hold.</summary>
internal static class UpgradesJson
{
    private const int Enforce = 750;
    private const int Refuse = 950;
    private const int Window = 1000;
    private const int MainWindow = 4000;
    private const int TestEnforce = 51;
    private const int TestRefuse = 75;
    private const int TestWindow = 400;

    /// <summary>Upgrades from this one on are listed.</summary>
    private const string FirstListed = "Acadia";

    // Words of the reference daemon: tools show them.
    private static readonly Dictionary<string, string> Info = new()
    {
        ["Acadia"] = "The Zelcash Acadia Update",
        ["Kamiooka"] = "Zel Kamiooka Upgrade, PoW change to ZelHash and update for ZelNodes",
        ["Kamata"] = "Zel Kamata Upgrade, Deterministic ZelNodes and ZelFlux",
        ["Flux"] = "Flux Upgrade, Multiple chains",
        ["Halving"] = "Flux Halving",
        ["P2SHNodes"] = "Multisig Node Upgrade",
        ["PON"] = "Proof of Node activation",
    };

    /// <summary>bip34, bip66 and bip65: every block since genesis has version 4 or more, so all blocks of the window count.</summary>
    public static void WriteSoftForks(Utf8JsonWriter json, FluxdNode node)
    {
        var (enforce, refuse, window) = node.Network switch
        {
            { MinesOnDemand: true } => (Enforce, Refuse, Window),
            { IsTestNet: true } => (TestEnforce, TestRefuse, TestWindow),
            _ => (Enforce, Refuse, MainWindow),
        };
        var found = Math.Min(window, node.Chain.Snapshot.Height + 1);
        json.WriteStartArray("softforks");
        foreach (var (id, version) in new[] { ("bip34", 2), ("bip66", 3), ("bip65", 4) })
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteNumber("version", version);
            WriteMajority(json, "enforce", found, enforce, window);
            WriteMajority(json, "reject", found, refuse, window);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>An object keyed by branch id. All upgrades of Flux share one id, and fluxd writes the same key again and again; so do we.</summary>
    public static void WriteUpgrades(Utf8JsonWriter json, FluxdNode node)
    {
        var height = node.Chain.Snapshot.Height;
        json.WriteStartObject("upgrades");
        foreach (var upgrade in node.Network.Upgrades.Named.SkipWhile(upgrade => upgrade.Name != FirstListed))
        {
            if (upgrade.Activation.Height < 0 || upgrade.Activation == Consensus.Networks.Activation.Never) continue;
            json.WriteStartObject(upgrade.BranchId.ToString("x8", CultureInfo.InvariantCulture));
            json.WriteString("name", upgrade.Name);
            json.WriteNumber("activationheight", upgrade.Activation.Height);
            json.WriteString("status", height >= upgrade.Activation.Height ? "active" : "pending");
            json.WriteString("info", Info.GetValueOrDefault(upgrade.Name, upgrade.Name));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Branch ids of the tip and of the next block.</summary>
    public static void WriteConsensus(Utf8JsonWriter json, FluxdNode node)
    {
        var height = node.Chain.Snapshot.Height;
        json.WriteStartObject("consensus");
        json.WriteString("chaintip", node.Network.BranchIdAt(height).ToString("x8", CultureInfo.InvariantCulture));
        json.WriteString("nextblock", node.Network.BranchIdAt(height + 1).ToString("x8", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteMajority(Utf8JsonWriter json, string name, int found, int required, int window)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("status", found >= required);
        json.WriteNumber("found", found);
        json.WriteNumber("required", required);
        json.WriteNumber("window", window);
        json.WriteEndObject();
    }
}

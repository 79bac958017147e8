using System.CommandLine;
using System.Globalization;
using System.Net;
using Flux.Devnet;
using Flux.Devnet.Rules;

namespace Flux.Cli.Commands.Local;

/// <summary>The options that shape a local network, shared by <c>up</c> and the hidden <c>supervise</c>.</summary>
internal sealed class LocalOptions
{
    private readonly Option<int?> nodes = new("--nodes") { Description = "FluxNodes beside the miner-gateway, 1 to 16 (default 4)", HelpName = "N" };
    private readonly Option<int?> blockTime = new("--block-time") { Description = "Seconds between blocks, 1 to 600 (default 2)", HelpName = "SECONDS" };
    private readonly Option<string?> network = new("--network") { Description = "Rules of a founder's network (made by flux network new --from local); default: local", HelpName = "FILE.json" };
    private readonly Option<bool> reset = new("--reset") { Description = "Forget the network of this home and begin a new one" };
    private readonly Option<string?> firstAddress = new("--first-address") { Description = "Loopback address of the miner-gateway; nodes follow it (default 127.16.0.10)", HelpName = "IP" };
    private readonly Option<string?> gateway = new("--gateway") { Description = "Where apps are served by name (default 127.0.0.1:8080)", HelpName = "IP:PORT" };
    private readonly Option<string?> subnets = new("--subnets") { Description = "First two octets of the app networks", HelpName = "A.B", Hidden = true };
    private readonly Option<bool> withoutFluxos = new("--without-fluxos") { Description = "Only the chain, no FluxOS", Hidden = true };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[nodes, blockTime, network, reset, firstAddress, gateway, subnets, withoutFluxos]) command.Options.Add(option);
    }

    public bool IsReset(ParseResult parsed) => parsed.GetValue(reset);

    /// <summary>Whether anything asks for another network than the one that is there.</summary>
    public bool AsksForChange(ParseResult parsed) =>
        IsReset(parsed) || parsed.GetValue(nodes) is not null || parsed.GetValue(blockTime) is not null || parsed.GetValue(network) is not null || parsed.GetValue(firstAddress) is not null;

    /// <summary>What was asked for; what was not, as the network of this home was made with.</summary>
    public DevnetOptions Read(ParseResult parsed)
    {
        var home = new DevnetOptions().Home;
        var kept = IsReset(parsed) ? new DevnetOptions { Home = home } : DevnetOptions.Kept(home);
        if (parsed.GetValue(network) is { } file)
        {
            if (parsed.GetValue(blockTime) is not null) throw new CommandException(ExitCode.Usage, "--block-time can't be given with --network: the file says it in work.spacing.");
            kept = kept.WithRules(NetworkFiles.ReadOwn(file)) with { RulesFile = Path.GetFullPath(file) };
        }
        return kept with
        {
            Nodes = parsed.GetValue(nodes) ?? kept.Nodes,
            BlockTime = parsed.GetValue(blockTime) is { } seconds ? TimeSpan.FromSeconds(seconds) : kept.BlockTime,
            Reset = IsReset(parsed),
            FirstAddress = parsed.GetValue(firstAddress) is { } first ? ParseAddress(first) : kept.FirstAddress,
            Gateway = parsed.GetValue(gateway) is { } at ? ParseEndPoint(at) : kept.Gateway,
            SubnetPrefix = parsed.GetValue(subnets) ?? kept.SubnetPrefix,
            WithFluxos = !parsed.GetValue(withoutFluxos),
        };
    }

    /// <summary>The same as arguments for a process of our own.</summary>
    public static IEnumerable<string> ToArguments(DevnetOptions options)
    {
        string[] always =
        [
            "--nodes", options.Nodes.ToString(CultureInfo.InvariantCulture),
            "--first-address", options.FirstAddress.ToString(),
            "--gateway", options.Gateway.ToString(),
            "--subnets", options.SubnetPrefix,
        ];
        IEnumerable<string> rules = options.RulesFile != "" ? ["--network", options.RulesFile]
            : options.Founder is null ? ["--block-time", ((int)options.BlockTime.TotalSeconds).ToString(CultureInfo.InvariantCulture)] : [];
        IEnumerable<string> flags = [options.Reset ? "--reset" : "", options.WithFluxos ? "" : "--without-fluxos"];
        return [.. always, .. rules, .. flags.Where(flag => flag != "")];
    }

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new CommandException(ExitCode.Usage, $"--first-address is '{text}', which is no IP address.");

    private static IPEndPoint ParseEndPoint(string text) => IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0
        ? endPoint
        : throw new CommandException(ExitCode.Usage, $"--gateway is '{text}'; it must be an address and a port, like 127.0.0.1:8080.");
}

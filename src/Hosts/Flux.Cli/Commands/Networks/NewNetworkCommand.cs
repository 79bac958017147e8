using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Flux.Cli.Networks;
using Flux.Cli.Output;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;

namespace Flux.Cli.Commands.Networks;

/// <summary><c>flux network new NAME</c>: a file of rules, with a first block of its own that is mined.</summary>
internal static class NewNetworkCommand
{
    private const int FirstPort = 20_000;
    private const int Ports = 10_000;

    public static Command Build()
    {
        var name = new Argument<string>("name") { Description = "Name of the network: 2 to 24 of a-z, 0-9 and -" };
        var from = new Option<string>("--from") { Description = "Whose numbers to begin with: classic (public, fair proof of work) or local (one machine, quick blocks)", HelpName = "classic|local", DefaultValueFactory = _ => "local" };
        from.AcceptOnlyFromAmong("classic", "local");
        var set = new Option<string[]>("--set") { Description = "A field that differs, like work.spacing=5 or subsidy.first=100; may be repeated", HelpName = "FIELD=VALUE", AllowMultipleArgumentsPerToken = true };
        var file = new Option<string?>("--output", "-o") { Description = "Where to write it (default NAME.json)", HelpName = "FILE.json" };
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there" };
        var unmined = new Option<bool>("--unmined") { Description = "Leave the first block without proof of work" };
        var command = new Command("new", "Make a network: a JSON file of all its rules") { name, from, set, file, force, unmined };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(name)!, parsed.GetValue(from)!, parsed.GetValue(set) ?? [], parsed.GetValue(file), parsed.GetValue(force), parsed.GetValue(unmined), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string name, string from, string[] set, string? file, bool force, bool unmined, CancellationToken cancel)
    {
        var path = Path.GetFullPath(file ?? $"{name}.json");
        if (File.Exists(path) && !force) throw new CommandException(ExitCode.NeedsConfirmation, $"{path} is there already.", "Replace it with --force, or choose another with -o.");
        var own = FieldSettings.Apply(Begin(name, from), set);
        if (!unmined) own = await GenesisMining.TryMineAsync(own, cancel);
        NetworkFileOutput.Write(path, own);
        NetworkSummary.Show(path, own);
        Terminal.Hint(from == "local" ? $"Run it on this machine: flux up --network {path}    A daemon of it: fluxd -network={path}" : $"A daemon of it: fluxd -network={path}");
        return ExitCode.Ok;
    }

    /// <summary>Numbers of the pattern, identity of its own.</summary>
    private static OwnParameters Begin(string name, string from)
    {
        var now = DateTimeOffset.UtcNow;
        var time = (uint)now.ToUnixTimeSeconds();
        var pattern = from == "classic" ? OwnCatalog.Classic with { GenesisTime = time } : OwnCatalog.Local(time, NetworkCatalog.LocalSpacingSeconds);
        var port = FirstPort + (2 * RandomNumberGenerator.GetInt32(Ports / 2));
        // No ASCII: a stray text is never the begin of a message.
        byte[] start = [(byte)(0x80 | RandomNumberGenerator.GetInt32(0x80)), .. RandomNumberGenerator.GetBytes(3)];
        return pattern with
        {
            Name = name,
            CurrencyLabel = "FLUX",
            MessageStart = [.. start],
            P2PPort = port + 1,
            RpcPort = port,
            GenesisText = string.Create(CultureInfo.InvariantCulture, $"{name}, a Flux network, {now:yyyy-MM-dd HH:mm:ss}"),
        };
    }
}

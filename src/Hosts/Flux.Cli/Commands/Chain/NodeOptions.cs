using System.CommandLine;
using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Devnet.Machines;

namespace Flux.Cli.Commands.Chain;

/// <summary>Which fluxd a command talks to: a machine of the local network, or any by address and cookie.</summary>
internal sealed class NodeOptions
{
    private readonly Option<string> node = new("--node") { Description = "Machine of the local network (default gateway)", HelpName = "NAME", DefaultValueFactory = _ => "gateway" };
    private readonly Option<string?> rpc = new("--rpc") { Description = "Address of another fluxd, e.g. http://127.0.0.1:16124/ or http://user:password@127.0.0.1:16124/", HelpName = "URL" };
    private readonly Option<string?> cookie = new("--cookie") { Description = "Its cookie file; with --rpc", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[node, rpc, cookie]) command.Options.Add(option);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="timeout">How long an answer may take; a minute when null.</param>
    public FluxdClient Connect(ParseResult parsed, TimeSpan? timeout = null) => parsed.GetValue(rpc) is { } address
        ? new FluxdClient(ReadAddress(address), ReadCredentials(ReadAddress(address), parsed.GetValue(cookie)), timeout)
        : Connect(parsed.GetValue(node)!, timeout);

    internal static Uri ReadAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new CommandException(ExitCode.Usage, $"--rpc {text}: must be an address such as http://127.0.0.1:16124/.");

    internal static RpcCredentials ReadCredentials(Uri address, string? cookieFile)
    {
        if (address.UserInfo.Split(':', 2) is [var user, var password]) return RpcCredentials.Password(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        return RpcCredentials.Cookie(cookieFile ?? throw new CommandException(ExitCode.Usage, "--rpc needs --cookie: the .cookie file in that daemon's data directory (or user:password@ in the address)."));
    }

    /// <summary>The fluxd of a machine of the local network.</summary>
    public static FluxdClient Connect(string name, TimeSpan? timeout = null)
    {
        var machine = Machine(name);
        return new FluxdClient(machine.Rpc, RpcCredentials.Cookie(machine.CookieFile), timeout);
    }

    public static Machine Machine(string name)
    {
        var machines = MachinePlan.For(DevnetOptions.Kept(new DevnetOptions().Home));
        return machines.SingleOrDefault(machine => machine.Name == name)
            ?? throw new CommandException(ExitCode.NotFound, $"There is no machine '{name}'.", $"There are: {string.Join(", ", machines.Select(machine => machine.Name))}");
    }
}

using System.Security.Cryptography;
using Flux.Apps.Messages;
using Flux.Cli.Commands.Chain;
using Flux.Consensus.Networks;
using Flux.Contracts.Api;
using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Devnet.Funding;
using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Wallets.Keys;

namespace Flux.Cli.Commands.App;

/// <summary>What app commands need of the local network: its machines, a fluxd, the wallet, and the owner's identity.</summary>
internal sealed class AppSession : IDisposable
{
    private static readonly TimeSpan LoginLife = TimeSpan.FromMinutes(1);
    private readonly List<FluxOsClient> clients = [];

    private AppSession(DevnetOptions options, IReadOnlyList<Machine> machines, DeveloperWallet wallet)
    {
        (Options, Machines, Wallet, Rules) = (options, machines, wallet, options.Rules());
        Fluxd = NodeOptions.Connect(machines.First(machine => machine.IsGateway).Name);
    }

    public DevnetOptions Options { get; }

    public IReadOnlyList<Machine> Machines { get; }

    public DeveloperWallet Wallet { get; }

    public Network Rules { get; }

    public FluxdClient Fluxd { get; }

    /// <summary>Key that owns apps and pays for them.</summary>
    public WalletKey OwnerKey => Wallet.AccountKey(0);

    /// <summary>The owner as specifications name it: the Bitcoin form of the key's address.</summary>
    public string Owner => OwnerSignature.OfKey(OwnerKey.PublicKey);

    public static AppSession Open()
    {
        var home = new HomeFolder(new DevnetOptions().Home);
        if (!File.Exists(home.WalletFile)) throw new CommandException(ExitCode.NotFound, $"There is no network in {home.Path}.", "Start one with: flux up");
        var options = DevnetOptions.Kept(home.Path);
        return new AppSession(options, MachinePlan.For(options), DeveloperWallet.OpenOrCreate(home));
    }

    /// <summary>The API of a machine.</summary>
    public FluxOsClient Api(Machine machine)
    {
        var client = new FluxOsClient(machine.Api);
        clients.Add(client);
        return client;
    }

    /// <summary>The APIs of the FluxNodes that answer now, in order of name.</summary>
    public async Task<IReadOnlyList<FluxOsClient>> NodesAsync(CancellationToken cancel)
    {
        var nodes = Machines.Where(machine => !machine.IsGateway).Select(Api).ToList();
        var answers = await Task.WhenAll(nodes.Select(node => AnswersAsync(node, cancel)));
        var up = nodes.Where((_, i) => answers[i]).ToList();
        return up.Count > 0 ? up : throw new CommandException(ExitCode.Unreachable, "No FluxNode of the local network answers.", "See: flux status");
    }

    /// <summary>Name of the machine at an address such as <c>127.16.0.11:16127</c>.</summary>
    public string NameOf(string address) => Machines.FirstOrDefault(machine => address.Split(':')[0] == machine.Address.ToString())?.Name ?? address;

    /// <summary>The header that proves to one node who asks, made anew for each use: bound to that node, good for a minute (architecture §7).</summary>
    public string Authorization(FluxOsClient node)
    {
        var login = new NodeLogin(node.Address.Authority, (DateTimeOffset.UtcNow + LoginLife).ToUnixTimeMilliseconds(), RandomNumberGenerator.GetHexString(NodeLogin.NonceDigits, lowercase: true)).ToString();
        var signature = OwnerSignature.Sign(login, OwnerKey.Secret);
        return $"zelid={Owner}&signature={Uri.EscapeDataString(signature)}&loginPhrase={Uri.EscapeDataString(login)}";
    }

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
        Fluxd.Dispose();
    }

    private static async Task<bool> AnswersAsync(FluxOsClient node, CancellationToken cancel)
    {
        try
        {
            await node.GetAsync("flux/health", cancel);
            return true;
        }
        catch (FluxOsUnreachableException)
        {
            return false;
        }
    }
}

using System.CommandLine;
using Flux.Apps.Messages;
using Flux.Cli.Commands.Chain;
using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;

namespace Flux.Cli.Wallets;

/// <summary>An opened wallet for the length of one command: file, keys, network, and a way to the chain. Two commands never write the same file at once.</summary>
internal sealed class WalletSession : IDisposable
{
    private readonly ParseResult _parsed;
    private readonly FileStream? _lock;
    private readonly List<IDisposable> _clients = [];
    private IChainSource? _chain;
    private AppNames? _names;

    private WalletSession(string name, KeystoreFile file, Network network, FileStream? fileLock, ParseResult parsed)
    {
        (Name, File, Network, _lock, _parsed) = (name, file, network, fileLock, parsed);
        Keys = OpenKeys();
    }

    public string Name { get; }

    public KeystoreFile File { get; }

    public Network Network { get; }

    public KeyRing Keys { get; private set; }

    public KeystoreContent Content => File.Content;

    public WalletSettings Settings => Content.Settings;

    public IChainSource Chain => _chain ??= Connect();

    /// <summary>What clear signing knows by itself.</summary>
    public SigningFacts Facts => new()
    {
        Network = Network,
        IsOwn = address => Keys.Find(address) is not null,
        NameOf = text => Content.Contacts.FirstOrDefault(contact => contact.Value == text).Key ?? Content.Labels.GetValueOrDefault(text),
        FindApp = hash => _names?.Messages.GetValueOrDefault(hash),
        FindPayment = id => _names?.Payments.GetValueOrDefault(id),
        LargeFee = new Amount(Settings.MostFee),
    };

    /// <summary>
    /// Asks FluxOS nodes for the names of apps that a container pays or ends, so that <see cref="Facts"/> know them. Offline (<paramref name="online"/>
    /// false) only a node that was named on the command line is asked.
    /// </summary>
    public Task LearnAppsAsync(SigningContainer container, bool online, CancellationToken cancel)
    {
        _names ??= new AppNames(FluxOsNodes(online));
        return _names.LearnAsync(container, Facts, online ? Chain : null, cancel);
    }

    /// <summary>The app message of a hash, as a FluxOS node has it; null when none of those asked knows it. The hash is computed, so a node cannot make one up.</summary>
    public async Task<AppMessage?> FindAppMessageAsync(string hash, CancellationToken cancel)
    {
        _names ??= new AppNames(FluxOsNodes(online: true));
        if (await _names.FindAsync(hash, cancel) is not { } message) return null;
        return AppMessage.Create(message.Kind, message.Spec, message.Timestamp, message.Signature).Hash.ToString() == hash ? message : null;
    }

    /// <summary>Opens the wallet that the options name. A command that never writes it shares it with others.</summary>
    public static WalletSession Open(ParseResult parsed, bool readOnly = false)
    {
        MemoryShield.Raise();
        var name = parsed.GetValue(WalletOptions.Wallet) ?? WalletFolder.DefaultName();
        if (name == WalletFolder.Developer) return OpenDeveloper(parsed, readOnly);
        var path = WalletFolder.FileOf(name);
        if (!System.IO.File.Exists(path)) throw new CommandException(ExitCode.NotFound, $"There is no wallet at {path}.", "Create one with: flux wallet create, or bring one back with: flux wallet restore");
        var fileLock = readOnly ? null : Lock(path);
        try
        {
            var file = KeystoreFile.Open(path, SecretInput.Password(parsed.GetValue(WalletOptions.PasswordFile), parsed.GetValue(WalletOptions.PasswordFd), name));
            return new WalletSession(name, file, RulesOf(file.Network), fileLock, parsed);
        }
        catch
        {
            fileLock?.Dispose();
            throw;
        }
    }

    /// <summary>The rules of a network by name; <c>local</c> as the local network runs now.</summary>
    public static Network RulesOf(string name)
    {
        if (name == "local") return DevnetOptions.Kept(new DevnetOptions().Home).Rules();
        return NetworkCatalog.TryGet(name, null, out var network) ? network : throw new CommandException(ExitCode.Usage, $"'{name}' is not a network this program knows.", "There are: main, test, regtest, classic, local");
    }

    /// <summary>Writes a new content and opens its keys.</summary>
    public void Save(Func<KeystoreContent, KeystoreContent> change)
    {
        File.Save(change(Content));
        Keys.Dispose();
        Keys = OpenKeys();
    }

    /// <summary>
    /// All coins with their states; next indexes move on behind addresses that were paid. With <paramref name="forSigner"/> a transaction for somebody else's
    /// signature is made, so watched coins are judged like own ones: locks, collateral and maturity hold, the missing key does not matter.
    /// </summary>
    public async Task<IReadOnlyList<WalletCoin>> CoinsAsync(CancellationToken cancel, bool forSigner = false)
    {
        var height = await Chain.HeightAsync(cancel);
        var found = await Chain.CoinsAsync([.. Keys.Addresses(Settings.GapLimit).Select(own => own.Address)], cancel);
        var rules = new CoinRules(Network, Content, height);
        MoveOn(found);
        return [.. found.Select(coin => (Coin: coin, Owner: Keys.Find(coin.Address))).Where(pair => pair.Owner is not null).Select(pair => rules.Judge(pair.Coin, forSigner ? AsIfSigning(pair.Owner!) : pair.Owner!)).OrderBy(coin => coin.Coin.Height == 0 ? int.MaxValue : coin.Coin.Height).ThenBy(coin => coin.Coin.OutPoint)];
    }

    /// <summary>An account by name; the first when none is named.</summary>
    public Account AccountOf(string? name) => name is null
        ? Keys.Accounts.Count > 0 ? Keys.Accounts[0] : throw new CommandException(ExitCode.NotFound, $"Wallet {Name} has no accounts, only imported or watched addresses.")
        : Keys.FindAccount(name) ?? throw new CommandException(ExitCode.NotFound, $"Wallet {Name} has no account '{name}'.", $"There are: {string.Join(", ", Keys.Accounts.Select(account => account.Record.Name))}");

    /// <summary>Moves on to the account's next receiving address and writes that down, so that it is given out once.</summary>
    public OwnAddress NextAddress(Account account)
    {
        var next = account.Record.NextReceive + 1;
        Replace(account.Record with { NextReceive = next });
        return Keys.AddressAt(AccountOf(account.Record.Name), 0, next);
    }

    /// <summary>Where change goes: the next change address of the first account that signs (or may, at its signer), without using it up; an imported wallet's first address.</summary>
    public OwnAddress ChangeAddress(Account? account, bool forSigner = false) => (account ?? Keys.Accounts.FirstOrDefault(candidate => candidate.CanSign || forSigner)) is { } chosen
        ? Keys.AddressAt(chosen, 1, chosen.Record.NextChange)
        : Keys.Singles.FirstOrDefault(own => own.CanSign || forSigner) ?? throw new CommandException(ExitCode.Rejected, $"Wallet {Name} only watches; it can't pay. Make a file for its signer with --unsigned.");

    /// <summary>Replaces an account's record by name; the implied first account becomes a real one.</summary>
    public void Replace(AccountRecord record) => Save(content => content with
    {
        Accounts = [.. Keys.Accounts.Select(account => account.Record.Name == record.Name ? record : account.Record)],
    });

    public void Dispose()
    {
        Keys.Dispose();
        foreach (var client in _clients) client.Dispose();
        File.Dispose();
        _lock?.Dispose();
    }

    // A watched t3 address without its script can't be put into a container.
    private static OwnAddress AsIfSigning(OwnAddress own) => own.Redeem is null && own.Address.Kind == AddressKind.ScriptHash ? own : own with { CanSign = true };

    private IReadOnlyCollection<Uri> FluxOsNodes(bool online)
    {
        if (_parsed.GetValue(WalletOptions.FluxOs) is { } named) return [named];
        var home = new DevnetOptions().Home;
        return online && Network.Name == "local" && System.IO.File.Exists(new HomeFolder(home).WalletFile)
            ? [.. MachinePlan.For(DevnetOptions.Kept(home)).Where(machine => !machine.IsGateway).Select(machine => machine.Api)]
            : [];
    }

    private static WalletSession OpenDeveloper(ParseResult parsed, bool readOnly)
    {
        var home = new HomeFolder(new DevnetOptions().Home);
        if (!System.IO.File.Exists(home.WalletFile)) throw new CommandException(ExitCode.NotFound, $"There is no wallet in {home.Path}.", "Start a network with: flux up, or create a wallet of your own with: flux wallet create");
        if (!System.IO.File.Exists(home.PassphraseFile)) throw new CommandException(ExitCode.Rejected, $"The developer wallet's passphrase {home.PassphraseFile} is gone.", "Put it back, or start over with: flux up --reset");
        var fileLock = readOnly ? null : Lock(home.WalletFile);
        return new WalletSession(WalletFolder.Developer, KeystoreFile.Open(home.WalletFile, System.IO.File.ReadAllText(home.PassphraseFile).Trim()), RulesOf("local"), fileLock, parsed);
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Rejected, $"Another command has {path} open.", "Wait for it, or end it.", e);
        }
    }

    private KeyRing OpenKeys()
    {
        var keys = KeyRing.Open(Content, Network.Addresses, Network.CoinType);
        // Own addresses must be known before anything is explained or signed.
        foreach (var _ in keys.Addresses(Settings.GapLimit))
        {
        }
        return keys;
    }

    private void MoveOn(IReadOnlyList<ChainCoin> coins)
    {
        var used = coins.Select(coin => Keys.Find(coin.Address)).OfType<OwnAddress>().Where(own => own.Index >= 0).GroupBy(own => (own.Account, own.Change)).ToDictionary(group => group.Key, group => group.Max(own => own.Index) + 1);
        foreach (var record in Keys.Accounts.Select(account => account.Record).ToList())
        {
            var moved = record with
            {
                NextReceive = Math.Max(record.NextReceive, used.GetValueOrDefault((record.Name, 0))),
                NextChange = Math.Max(record.NextChange, used.GetValueOrDefault((record.Name, 1))),
            };
            if (moved != record) Replace(moved);
        }
    }

    private IChainSource Connect()
    {
        var explorer = _parsed.GetValue(WalletOptions.Explorer) ?? (Settings.Source.StartsWith("http", StringComparison.Ordinal) ? new Uri(Settings.Source) : null);
        if (_parsed.GetValue(WalletOptions.Rpc) is not { } rpc)
        {
            if (explorer is not null) return Keep(new InsightSource(explorer, Network.Addresses));
            if (Network.Name != "local") throw new CommandException(ExitCode.Usage, $"Wallet {Name} is of network {Network.Name}: say where its chain is.", "With --rpc URL --cookie FILE or --explorer URL, or for good with: flux wallet settings --source URL");
            return new FluxdSource(Keep(NodeOptions.Connect("gateway")), Network.Addresses, Network.Coinbase.Maturity);
        }
        var cookie = _parsed.GetValue(WalletOptions.Cookie) ?? throw new CommandException(ExitCode.Usage, "--rpc needs --cookie: the .cookie file in that daemon's data directory.");
        return new FluxdSource(Keep(new FluxdClient(rpc, RpcCredentials.Cookie(cookie))), Network.Addresses, Network.Coinbase.Maturity);
    }

    private T Keep<T>(T client)
        where T : IDisposable
    {
        _clients.Add(client);
        return client;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Wallets;

/// <summary>A person's folder with wallets, the <c>flux wallet</c> command that works in it, and a chain of its own.</summary>
internal sealed class WalletHome : IAsyncDisposable
{
    private readonly TemporaryHome _home = new();

    private WalletHome()
    {
    }

    public LoneNode Node { get; set; } = null!;

    /// <summary>A home with one wallet, <c>main</c>, whose words are in the file <c>words</c>.</summary>
    public static async Task<WalletHome> CreateAsync()
    {
        var home = new WalletHome();
        await System.IO.File.WriteAllTextAsync(home.File("password"), "correct horse battery\n");
        (await home.FluxAsync("create", "--network", "local", "--kdf-memory", "8", "--words-to", home.File("words"))).ShouldEndWith(0);
        return home;
    }

    /// <summary>The same with a chain whose rewards go to the wallet, so many blocks long.</summary>
    public static async Task<WalletHome> WithChainAsync(int blocks, params string[] more)
    {
        var home = await CreateAsync();
        home.Node = await LoneNode.StartAsync(home.File("node"), await home.AddressAsync(), more);
        await home.Node.GenerateAsync(blocks);
        return home;
    }

    public string File(string name) => Path.Combine(_home.Path, name);

    public async Task<string> AddressAsync(params string[] arguments) => (await FluxAsync(["address", .. arguments])).ShouldEndWith(0).Output.Trim();

    /// <summary>What a command answers with <c>-o json</c>, asked of the chain.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments) => JsonDocument.Parse((await ChainAsync([.. arguments, "-o", "json"])).ShouldEndWith(0).Output).RootElement;

    /// <summary>A command with the way to the chain's daemon.</summary>
    public Task<CommandResult> ChainAsync(params string[] arguments) => FluxAsync([.. arguments, "--rpc", LoneNode.Url.ToString(), "--cookie", Node.Cookie]);

    public async Task<CommandResult> FluxAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo(FluxCommand.ProgramPath(), ["wallet", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        info.Environment["FLUX_WALLETS"] = File("wallets");
        info.Environment["FLUX_HOME"] = File("home");
        info.Environment["FLUX_WALLET_PASSWORD_FILE"] = File("password");
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        return await FluxCommand.EndAsync(process);
    }

    /// <summary>Confirmations of a transaction on the chain.</summary>
    public async Task<int> ConfirmationsAsync(string id) => (await Node.Rpc.CallAsync("getrawtransaction", default, id, 1)).GetProperty("confirmations").GetInt32();

    public async ValueTask DisposeAsync()
    {
        if (Node is not null) await Node.DisposeAsync();
        _home.Dispose();
    }
}

namespace Flux.Cli.Tests.Wallets;

/// <summary>Wallets of three people who share an account, two signatures of three, and of one who does not.</summary>
public sealed class SharedOwnerWallets : IAsyncLifetime
{
    private static readonly string[] Owners = ["alice", "bob", "carol"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("flux-owners").FullName;

    /// <summary>The shared address.</summary>
    public string Owner { get; private set; } = "";

    public string FileOf(string name) => Path.Combine(Folder, name + ".json");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "password"), "correct horse battery\n");
        foreach (var name in (string[])[.. Owners, "mallory"]) await RunAsync("create", "-w", FileOf(name), "--network", "classic", "--kdf-memory", "8", "--words-to", Path.Combine(Folder, name + ".words"));
        var keys = new List<string>();
        foreach (var name in Owners) keys.Add((await RunAsync("export", "signer-key", "-w", FileOf(name))).Trim());
        foreach (var name in Owners) await RunAsync(["account", "share", "shop", "-m", "2", "-w", FileOf(name), .. keys.SelectMany(key => (string[])["--with", key])]);
        var seen = new List<string>();
        foreach (var name in Owners) seen.Add((await RunAsync("address", "--account", "shop", "-w", FileOf(name))).Trim());
        Owner = seen.Distinct().ShouldHaveSingleItem();
    }

    /// <summary>Runs <c>flux wallet …</c>; what it wrote to standard output. The caller's collection is "console".</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var parsed = CommandLine.Build().Parse(["wallet", .. arguments, "--password-file", Path.Combine(Folder, "password")]);
        parsed.Errors.ShouldBeEmpty();
        var (output, console) = (new StringWriter { NewLine = "\n" }, Console.Out);
        Console.SetOut(output);
        try
        {
            (await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false })).ShouldBe(ExitCode.Ok);
        }
        finally
        {
            Console.SetOut(console);
        }
        return output.ToString();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

namespace Flux.Cli.Wallets;

/// <summary>Where wallet files are. A name stands for a file in the folder; a path for itself; <c>dev</c> for the local network's wallet.</summary>
internal static class WalletFolder
{
    /// <summary>The developer wallet of the local network.</summary>
    public const string Developer = "dev";

    /// <summary>The name that counts when none is given and such a wallet exists.</summary>
    public const string Main = "main";

    /// <summary>FLUX_WALLETS, else ~/.flux/wallets.</summary>
    public static string Path => Environment.GetEnvironmentVariable("FLUX_WALLETS") is { Length: > 0 } chosen
        ? System.IO.Path.GetFullPath(chosen)
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".flux", "wallets");

    /// <summary>What is meant when no wallet is named: FLUX_WALLET, else main when there is one (and no other home folder was chosen), else dev.</summary>
    public static string DefaultName()
    {
        if (Environment.GetEnvironmentVariable("FLUX_WALLET") is { Length: > 0 } chosen) return chosen;
        var otherHome = Environment.GetEnvironmentVariable("FLUX_HOME") is { Length: > 0 } && Environment.GetEnvironmentVariable("FLUX_WALLETS") is not { Length: > 0 };
        return !otherHome && File.Exists(FileOf(Main)) ? Main : Developer;
    }

    /// <summary>The file of a name or path.</summary>
    /// <exception cref="CommandException">The name can't be one.</exception>
    public static string FileOf(string name)
    {
        if (name.Contains(System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal)) return System.IO.Path.GetFullPath(name);
        if (name.Length is 0 or > 64 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            throw new CommandException(ExitCode.Usage, $"'{name}' can't be a wallet's name: letters, digits, - and _ are allowed, or a path to a file.");
        return System.IO.Path.Combine(Path, name + ".json");
    }

    /// <summary>Names of the wallets in the folder.</summary>
    public static IReadOnlyList<string> Names() => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path, "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
        : [];
}

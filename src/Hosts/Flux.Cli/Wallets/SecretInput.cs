using System.Globalization;
using System.Text;
using Flux.Cli.Output;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Flux.Cli.Wallets;

/// <summary>Secrets from a file, an open file descriptor or a person; never from the command line, which every user of the machine can read.</summary>
internal static class SecretInput
{
    private const int ShortestPassword = 8;
    private const int LongestSecret = 4096;

    /// <summary>The password of an existing wallet.</summary>
    public static string Password(string? file, int? descriptor, string wallet) =>
        FromFile(file ?? Environment.GetEnvironmentVariable("FLUX_WALLET_PASSWORD_FILE"))
        ?? FromDescriptor(descriptor ?? DescriptorOfEnvironment())
        ?? Ask($"Password of {wallet}:");

    /// <summary>A new password, typed twice when a person types it.</summary>
    public static string NewPassword(string? file, int? descriptor)
    {
        var given = FromFile(file ?? Environment.GetEnvironmentVariable("FLUX_WALLET_PASSWORD_FILE")) ?? FromDescriptor(descriptor ?? DescriptorOfEnvironment());
        var password = given ?? Ask($"New password (at least {ShortestPassword} characters):");
        if (password.Length < ShortestPassword) throw new CommandException(ExitCode.Usage, $"A password has at least {ShortestPassword} characters; a few unrelated words are best.");
        if (given is null && Ask("The same again:") != password) throw new CommandException(ExitCode.Usage, "The two are different; nothing was done.");
        return password;
    }

    /// <summary>Another secret: from a file (<c>-</c> is standard input) or typed.</summary>
    public static string Secret(string? file, string question) => FromFile(file) ?? Ask(question);

    private static string? FromFile(string? file)
    {
        if (string.IsNullOrEmpty(file)) return null;
        using var reader = file == "-" ? new StreamReader(Console.OpenStandardInput()) : OpenFile(file);
        return Read(reader);
    }

    private static StreamReader OpenFile(string file) => File.Exists(file) ? new StreamReader(file) : throw new CommandException(ExitCode.NotFound, $"There is no file {file}.");

    private static string? FromDescriptor(int? descriptor)
    {
        if (descriptor is not { } number) return null;
        try
        {
            // Opened by its name, so that pipes work, too.
            using var reader = new StreamReader(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{number}"));
            return Read(reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"Nothing can be read from file descriptor {number}: {e.Message}");
        }
    }

    private static int? DescriptorOfEnvironment() => Environment.GetEnvironmentVariable("FLUX_WALLET_PASSWORD_FD") is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new CommandException(ExitCode.Usage, $"FLUX_WALLET_PASSWORD_FD is '{text}', not the number of a file descriptor.");

    /// <summary>The first line; a longer text is a mistake.</summary>
    private static string Read(StreamReader reader)
    {
        var buffer = new StringBuilder();
        while (reader.Read() is var next && next >= 0 && next != '\n')
        {
            if (buffer.Length == LongestSecret) throw new CommandException(ExitCode.Usage, $"A secret has at most {LongestSecret} characters.");
            buffer.Append((char)next);
        }
        var text = buffer.ToString().TrimEnd('\r');
        return text.Length > 0 ? text : throw new CommandException(ExitCode.Usage, "The secret is empty.");
    }

    private static string Ask(string question)
    {
        if (Console.IsInputRedirected) throw new CommandException(ExitCode.NeedsConfirmation, $"{question.TrimEnd(':')} is needed, and nobody is here to type it.", "Give --password-file, --password-fd, or FLUX_WALLET_PASSWORD_FILE.");
        return Terminal.Error.Prompt(new TextPrompt<string>(question).Secret(null).AllowEmpty());
    }
}

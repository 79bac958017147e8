using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Wallets.Containers;

namespace Flux.Cli.Wallets;

/// <summary>The asking side of the signer protocol: starts a program, writes one JSON line, reads one. The program shows and confirms on its own.</summary>
internal static class ExternalSigner
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<SigningContainer> SignAsync(string commandLine, SigningContainer container, CancellationToken cancel)
    {
        var words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new CommandException(ExitCode.Usage, "--signer needs a program.");
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Start(start, words[0]);
        var request = new JsonObject { ["id"] = 1, ["method"] = "sign", ["params"] = new JsonObject { ["container"] = ContainerWriter.ToBase64(container) } };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await process.StandardInput.WriteLineAsync(request.ToJsonString());
            process.StandardInput.Close();
            var line = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new CommandException(ExitCode.Unreachable, $"The signer {words[0]} ended without an answer.");
            return Read(words[0], line, container);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Unreachable, $"The signer {words[0]} did not answer within {Patience.TotalMinutes:0} minutes.");
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Unreachable, $"The signer {words[0]} can't be talked to: {e.Message}");
        }
        finally
        {
            if (!process.HasExited && !process.WaitForExit(2000)) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start, string name)
    {
        try
        {
            return Process.Start(start) ?? throw new CommandException(ExitCode.NotFound, $"The signer {name} can't be started.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CommandException(ExitCode.NotFound, $"The signer {name} can't be started: {e.Message}");
        }
    }

    /// <summary>Only signatures are taken over from the answer; it can't change what is sent.</summary>
    private static SigningContainer Read(string name, string line, SigningContainer asked)
    {
        JsonNode? answer;
        try
        {
            answer = JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCode.Unreachable, $"The signer {name} did not answer with JSON.");
        }
        if (answer?["error"]?.ToString() is { } error) throw new CommandException(ExitCode.Rejected, $"The signer {name} refuses: {error}");
        if (!ContainerReader.TryParseBase64(answer?["result"]?["container"]?.ToString(), out var signed, out var problem)) throw new CommandException(ExitCode.Rejected, $"The signer {name} answered with something that can't be read: {problem}.");
        return ContainerSigning.Combine(asked, signed);
    }
}

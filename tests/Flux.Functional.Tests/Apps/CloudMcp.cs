using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Functional.Tests.Apps;

/// <summary>The published MCP server of Flux Cloud in a process of its own, spoken to as an agent does: JSON-RPC, a line each, on its input and output.</summary>
internal sealed class CloudMcp : IAsyncDisposable
{
    // The version whose calls were read. The utxo-lib it names was never published; this is the newest that was.
    private const string Manifest = """{ "private": true, "dependencies": { "@runonflux/flux-cloud-mcp": "0.2.7" }, "overrides": { "@runonflux/utxo-lib": "1.0.2" } }""";
    private static readonly TimeSpan InstallDeadline = TimeSpan.FromMinutes(3), CallDeadline = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private int _calls;

    private CloudMcp(Process process) => _process = process;

    /// <summary>Installs it into a folder; gives why it cannot be, or null.</summary>
    public static async Task<string?> WhyNotAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), Manifest);
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
            using var deadline = new CancellationTokenSource(InstallDeadline);
            var (output, errors) = (npm.StandardOutput.ReadToEndAsync(deadline.Token), npm.StandardError.ReadToEndAsync(deadline.Token));
            await npm.WaitForExitAsync(deadline.Token);
            await output;
            return npm.ExitCode == 0 ? null : $"npm cannot install @runonflux/flux-cloud-mcp: {await errors}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no npm";
        }
        catch (OperationCanceledException)
        {
            return "npm does not end";
        }
    }

    public static async Task<CloudMcp> StartAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "node_modules/@runonflux/flux-cloud-mcp/dist/index.js")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var mcp = new CloudMcp(process);
        await mcp.AskAsync("initialize", new JsonObject { ["protocolVersion"] = "2025-06-18", ["capabilities"] = new JsonObject(), ["clientInfo"] = new JsonObject { ["name"] = "tests", ["version"] = "1" } });
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await process.StandardInput.FlushAsync();
        return mcp;
    }

    /// <summary>Calls a tool; its text, which is JSON.</summary>
    public async Task<JsonElement> CallAsync(string tool, JsonObject arguments)
    {
        var result = await AskAsync("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments });
        var text = result.GetProperty("content")[0].GetProperty("text").GetString()!;
        if (result.TryGetProperty("isError", out var failed) && failed.GetBoolean()) throw new InvalidOperationException($"{tool}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonElement> AskAsync(string method, JsonObject parameters)
    {
        var id = ++_calls;
        await _process.StandardInput.WriteLineAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString());
        await _process.StandardInput.FlushAsync();
        using var deadline = new CancellationTokenSource(CallDeadline);
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            var answer = JsonDocument.Parse(line).RootElement;
            if (!answer.TryGetProperty("id", out var which) || which.GetInt32() != id) continue;
            return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{method}: {line}");
        }
        throw new InvalidOperationException($"{method}: the server ended");
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Secrets;
using Flux.Apps.Specs;
using Flux.Contracts.Rpc;
using Flux.Primitives;

namespace Flux.Cli.Commands.App;

/// <summary>Seals the secrets of <c>--secrets FILE</c> for the nodes that will be the app's members: they follow from its name and the chain.</summary>
internal static class SecretsFile
{
    private const int RandomBytes = 76;

    /// <summary>The specification with its secrets sealed in it.</summary>
    /// <exception cref="CommandException">The file is not there or not right, or there is no node to seal for.</exception>
    public static async Task<AppSpec> SealAsync(string file, AppSpec spec, AppRules rules, FluxdClient fluxd, long height, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new CommandException(ExitCode.NotFound, $"There is no {file}.");
        if (new FileInfo(file).Length > AppSecrets.MaxBytes) throw new CommandException(ExitCode.Rejected, $"{file} is longer than {AppSecrets.MaxBytes} bytes.");
        if (!AppSecrets.TryRead(await File.ReadAllTextAsync(file, cancel), out var secrets, out var problem)) throw new CommandException(ExitCode.Rejected, $"{file}: {problem}", """It looks like {"web":{"environment":["KEY=VALUE"],"repoauth":"user:password"}}.""");
        var names = spec.Components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        if (secrets.Components.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown) throw new CommandException(ExitCode.Rejected, $"{file}: the specification has no component {unknown}; it has {string.Join(", ", names)}.");
        var text = SecretSeal.Seal(secrets, spec.Name, spec.Owner, await MemberKeysAsync(spec, rules, fluxd, height, cancel), RandomNumberGenerator.GetBytes(RandomBytes));
        var reading = AppSpec.TryParse(spec.Canonical.With("enterprise", Flux.Apps.Canonical.JsValue.Of(text)), rules, height);
        return reading.IsValid ? reading.Spec! : throw new CommandException(ExitCode.Rejected, string.Join('\n', reading.Problems));
    }

    private static async Task<IReadOnlyList<byte[]>> MemberKeysAsync(AppSpec spec, AppRules rules, FluxdClient fluxd, long height, CancellationToken cancel)
    {
        var genesis = BlockHash.Parse((await fluxd.CallAsync("getblockhash", cancel, 0)).GetString()!);
        var list = await fluxd.CallAsync("viewdeterministicfluxnodelist", cancellation: cancel);
        var nodes = list.EnumerateArray().Select(Read).OfType<(PlacementNode Node, byte[] Key)>().ToDictionary(n => n.Node.Collateral);
        var members = Walk.For(spec, default(MessageHash), genesis, rules, nodes.Values.Select(n => n.Node), [], height).Members;
        return members.Length > 0 ? [.. members.Take(SecretSeal.MaxWraps).Select(m => nodes[m.Node.Collateral].Key)] : throw new CommandException(ExitCode.Rejected, "No confirmed node could hold the app, so there is nobody to seal its secrets for.");
    }

    private static (PlacementNode Node, byte[] Key)? Read(JsonElement node) =>
        TxId.TryParse(node.GetProperty("txhash").GetString(), out var id) && uint.TryParse(node.GetProperty("outidx").GetString(), out var index)
            && Enum.TryParse<NodeTier>(node.GetProperty("tier").GetString(), ignoreCase: true, out var tier)
            ? (new PlacementNode(new OutPoint(id, index), tier, node.GetProperty("payment_address").GetString() ?? ""), Convert.FromHexString(node.GetProperty("pubkey").GetString() ?? ""))
            : null;
}

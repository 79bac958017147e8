using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Flux.Apps.Registry;
using Flux.Apps.Secrets;
using Flux.Contracts.Api;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Peers;
using Flux.Os.Watching;

namespace Flux.Os.Secrets;

/// <summary>
/// Opens the secrets of apps that this node is a member of. The data key was wrapped by the owner for the first ranks; a rank that came
/// later asks the others, and whoever has the key wraps it for a node that is a member by the chain. Keys are kept in memory only.
/// </summary>
public sealed partial class SecretKeeper(NodeKeyHolder key, AppWalks walks, ChainFollower follower, GossipNetwork gossip, TimeProvider time, ILogger<SecretKeeper> logger)
{
    private const int MostKeys = 10_000;
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, byte[]> _keys = new();

    /// <summary>The secrets of an app; none for an app without; null with the reason when this node cannot open them now.</summary>
    public async Task<(AppSecrets? Secrets, string Problem)> OpenAsync(RegisteredApp app, CancellationToken cancellation)
    {
        if (!app.Spec.HasSecrets) return (AppSecrets.None, "");
        if (key.Identity is not { } node) return (null, "this machine has no node key to open the app's secrets with");
        if (!SecretSeal.TryRead(app.Spec.Enterprise, out var seal, out var problem)) return (null, $"the app's secrets cannot be read: {problem}");
        if (!TryOwnKey(app, seal, node, out var dataKey) && await AskAsync(app, node, cancellation).ConfigureAwait(false) is { } asked) dataKey = asked;
        if (dataKey.Length == 0) return (null, "no member that holds the key to the app's secrets answers");
        if (!seal.TryOpen(dataKey, app.Name, app.Spec.Owner, out var secrets)) return (null, "the app's secrets do not open with their key: they were sealed for another name or owner");
        Keep(app, dataKey);
        return (secrets, "");
    }

    /// <summary>The data key of an app wrapped for another member; null with the reason.</summary>
    internal byte[]? WrapFor(SecretKeyRequest request, out string problem)
    {
        problem = "the request is not of now, or not by the key it names";
        if (!request.IsGenuine(time.GetUtcNow().ToUnixTimeMilliseconds())) return null;
        problem = "no app in force has that message and secrets";
        if (key.Identity is not { } node || walks.Find(request.Hash) is not { Spec.HasSecrets: true } app) return null;
        problem = "that node is no member of the app";
        var walk = walks.Of(app);
        if (follower.Picture.Index.OfKey(request.NodeKey).FirstOrDefault(node => walk.Member(node.Collateral) is not null) is not { } asking) return null;
        problem = "this node does not hold the key";
        if (!SecretSeal.TryRead(app.Spec.Enterprise, out var seal, out _) || !TryOwnKey(app, seal, node, out var dataKey)) return null;
        problem = "";
        LogWrapped(app.Name, asking.AddressText);
        return SecretSeal.WrapFor(dataKey, Convert.FromHexString(request.NodeKey), app.Name, app.Spec.Owner, RandomNumberGenerator.GetBytes(32));
    }

    private bool TryOwnKey(RegisteredApp app, SecretSeal seal, NodeIdentity node, out byte[] dataKey)
    {
        if (_keys.TryGetValue(app.Hash.ToString(), out dataKey!)) return true;
        return node.TryUnwrap(seal, app.Name, app.Spec.Owner, out dataKey);
    }

    private void Keep(RegisteredApp app, byte[] dataKey)
    {
        if (_keys.Count < MostKeys) _keys[app.Hash.ToString()] = dataKey;
    }

    private async Task<byte[]?> AskAsync(RegisteredApp app, NodeIdentity node, CancellationToken cancellation)
    {
        var request = SecretKeyRequest.Make(app.Hash.ToString(), node, time.GetUtcNow().ToUnixTimeMilliseconds()).ToJson();
        var members = walks.Of(app).Members.Select(m => follower.Picture.Index.Of(m.Node.Collateral)?.Address).Where(a => a is not null && a != gossip.Self);
        foreach (var address in members)
        {
            try
            {
                using var client = new FluxOsClient(new Uri($"http://{address}/"), AskTimeout);
                var answer = await client.PostAsync("apps/secretkey", request, null, cancellation).ConfigureAwait(false);
                if (Convert.FromBase64String(answer.GetString() ?? "") is { Length: SecretSeal.LooseWrapSize } wrap && node.TryUnwrapLoose(wrap, app.Name, app.Spec.Owner, out var dataKey)) return dataKey;
            }
            catch (Exception e) when (e is FluxOsException or FluxOsUnreachableException or FormatException or JsonException or InvalidOperationException)
            {
                LogNotGiven(app.Name, address.ToString()!, e.Message);
            }
        }
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The key to the secrets of {App} was wrapped for {Node}, a member that came later")]
    private partial void LogWrapped(string app, string node);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The key to the secrets of {App} was not given by {Node}: {Reason}")]
    private partial void LogNotGiven(string app, string node, string reason);
}

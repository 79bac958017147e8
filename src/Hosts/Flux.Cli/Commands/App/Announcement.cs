using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Contracts.Api;

namespace Flux.Cli.Commands.App;

/// <summary>An owner's message on its way to the nodes, before it is paid for.</summary>
internal sealed class Announcement(AppSession session, AppMessage message, IReadOnlyList<FluxOsClient> nodes)
{
    private const long LeastLifeMs = 15 * 60_000;
    private static readonly TimeSpan HoldDeadline = TimeSpan.FromSeconds(15);

    /// <summary>A message of the wallet's owner.</summary>
    /// <param name="after">Timestamp of the message that it follows, or 0: an update must be later.</param>
    public static AppMessage Sign(AppSession session, AppMessageKind kind, AppSpec spec, long after = 0)
    {
        var timestamp = Now(after);
        return AppMessage.Create(kind, spec, timestamp, OwnerSignature.Sign(AppMessage.SignedText(kind, spec, timestamp), session.OwnerKey.Secret));
    }

    /// <summary>The timestamp of a message made now.</summary>
    /// <param name="after">As in <see cref="Sign"/>.</param>
    public static long Now(long after) => Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), after + 1);

    /// <summary>Hands the message to one node and waits until every node holds it.</summary>
    public async Task<string> PublishAsync(Action<string> report, CancellationToken cancel)
    {
        var body = JsValue.Object(
        [
            new("type", JsValue.Of(message.Type)), new("version", JsValue.Of(AppMessage.Version)), new("appSpecification", message.Spec.Canonical),
            new("timestamp", JsValue.Of(message.Timestamp)), new("signature", JsValue.Of(message.Signature)),
        ]);
        var route = message.Kind == AppMessageKind.Register ? "apps/appregister" : "apps/appupdate";
        var answer = await nodes[0].PostAsync(route, body.ToString(), session.Authorization(nodes[0]), cancel);
        if (answer.GetString() != message.Hash.ToString()) throw new CommandException(ExitCode.Rejected, $"The node answered another hash ({answer.GetString()}) than this message has ({message.Hash}); nothing was paid.");
        report("waiting until every node holds it");
        await Patience.UntilAsync(async () => await HoldersAsync(cancel) == nodes.Count, HoldDeadline, () => "not every node holds the message; nothing was paid", cancel);
        return $"{message.Hash.ToString()[..16]}… · held by {nodes.Count} nodes";
    }

    /// <exception cref="CommandException">Some node might forget the message before its payment meets it.</exception>
    public async Task RequireHeldAsync(CancellationToken cancel)
    {
        if (await HoldersAsync(cancel) < nodes.Count) throw new CommandException(ExitCode.Rejected, "Not every node holds the message for another 15 minutes; nothing was paid.");
    }

    /// <summary>How many nodes hold the message with long enough to live that the payment can still meet it.</summary>
    private async Task<int> HoldersAsync(CancellationToken cancel)
    {
        var held = await Task.WhenAll(nodes.Select(async node =>
        {
            var found = await node.GetAsync($"apps/temporarymessages/{message.Hash}", cancel);
            return found.EnumerateArray().Any(record => record.GetProperty("expireAt").GetInt64() - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() >= LeastLifeMs);
        }));
        return held.Count(holds => holds);
    }
}

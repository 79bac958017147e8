using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Contracts.Api;
using Flux.Primitives;

namespace Flux.Cli.Commands.App;

/// <summary>What follows a payment: its block, the instances, the first answer.</summary>
internal sealed class Arrival(AppSession session, AppMessage message, FluxOsClient node)
{
    private const int LooksBetweenReasons = 5;
    // A node's registry may be a little behind its chain.
    private const int LateBlocks = 5;
    private static readonly TimeSpan BlockDeadline = TimeSpan.FromMinutes(10), PlaceDeadline = TimeSpan.FromMinutes(2), TurnTime = TimeSpan.FromSeconds(15);

    /// <summary>The transaction that pays, where the caller gave it.</summary>
    public TxId PaymentId { get; init; }

    /// <summary>An earlier message of the app runs already, one instance goes over after another.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>Height at which the payment runs out, known from its block on.</summary>
    public long EndHeight { get; private set; }

    /// <summary>Nodes with an instance, as they were seen last.</summary>
    public IReadOnlyList<string> Places { get; private set; } = [];

    /// <summary>Where the gateway offers the app.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{session.Options.Gateway.Port}/");

    private string Name => message.Spec.Name;

    private string Host => $"{Name.ToLowerInvariant()}.app.localhost";

    public async Task<string> AwaitBlockAsync(Transaction payment, CancellationToken cancel)
    {
        JsonElement found = default;
        await Patience.UntilAsync(
            async () =>
            {
                var height = await session.Fluxd.BlockCountAsync(cancel);
                var payments = await node.GetAsync($"apps/payments/{message.Hash}", cancel);
                found = payments.EnumerateArray().FirstOrDefault(p => p.GetProperty("txid").GetString() == payment.Id.ToString());
                if (found.ValueKind != JsonValueKind.Object && height > payment.ExpiryHeight + LateBlocks)
                    throw new CommandException(ExitCode.Rejected, $"Payment {payment.Id} found no block until height {payment.ExpiryHeight} and counts no more; nothing was spent.", "Try again.");
                return found.ValueKind == JsonValueKind.Object;
            },
            BlockDeadline,
            () => $"payment {payment.Id} is in no block yet; it takes effect when it is",
            cancel);
        var outcome = found.GetProperty("outcome").GetString();
        if (outcome != nameof(PaymentState.Accepted))
            throw new CommandException(ExitCode.Rejected, $"The payment was not accepted ({outcome}): {found.GetProperty("detail").GetString()}", $"Get the money back with: flux app remove --payment {payment.Id}");
        EndHeight = found.GetProperty("endHeight").GetInt64();
        return string.Create(CultureInfo.InvariantCulture, $"{found.GetProperty("height").GetInt64()} · runs until height {EndHeight}");
    }

    /// <summary>Waits until as many instances as the app asks for, each on a node of its own, follow this very message, in a state or in any.</summary>
    public async Task<string> AwaitPlacesAsync(string state, Action<string> report, CancellationToken cancel)
    {
        List<string> places = [];
        var looks = 0;
        await Patience.UntilAsync(
            async () =>
            {
                var rows = await node.GetAsync($"apps/location/{Name}", cancel);
                places = [.. NodesWith(rows, message.Hash.ToString(), state).Select(session.NameOf)];
                report(string.Join(", ", places));
                if (++looks % LooksBetweenReasons == 0)
                {
                    await ThrowWhenDeclinedAsync(cancel);
                    if (IsUpdate && places.Count == 0) await ThrowWhenUpdateFailedAsync(cancel);
                }
                return places.Count >= message.Spec.Instances;
            },
            IsUpdate ? PlaceDeadline + TurnTime * message.Spec.Instances : PlaceDeadline,
            () => $"only {places.Count} of {message.Spec.Instances} instances{(state.Length == 0 ? "" : " are " + state)}; see: flux app why {Name}",
            cancel);
        Places = [.. places.Order(StringComparer.Ordinal)];
        return string.Join(", ", Places);
    }

    public async Task<string> AwaitAnswerAsync(Action<string> report, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var answer = "";
        await Patience.UntilAsync(
            async () =>
            {
                // Resolvers differ about *.localhost, so the gateway is addressed and the name sent along.
                using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{session.Options.Gateway}/") { Headers = { Host = Host } };
                try
                {
                    using var response = await http.SendAsync(request, cancel);
                    answer = $"{(int)response.StatusCode} {response.ReasonPhrase}";
                    report(answer);
                    return response.IsSuccessStatusCode;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
                {
                    return false;
                }
            },
            PlaceDeadline,
            () => $"the gateway {session.Options.Gateway} does not answer for {Host} ({answer})",
            cancel);
        return answer;
    }

    /// <summary>Addresses of the nodes whose instance follows a message, in a state or in any. A node has one instance, however many rows tell of it.</summary>
    internal static IEnumerable<string> NodesWith(JsonElement rows, string message, string state) =>
        rows.EnumerateArray().Where(row => IsOf(row, message, state)).Select(row => row.GetProperty("ip").GetString()!).Distinct(StringComparer.Ordinal);

    // A row of a node that only begins to install has no hash.
    private static bool IsOf(JsonElement row, string message, string state) =>
        (state.Length == 0 || row.GetProperty("state").GetString() == state)
        && (!row.TryGetProperty("hash", out var hash) || hash.GetString() == message);

    /// <summary>The first node has tried, and the others keep the earlier version (docs/operations/apps.md, "Update").</summary>
    private async Task ThrowWhenUpdateFailedAsync(CancellationToken cancel)
    {
        var errors = await node.GetAsync($"apps/installingerrorslocation/{Name}", cancel);
        var failed = errors.EnumerateArray().Where(row => row.GetProperty("hash").GetString() == message.Hash.ToString()).ToList();
        if (failed.Count == 0) return;
        var reasons = failed.Select(row => $"{session.NameOf(row.GetProperty("ip").GetString()!)}: {row.GetProperty("error").GetString()}");
        throw new CommandException(
            ExitCode.Rejected,
            $"The new version of {Name} does not become healthy. The earlier version runs on:\n{string.Join('\n', reasons)}",
            $"Correct it and run flux app update again; what happens meanwhile: flux app why {Name}");
    }

    /// <summary>Nobody is left who could run it: waiting longer is of no use.</summary>
    private async Task ThrowWhenDeclinedAsync(CancellationToken cancel)
    {
        var why = (await node.GetAsync($"apps/why/{Name}", cancel)).GetProperty("nodes").EnumerateArray().ToList();
        if (why.Any(one => one.GetProperty("seat").GetString() is nameof(Seat.Member) or nameof(Seat.PayeeSeated))) return;
        var reasons = why.Select(one => $"{session.NameOf(one.GetProperty("ip").GetString()!)}: {one.GetProperty("sentence").GetString()}");
        throw new CommandException(ExitCode.Rejected, $"No node can run {Name}:\n{string.Join('\n', reasons)}", $"Get the money back with: flux app remove {Name}");
    }
}

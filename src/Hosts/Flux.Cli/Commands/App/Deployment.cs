using System.Globalization;
using System.Text.Json;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Consensus.Escrow;
using Flux.Contracts.Api;
using Flux.Devnet.Funding;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Wallets.ClearSigning;

namespace Flux.Cli.Commands.App;

/// <summary>One run of <c>flux app deploy</c>: image → check and price → register → pay → block → placed → healthy → URL.</summary>
internal sealed class Deployment(AppSession session, string path, string? secrets, bool json)
{
    private const long LeastLifeMs = 15 * 60_000;
    private const int LooksBetweenReasons = 5;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BlockDeadline = TimeSpan.FromMinutes(10), PlaceDeadline = TimeSpan.FromMinutes(2), HoldDeadline = TimeSpan.FromSeconds(15);
    private readonly DeploySteps _steps = new(json);
    private readonly RegistryRules _rules = RegistryRules.Own;
    private AppSpec _spec = null!;
    private AppMessage _message = null!;
    private MessageHash _hash;
    private Amount _price;
    private long _blocks;
    private Transaction _payment = null!;
    private IReadOnlyList<string> _places = [];

    /// <summary>Everything; a dry run ends with the price.</summary>
    public async Task RunAsync(bool dryRun, CancellationToken cancel)
    {
        if (!dryRun && ImageBuild.ScriptOf(path) is { } script) await _steps.RunAsync("Image", _ => ImageBuild.RunAsync(script, cancel));
        var height = await session.Fluxd.BlockCountAsync(cancel);
        _spec = SpecFile.Read(path, session.Owner, _rules.Apps, height);
        if (secrets is not null) _spec = await SecretsFile.SealAsync(secrets, _spec, _rules.Apps, session.Fluxd, height, cancel);
        _blocks = _spec.Expire ?? _rules.Apps.MonthBlocks.At(height);
        _price = AppPrice.QuoteAt(_spec, _rules.Prices, _rules.Apps, height, _blocks);
        var payment = new Payment(session.Fluxd, session.Wallet, session.Rules);
        // Before anything is registered: a name is not announced that nobody can pay for.
        await _steps.RunAsync("Checked", _ => PriceAsync(payment, cancel));
        if (dryRun) return;
        var nodes = await session.NodesAsync(cancel);
        await RequireRoomAsync(cancel);
        await _steps.RunAsync("Registered", report => RegisterAsync(nodes, report, cancel));
        await _steps.RunAsync("Paid", _ => PayAsync(payment, nodes, cancel));
        await _steps.RunAsync("In block", _ => AwaitBlockAsync(nodes[0], cancel));
        await _steps.RunAsync("Placed", report => AwaitPlacesAsync(nodes[0], "", report, cancel));
        await _steps.RunAsync("Healthy", report => AwaitPlacesAsync(nodes[0], "healthy", report, cancel));
        await _steps.RunAsync("Answers", report => AwaitAnswerAsync(report, cancel));
        if (json) Terminal.Line(ResultJson());
        else Terminal.Line($"\n  {Url}\n");
    }

    /// <summary>Nothing is paid for an app that no confirmed node is large enough for.</summary>
    private async Task RequireRoomAsync(CancellationToken cancel)
    {
        var list = await session.Fluxd.CallAsync("viewdeterministicfluxnodelist", cancellation: cancel);
        var tiers = list.EnumerateArray().Select(node => Enum.TryParse<NodeTier>(node.GetProperty("tier").GetString(), ignoreCase: true, out var tier) ? tier : (NodeTier?)null).OfType<NodeTier>().Distinct();
        if (tiers.Any(tier => _spec.InstanceOn(tier).FitsIn(_rules.Apps.CapacityOf(tier)))) return;
        throw new CommandException(ExitCode.Rejected, "No confirmed node is large enough for one instance; nothing was registered or paid.", "Ask for less cpu, ram or hdd, or wait for larger nodes.");
    }

    private async Task<string> PriceAsync(Payment payment, CancellationToken cancel)
    {
        var (_, fee, _) = await payment.BuildAsync(Outputs(default), cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{_spec.Name} · {_spec.Instances} instances for {_blocks:N0} blocks cost {_price} FLUX (fee {fee}), refundable while unused");
    }

    private string ResultJson() => JsValue.Object(
    [
        new("name", JsValue.Of(_spec.Name)), new("hash", JsValue.Of(_hash.ToString())), new("txid", JsValue.Of(_payment.Id.ToString())), new("price", JsValue.Of(_price.ToString())),
        new("blocks", JsValue.Of(_blocks)), new("nodes", JsValue.Array(_places.Select(JsValue.Of))), new("url", JsValue.Of(Url)),
    ]).ToString();

    private string Host => $"{_spec.Name.ToLowerInvariant()}.app.localhost";

    private string Url => string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{session.Options.Gateway.Port}/");

    private List<TxOutput> Outputs(MessageHash hash) =>
    [
        new TxOutput(_price, EscrowAddress.Script),
        new TxOutput(Amount.Zero, Memo.ToScript(new EscrowMemo(hash.ToString(), (int)_blocks).ToString())),
    ];

    private async Task<string> RegisterAsync(IReadOnlyList<FluxOsClient> nodes, Action<string> report, CancellationToken cancel)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var signature = OwnerSignature.Sign(AppMessage.SignedText(AppMessageKind.Register, _spec, timestamp), session.OwnerKey.Secret);
        var message = AppMessage.Create(AppMessageKind.Register, _spec, timestamp, signature);
        var body = JsValue.Object(
        [
            new("type", JsValue.Of(message.Type)), new("version", JsValue.Of(AppMessage.Version)), new("appSpecification", _spec.Canonical),
            new("timestamp", JsValue.Of(timestamp)), new("signature", JsValue.Of(signature)),
        ]);
        var answer = await nodes[0].PostAsync("apps/appregister", body.ToString(), session.Authorization(nodes[0]), cancel);
        (_message, _hash) = (message, message.Hash);
        if (answer.GetString() != _hash.ToString()) throw new CommandException(ExitCode.Rejected, $"The node answered another hash ({answer.GetString()}) than this message has ({_hash}); nothing was paid.");
        report("waiting until every node holds it");
        await UntilAsync(async () => await HoldersAsync(nodes, cancel) == nodes.Count, HoldDeadline, () => "not every node holds the registration; nothing was paid", cancel);
        return $"{_hash.ToString()[..16]}… · held by {nodes.Count} nodes";
    }

    /// <summary>How many nodes hold the registration with long enough to live that the payment can still meet it.</summary>
    private async Task<int> HoldersAsync(IReadOnlyList<FluxOsClient> nodes, CancellationToken cancel)
    {
        var held = await Task.WhenAll(nodes.Select(async node =>
        {
            var found = await node.GetAsync($"apps/temporarymessages/{_hash}", cancel);
            return found.EnumerateArray().Any(record => record.GetProperty("expireAt").GetInt64() - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() >= LeastLifeMs);
        }));
        return held.Count(holds => holds);
    }

    private async Task<string> PayAsync(Payment payment, IReadOnlyList<FluxOsClient> nodes, CancellationToken cancel)
    {
        if (await HoldersAsync(nodes, cancel) < nodes.Count) throw new CommandException(ExitCode.Rejected, "Not every node holds the registration for another 15 minutes; nothing was paid.");
        var (draft, _, height) = await payment.BuildAsync(Outputs(_hash), cancel);
        using var signing = new AppSigning(session);
        var container = signing.Of(draft, height, isEscrow: false);
        // What is signed must say of itself, from its bytes, that it pays for this app and does nothing else.
        var summary = signing.Explain(container, [_message], []);
        if (summary.HasWarnings || summary.Statements is not [{ Kind: StatementKind.AppPayment }, ..]) throw new CommandException(ExitCode.Rejected, $"The payment is not what it should be; it was not signed:\n{summary}");
        _payment = signing.Sign(container);
        await CollateralFunding.SendAsync(session.Fluxd, _payment, cancel);
        return $"{_price} FLUX · {_payment.Id}";
    }

    private async Task<string> AwaitBlockAsync(FluxOsClient node, CancellationToken cancel)
    {
        JsonElement found = default;
        await UntilAsync(
            async () =>
            {
                var payments = await node.GetAsync($"apps/payments/{_hash}", cancel);
                found = payments.EnumerateArray().FirstOrDefault(p => p.GetProperty("txid").GetString() == _payment.Id.ToString());
                return found.ValueKind == JsonValueKind.Object;
            },
            BlockDeadline,
            () => $"payment {_payment.Id} is in no block yet; the app starts when it is",
            cancel);
        var outcome = found.GetProperty("outcome").GetString();
        if (outcome != nameof(PaymentState.Accepted))
            throw new CommandException(ExitCode.Rejected, $"The payment was not accepted ({outcome}): {found.GetProperty("detail").GetString()}", $"Get the money back with: flux app remove --payment {_payment.Id}");
        return string.Create(CultureInfo.InvariantCulture, $"{found.GetProperty("height").GetInt64()} · runs until height {found.GetProperty("endHeight").GetInt64()}");
    }

    private async Task<string> AwaitPlacesAsync(FluxOsClient node, string state, Action<string> report, CancellationToken cancel)
    {
        List<string> places = [];
        var looks = 0;
        await UntilAsync(
            async () =>
            {
                var rows = await node.GetAsync($"apps/location/{_spec.Name}", cancel);
                places = [.. rows.EnumerateArray().Where(row => state.Length == 0 || row.GetProperty("state").GetString() == state).Select(row => session.NameOf(row.GetProperty("ip").GetString()!))];
                report(string.Join(", ", places));
                if (++looks % LooksBetweenReasons == 0) await ThrowWhenDeclinedAsync(node, cancel);
                return places.Count >= _spec.Instances;
            },
            PlaceDeadline,
            () => $"only {places.Count} of {_spec.Instances} instances{(state.Length == 0 ? "" : " are " + state)}; see: flux app why {_spec.Name}",
            cancel);
        _places = [.. places.Order(StringComparer.Ordinal)];
        return string.Join(", ", _places);
    }

    /// <summary>Nobody is left who could run it: waiting longer is of no use.</summary>
    private async Task ThrowWhenDeclinedAsync(FluxOsClient node, CancellationToken cancel)
    {
        var why = (await node.GetAsync($"apps/why/{_spec.Name}", cancel)).GetProperty("nodes").EnumerateArray().ToList();
        if (why.Any(one => one.GetProperty("seat").GetString() is nameof(Seat.Member) or nameof(Seat.PayeeSeated))) return;
        var reasons = why.Select(one => $"{session.NameOf(one.GetProperty("ip").GetString()!)}: {one.GetProperty("sentence").GetString()}");
        throw new CommandException(ExitCode.Rejected, $"No node can run {_spec.Name}:\n{string.Join('\n', reasons)}", $"Get the money back with: flux app remove {_spec.Name}");
    }

    private async Task<string> AwaitAnswerAsync(Action<string> report, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var answer = "";
        await UntilAsync(
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

    private static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> complaint, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > deadline) throw new CommandException(ExitCode.Unreachable, $"After {deadline.TotalSeconds:0} s {complaint()}.");
            await Task.Delay(Beat, cancel);
        }
    }
}

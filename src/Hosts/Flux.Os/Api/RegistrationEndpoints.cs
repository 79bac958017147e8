using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Consensus.Escrow;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Registry;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Api;

/// <summary><c>/apps/…</c>: checking, pricing, registering and updating (FluxOS reference §4.9, §5.4, §11.4).</summary>
internal static class RegistrationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/deploymentinformation", (RegistryService registry) => Answer.Success(DeploymentInformation(registry))).WithSummary("Where to pay, and the limits of specifications");
        apps.MapGet("/latestspecificationversion", () => Answer.Success(AppSpec.LatestVersion)).WithSummary("Version of specifications that new ones have");
        apps.MapPost("/verifyappregistrationspecifications", VerifyAsync).WithSummary("Checks a specification: the formatted one, or every problem");
        apps.MapPost("/verifyappupdatespecifications", VerifyAsync).WithSummary("As the other, for an update");
        apps.MapPost("/calculateprice", PriceAsync).WithSummary("Price of a specification for its lifetime");
        apps.MapPost("/calculatefiatandfluxprice", PriceAsync).WithSummary("As calculateprice: in FLUX only");
        apps.MapPost("/appregister", (HttpContext context, RegistryService registry, MessageExchange exchange, TimeProvider time) =>
            PublishAsync(context, AppMessageKind.Register, registry, exchange, time)).Needs(Privilege.User).RequireRateLimiting(RateLimits.Outward).WithSummary("Takes a signed registration; answers its hash, the payment reference");
        apps.MapPost("/appupdate", (HttpContext context, RegistryService registry, MessageExchange exchange, TimeProvider time) =>
            PublishAsync(context, AppMessageKind.Update, registry, exchange, time)).Needs(Privilege.User).RequireRateLimiting(RateLimits.Outward).WithSummary("Takes a signed update; answers its hash, the payment reference");
    }

    internal static object DeploymentInformation(RegistryService registry)
    {
        var (rules, isMain) = (registry.Rules.Apps, registry.Rules.MainWay is not null);
        var height = Math.Max(0, registry.Table.Height);
        var (ports, instances, expire) = (rules.Ports.At(height), rules.InstancesOfVersion8.At(height), rules.Expire.At(height));
        return new
        {
            price = isMain ? registry.MainPriceRows.Select(PriceOf) : [PriceOf(registry.Rules.Prices)],
            priceTable = isMain ? null : registry.Rules.Prices,
            appSpecsEnforcementHeights = rules.VersionHeights.Select((from, index) => (from, index)).ToDictionary(step => (step.index + 1).ToString(CultureInfo.InvariantCulture), step => step.from),
            address = isMain ? MainPayments.PresentAddress : new Address(AddressKind.PubKeyHash, EscrowAddress.KeyHash).ToText(AddressPrefixes.Main),
            escrow = !isMain,
            portMin = ports.Min,
            portMax = ports.Max,
            enterprisePorts = rules.EnterprisePorts.Select(PortsOf),
            bannedPorts = rules.BannedPorts.Select(PortsOf),
            minimumInstances = instances.Min,
            maximumInstances = instances.Max,
            blocksLasting = rules.MonthBlocks.At(height),
            minBlocksAllowance = expire.Min,
            maxBlocksAllowance = expire.Max,
            blocksAllowanceInterval = rules.ExpireStep.At(height),
            height,
        };
    }

    // As the existing network writes them: a port is a number, a range a text with a hyphen.
    private static object PortsOf(NumberRange range) => range.Min == range.Max ? range.Min : string.Create(CultureInfo.InvariantCulture, $"{range.Min}-{range.Max}");

    // Under the names that the existing network's clients read, FLUX a month.
    private static object PriceOf(MainPriceTable row) =>
        new { height = row.Above, cpu = row.Cpu, ram = row.Ram, hdd = row.Hdd, minPrice = row.Minimum, port = row.Port, scope = row.Scope, staticip = row.StaticIp };

    // Existing clients read a list of rows for three instances and a month; ours is one row, and exact in priceTable.
    private static object PriceOf(AppPriceTable own)
    {
        static decimal Three(long satoshis) => satoshis * 3 / (decimal)Amount.Coin;
        return new
        {
            height = -1,
            cpu = Three(own.CpuTenth),
            ram = Three(own.Ram100Mb),
            hdd = Three(own.HddGb),
            minPrice = own.Minimum / (decimal)Amount.Coin,
            port = Three(own.EnterprisePort),
            scope = Three(own.Scope),
            staticip = Three(own.StaticIp),
        };
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, RegistryService registry)
    {
        var (body, problem) = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        var reading = AppSpec.TryParse(AppSpec.WithoutUnknown(body), registry.Rules.Apps, Math.Max(0, registry.Table.Height));
        return reading.IsValid ? AppRecords.Success(reading.Spec!.Canonical) : Answer.Error(reading.ToString(), "InvalidSpecification");
    }

    private static async Task<IResult> PriceAsync(HttpContext context, RegistryService registry)
    {
        var (body, problem) = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        var height = Math.Max(0, registry.Table.Height);
        var reading = AppSpec.TryParse(AppSpec.WithoutUnknown(body), registry.Rules.Apps, height);
        if (!reading.IsValid) return Answer.Error(reading.ToString(), "InvalidSpecification");
        var blocks = reading.Spec!.Expire ?? registry.Rules.Apps.MonthBlocks.At(height);
        var price = registry.Quote(reading.Spec, height, blocks);
        // No price feed is trusted, so there is no price in dollars; 0 dollars is how pages know an update that costs nothing.
        return Answer.Success(new { usd = price.Satoshis == 0 ? 0 : (int?)null, flux = price.Satoshis / (decimal)Amount.Coin, fluxDiscount = 0, satoshis = price.Satoshis, blocks });
    }

    private static async Task<IResult> PublishAsync(HttpContext context, AppMessageKind kind, RegistryService registry, MessageExchange exchange, TimeProvider time)
    {
        var (body, problem) = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        if (!TryBuild(body, kind, registry, out var message, out problem)) return Answer.Error(problem, "InvalidMessage");
        var verdict = AppMessageCheck.CheckTime(message, time.GetUtcNow().ToUnixTimeMilliseconds());
        // A message that nobody else hears of is paid for in vain.
        if (verdict.IsAccepted && await exchange.WhyAloneAsync(context.RequestAborted).ConfigureAwait(false) is { } alone) return Answer.Error($"This node has too few peers to tell the network of it: {alone}", "TooFewPeers");
        try
        {
            if (verdict.IsAccepted) verdict = await exchange.PublishAsync(message, context.RequestAborted).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            return Answer.Error($"This node cannot store the message: {e.Message}", "StorageFailed");
        }
        return verdict.IsAccepted ? Answer.Success(message.Hash.ToString()) : Answer.Error(verdict.Detail, verdict.Reject.ToString());
    }

    /// <summary>The API's body holds the specification as its owner wrote it; what is gossiped and hashed is its canonical form.</summary>
    private static bool TryBuild(JsValue body, AppMessageKind kind, RegistryService registry, out AppMessage message, out string problem)
    {
        message = null!;
        var type = body["type"]?.AsText ?? "";
        if (AppMessageType.KindOf(type) != kind)
        {
            problem = $"type is \"{type}\"; this route takes {AppMessageType.Of(kind)}";
            return false;
        }
        if ((body["appSpecification"] ?? body["appSpecifications"]) is not { } specification)
        {
            problem = "appSpecification is missing";
            return false;
        }
        var reading = AppSpec.TryParse(AppSpec.WithoutUnknown(specification), registry.Rules.Apps, Math.Max(0, registry.Table.Height));
        problem = reading.ToString();
        if (!reading.IsValid) return false;
        var canonical = reading.Spec!.Canonical;
        var (timestamp, signature) = (body["timestamp"] ?? JsValue.Null, body["signature"]?.AsText ?? "");
        var hash = MessageHash.Of(string.Create(CultureInfo.InvariantCulture, $"{type}{AppMessage.Version}{canonical}{timestamp}{signature}"));
        return AppMessage.TryRead(
            JsValue.Object(
            [
                new("type", JsValue.Of(type)),
                new("version", body["version"] ?? JsValue.Null),
                new("appSpecifications", canonical),
                new("hash", JsValue.Of(hash.ToString())),
                new("timestamp", timestamp),
                new("signature", JsValue.Of(signature)),
            ]),
            out message,
            out problem);
    }
}

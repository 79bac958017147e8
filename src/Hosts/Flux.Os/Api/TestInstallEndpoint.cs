using System.Globalization;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Registry;

namespace Flux.Os.Api;

/// <summary>
/// <c>/apps/testappinstall</c>: pages show the way to pay only after it went well (FluxOS reference §11.3). Nothing but validation happens for an
/// unpaid message (architecture §6.5), so the specification and its images are checked and nothing is installed.
/// </summary>
internal static class TestInstallEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/apps").WithTags("apps").MapGet("/testappinstall/{appname?}", TestAsync).Needs(Privilege.User).RequireRateLimiting(RateLimits.Outward)
            .WithSummary("Checks a specification and its images, by the hash of its message or the app's name; nothing is installed. JSON objects one after the other, or one error");

    private static async Task<IResult> TestAsync(HttpContext http, RegistryService registry, KeeperHolder keeper, string appname)
    {
        if (SpecOf(registry, appname) is not { } spec) return Answer.Error($"{appname} is not registered, and no message with that hash is known here", "NotFound");
        if (keeper.Keeper is not { } container) return Answer.Error("This is a gateway without a container engine", "NotSupported");
        if (spec.IsEncrypted) return Answer.Error($"{spec.Name} is encrypted: only nodes with closed software can open it, and this one cannot install it", "NotSupported");
        var reading = AppSpec.TryParse(spec.Canonical, registry.Rules.Apps, Math.Max(0, registry.Table.Height));
        if (!reading.IsValid) return Answer.Error(reading.ToString(), "InvalidSpecification");
        var steps = new List<string> { $"The specification of {spec.Name} is valid", Room(spec, registry.Rules.Apps) };
        foreach (var component in spec.Components)
        {
            var (found, fault) = await ImageCheck.FindAsync(container.Engine, component.RepoTag, RegistryCredentials.TryParse(component.RepoAuth), http.RequestAborted).ConfigureAwait(false);
            if (fault is not null && !(HasCredentials(spec, component) && fault.Kind == EngineFaultKind.ImageUnknown)) return Answer.Error($"{NameOf(spec, component)}: {fault.Message}", fault.Kind.ToString());
            steps.Add($"{NameOf(spec, component)}: {(fault is null ? found : $"{component.RepoTag} cannot be read without its credentials, which are tried when it is installed")}");
        }
        steps.Add("Nothing was installed: that happens after the payment");
        return Results.Text(string.Concat(steps.Select(step => JsonSerializer.Serialize(new { status = step }))) + JsonSerializer.Serialize(new { status = "success", data = new { message = $"{spec.Name} can be installed" } }),
            "application/json; charset=utf-8");
    }

    private static AppSpec? SpecOf(RegistryService registry, string nameOrHash) =>
        MessageHash.TryParse(nameOrHash, out var hash) && registry.MessageOf(hash) is { } message ? message.Spec : registry.Table.Find(nameOrHash)?.Spec;

    private static bool HasCredentials(AppSpec spec, Component component) => component.RepoAuth.Length > 0 || component.Secrets.Length > 0 || spec.HasSecrets;

    private static string NameOf(AppSpec spec, Component component) => component.Name.Length == 0 ? spec.Name : component.Name;

    private static string Room(AppSpec spec, AppRules rules)
    {
        var tiers = Enum.GetValues<NodeTier>().Where(tier => spec.InstanceOn(tier).FitsIn(rules.CapacityOf(tier))).ToList();
        var need = spec.InstanceOn(NodeTier.Cumulus);
        return string.Create(CultureInfo.InvariantCulture, $"One instance needs {need.Cpu} cores, {need.Ram} MB and {need.Hdd} GB: for nodes of the tiers {string.Join(", ", tiers)}");
    }
}

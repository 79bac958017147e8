using System.Text.Json.Nodes;
using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Orchestration.Instances;
using Flux.Os.Api.Access;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/apps/…</c>: images, failed installations, and helps for those who write specifications (FluxOS reference §11.4, §11.6).</summary>
internal static class AppRegistryExtraEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/listappsimages", ImagesAsync).WithSummary("Images on this node's machine, as Docker lists them");
        apps.MapGet("/installingerrorslocation/{appname?}", (LocationList locations, string appname) => AppRecords.Success(locations.InstallErrors(appname))).WithSummary("Nodes at which an app could not be installed within a day, and why");
        apps.MapGet("/installingerrorslocations", (LocationList locations) => AppRecords.Success(locations.InstallErrors())).WithSummary("Installations that failed within a day");
        apps.MapGet("/registrationinformation", (RegistryService registry) => Answer.Success(RegistrationEndpoints.DeploymentInformation(registry))).WithSummary("The settings for apps, as deploymentinformation");
        apps.MapGet("/updatetolatestspecs/{appname?}", (HttpContext http) =>
            AccessGrant.Of(http).App!.Spec is { IsEncrypted: true } ? Answer.Error("This node holds no key to the encrypted part", "NotSupported") : AppRecords.Success(Latest(AccessGrant.Of(http).App!.Spec)))
            .Needs(Privilege.AppOwnerAbove).WithSummary("The app's specification in the shape of the latest version, to be signed as an update");
        apps.MapPost("/checkdockerexistance", ImageExistsAsync).Needs(Privilege.User).RequireRateLimiting(RateLimits.Outward).WithSummary("Whether the image repotag is at its registry and made for this node; repoauth is user:password, or the registry is asked anonymously");
        // There are no central lists of nodes, owners and repositories here.
        apps.MapGet("/enterprisenodes", () => Answer.Success(Array.Empty<object>())).WithSummary("Always empty: no node is reserved for chosen owners");
        apps.MapGet("/whitelistedrepositories", () => Answer.Success(Array.Empty<string>())).WithSummary("Always empty: no list decides what may run");
    }

    private static async Task<IResult> ImagesAsync(EngineAnswers answers, CancellationToken cancel)
    {
        if (await answers.ImagesAsync(cancel).ConfigureAwait(false) is not { } listed) return Answer.Success(Array.Empty<object>());
        return listed.Ok ? Answer.Success(JsonNode.Parse(listed.Value)) : Answer.Error(listed.Fault.Message, "DockerError");
    }

    private static async Task<IResult> ImageExistsAsync(HttpContext http, KeeperHolder keeper)
    {
        var (body, problem) = await RequestBody.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (body is null) return Answer.Error(problem);
        var image = body["repotag"]?.AsText ?? "";
        if (!ImageReference.TryParse(image, out _, out problem)) return Answer.Error($"repotag {problem}", "InvalidParameter");
        var auth = body["repoauth"]?.AsText ?? "";
        var credentials = RegistryCredentials.TryParse(auth);
        if (auth.Length != 0 && credentials is null) return Answer.Error("repoauth must be user:password; forms of providers, as aws-ecr://, and encrypted texts are not read here", "InvalidParameter");
        if (keeper.Keeper is null) return Answer.Error("This is a gateway without a container engine", "NotSupported");
        var (found, fault) = await ImageCheck.FindAsync(keeper.Keeper.Engine, image, credentials, http.RequestAborted).ConfigureAwait(false);
        return fault is null ? Answer.Message(found) : Answer.Error(fault.Message, fault.Kind.ToString());
    }

    /// <summary>A specification of any version as one of version 8, field for field in its order (FluxOS reference §3.2). Resources that differ by tier become the smallest tier's.</summary>
    internal static JsValue Latest(AppSpec spec) => spec.Version == AppSpec.LatestVersion ? spec.Canonical : JsValue.Object(
    [
        new("version", JsValue.Of(AppSpec.LatestVersion)),
        new("name", JsValue.Of(spec.Name)),
        new("description", JsValue.Of(spec.Description)),
        new("owner", JsValue.Of(spec.Owner)),
        new("compose", JsValue.Array(spec.Components.Select(component => Latest(spec, component)))),
        new("instances", JsValue.Of(spec.Instances)),
        new("contacts", JsValue.Strings(spec.Contacts)),
        new("geolocation", JsValue.Strings(spec.Geolocation)),
        new("expire", JsValue.Of(spec.Expire ?? UsualExpire)),
        new("nodes", JsValue.Strings(spec.Nodes)),
        new("staticip", JsValue.Of(spec.StaticIp)),
        new("enterprise", JsValue.Of("")),
    ]);

    /// <summary>Blocks of a month before blocks came faster: what versions without the field meant (FluxOS reference §3.12).</summary>
    private const long UsualExpire = 22_000;

    private static JsValue Latest(AppSpec spec, Component component)
    {
        var resources = component.ResourcesOn(NodeTier.Cumulus);
        return JsValue.Object(
        [
            new("name", JsValue.Of(component.Name.Length == 0 ? spec.Name : component.Name)),
            new("description", JsValue.Of(component.Description.Length == 0 ? spec.Description : component.Description)),
            new("repotag", JsValue.Of(component.RepoTag)),
            new("ports", JsValue.Array(component.Ports.Select(port => JsValue.Of(port)))),
            new("domains", JsValue.Strings(component.Domains.Length == 0 ? [.. component.Ports.Select(_ => "")] : component.Domains)),
            new("environmentParameters", JsValue.Strings(component.EnvironmentVariables)),
            new("commands", JsValue.Strings(component.Commands)),
            new("containerPorts", JsValue.Array(component.ContainerPorts.Select(port => JsValue.Of(port)))),
            new("containerData", JsValue.Of(component.ContainerData)),
            new("cpu", NumberOf(resources.Cpu)),
            new("ram", NumberOf(resources.Ram)),
            new("hdd", NumberOf(resources.Hdd)),
            new("repoauth", JsValue.Of(component.RepoAuth)),
        ]);
    }

    private static JsValue NumberOf(Quantity quantity) => JsReader.TryRead(quantity.ToString(), out var number, out _) ? number : JsValue.Null;
}

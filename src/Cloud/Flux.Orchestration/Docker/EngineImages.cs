using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>Images: present locally, or pulled.</summary>
public sealed class EngineImages
{
    private readonly EngineCalls calls;
    private readonly TimeSpan pullTimeout;
    private readonly Func<(string Name, string Value), IDockerClient> connect;

    /// <param name="calls">The engine.</param>
    /// <param name="pullTimeout">Longest pull.</param>
    /// <param name="connect">Another client of the engine, which sends a header with each request.</param>
    internal EngineImages(EngineCalls calls, TimeSpan pullTimeout, Func<(string Name, string Value), IDockerClient> connect) =>
        (this.calls, this.pullTimeout, this.connect) = (calls, pullTimeout, connect);

    /// <summary>Facts of a local image; <see cref="EngineFaultKind.ImageUnknown"/> when it is not on this machine.</summary>
    public Task<EngineResult<ImageFacts>> FindAsync(string reference, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => Read(await docker.Images.InspectImageAsync(reference, token)), cancel);

    /// <summary>
    /// Makes sure that an image is on this machine and made for it. A local one is used without asking any registry.
    /// Faults: ImageUnknown, WrongArchitecture, RegistryUnavailable, DiskFull, Timeout, Unreachable.
    /// </summary>
    public async Task<EngineResult<ImageFacts>> EnsureAsync(
        string reference, RegistryCredentials? credentials, EngineFacts engine, Action<string> progress, CancellationToken cancel)
    {
        var found = await FindAsync(reference, cancel);
        if (!found.Ok && found.Fault.Kind is EngineFaultKind.ImageUnknown or EngineFaultKind.NotFound)
        {
            var pulled = await PullAsync(reference, credentials, $"{engine.Os}/{engine.Architecture}", progress, cancel);
            if (!pulled.Ok) return Explain(reference, pulled.Fault);
            found = await FindAsync(reference, cancel);
        }

        return found.Ok ? CheckPlatform(reference, found.Value, engine) : found;
    }

    /// <summary>As <see cref="EnsureAsync"/>, but asks the registry for a newer image first; where it has none to give, a local one is used.</summary>
    public async Task<EngineResult<ImageFacts>> RefreshAsync(
        string reference, RegistryCredentials? credentials, EngineFacts engine, Action<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(progress);
        var pulled = await PullAsync(reference, credentials, $"{engine.Os}/{engine.Architecture}", progress, cancel);
        var found = await FindAsync(reference, cancel);
        if (!pulled.Ok && !found.Ok) return Explain(reference, pulled.Fault);
        if (!pulled.Ok) progress($"image {reference} is used as it is here: {pulled.Fault.Message}");
        return found.Ok ? CheckPlatform(reference, found.Value, engine) : found;
    }

    /// <summary>Every image of the machine, under the engine's own JSON names, for the existing HTTP route that passes it on.</summary>
    public Task<EngineResult<string>> ListJsonAsync(CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => JsonSerializer.Serialize(await docker.Images.ListImagesAsync(new ImagesListParameters(), token)), cancel);

    /// <summary>
    /// Whether an image is at its registry, asked anonymously or with credentials; answers its platforms as <c>os/architecture</c>. Nothing is downloaded.
    /// Faults: ImageUnknown, RegistryUnavailable, Timeout, Unreachable.
    /// </summary>
    public async Task<EngineResult<IReadOnlyList<string>>> FindAtRegistryAsync(string reference, RegistryCredentials? credentials, CancellationToken cancel)
    {
        // The library's call takes no credentials; the engine reads them from a header, as it does for a pull.
        using var own = credentials is null ? null : connect(("X-Registry-Auth", AuthHeader(credentials)));
        var found = await calls.GetAsync(async (docker, token) => await (own ?? docker).Distribution.InspectAsync(WithTag(reference), token), cancel);
        if (!found.Ok) return Explain(reference, found.Fault);
        return EngineResults.Of<IReadOnlyList<string>>([.. (found.Value.Platforms ?? []).Select(platform => $"{platform.OS}/{platform.Architecture}")]);
    }

    private async Task<EngineResult<Done>> PullAsync(
        string reference, RegistryCredentials? credentials, string platform, Action<string> progress, CancellationToken cancel)
    {
        EngineFault? refused = null;
        var parameters = new ImagesCreateParameters { FromImage = WithTag(reference), Platform = platform };
        var follow = new InlineProgress<JSONMessage>(message =>
        {
            if (message.Error is { } error) refused = EngineFaultTexts.Classify(0, error.Message ?? "the registry refused");
            else progress(PullText.Of(reference, message));
        });
        var called = await calls.RunAsync((docker, token) => docker.Images.CreateImageAsync(parameters, Auth(credentials), follow, token), cancel, pullTimeout);
        return refused is not null ? refused : called;
    }

    private static EngineResult<ImageFacts> CheckPlatform(string reference, ImageFacts image, EngineFacts engine) =>
        image.Architecture == engine.Architecture && image.Os == engine.Os
            ? image
            : new EngineFault(EngineFaultKind.WrongArchitecture,
                $"image {reference} is for {image.Os}/{image.Architecture}; this node is {engine.Os}/{engine.Architecture}");

    private static EngineFault Explain(string reference, EngineFault fault) => fault.Kind switch
    {
        EngineFaultKind.ImageUnknown or EngineFaultKind.NotFound =>
            new(EngineFaultKind.ImageUnknown, $"image {reference} does not exist or may not be read: {fault.Message}"),
        EngineFaultKind.WrongArchitecture => new(fault.Kind, $"image {reference} has no variant for this node: {fault.Message}"),
        EngineFaultKind.RegistryUnavailable =>
            new(fault.Kind, $"image {reference} is not on this machine and its registry cannot be reached: {fault.Message}"),
        _ => new(fault.Kind, $"image {reference}: {fault.Message}"),
    };

    private static ImageFacts Read(ImageInspectResponse image) =>
        new(image.ID, Platform.ArchitectureOf(image.Architecture ?? ""), image.Os ?? "linux", image.Config?.User ?? "", image.Size);

    /// <summary>Without a tag the engine would pull every tag of the repository.</summary>
    private static string WithTag(string reference)
    {
        var name = reference.AsSpan(reference.LastIndexOf('/') + 1);
        return name.Contains(':') || name.Contains('@') ? reference : reference + ":latest";
    }

    /// <summary>Base64 with padding in the alphabet of addresses, as the engine decodes it.</summary>
    private static string AuthHeader(RegistryCredentials credentials) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { username = credentials.User, password = credentials.Password })).Replace('+', '-').Replace('/', '_');

    private static AuthConfig Auth(RegistryCredentials? credentials) =>
        credentials is null ? new AuthConfig() : new AuthConfig { Username = credentials.User, Password = credentials.Password };
}

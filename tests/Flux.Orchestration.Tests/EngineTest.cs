using System.Net;
using Docker.DotNet;
using Flux.Orchestration.Instances;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Orchestration.Tests;

/// <summary>A test against the real engine, in a namespace of its own that is swept afterwards.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    /// <summary>Containers of this process's tests are reached here only: nobody else's port can be in the way.</summary>
    private static readonly IPAddress Host = OwnAddress.Take();

    // Below the ports that Linux gives to outgoing connections and to listeners that name none.
    private static int nextPort = 20_000 + Random.Shared.Next(0, 4_000);

    private readonly EngineFixture fixture;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "flux-orchestration-" + Guid.NewGuid().ToString("N"));
    private readonly List<InstanceKeeper> keepers = [];

    protected EngineTest(EngineFixture fixture)
    {
        this.fixture = fixture;
        Options = new OrchestrationOptions
        {
            Namespace = "t" + Guid.NewGuid().ToString("N")[..10],
            NodeName = "tester",
            PublishAddress = Host,
            SubnetPrefix = "172.29",
            AppsFolder = folder,
            Firewall = false,
            StopGrace = TimeSpan.FromSeconds(2),
        };
        Raw = new DockerClientBuilder().WithEndpoint(new Uri("unix:///var/run/docker.sock")).Build();
    }

    protected OrchestrationOptions Options { get; init; }

    /// <summary>Another address of the machine, for a second node.</summary>
    protected static IPAddress Elsewhere { get; } = OwnAddress.Take();

    /// <summary>The client library itself, to look behind our own code's back and to break things.</summary>
    protected DockerClient Raw { get; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Obstacle is not null, fixture.Obstacle ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var keeper in keepers) await keeper.DisposeAsync();
        if (fixture.Obstacle is null) (await InstanceKeeper.SweepAsync(Options, CancellationToken.None)).Value!.Left.ShouldBeEmpty();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Raw.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static int FreePort() => Interlocked.Increment(ref nextPort);

    protected InstanceKeeper NewKeeper(OrchestrationOptions? options = null)
    {
        var keeper = new InstanceKeeper(options ?? Options, NullLoggerFactory.Instance, TimeProvider.System);
        keepers.Add(keeper);
        return keeper;
    }

    protected async Task<InstanceKeeper> StartedKeeperAsync(params DesiredInstance[] desired)
    {
        var keeper = NewKeeper();
        await keeper.StartAsync(desired, Cancel);
        return keeper;
    }

    protected static DesiredInstance App(string name, params DesiredComponent[] components) => new()
    {
        App = name,
        MessageHash = new string('a', 64),
        Components = components,
    };

    protected static DesiredComponent Web(string name, int port = 0) => new()
    {
        Name = name,
        Image = TestImage.Web,
        Ports = port > 0 ? [new PublishedPort(port, 8080)] : [],
        Limits = new ResourceLimits { NanoCpus = 100_000_000, MemoryBytes = 32 << 20, VolumeBytes = 1 << 20 },
    };

    /// <summary>Names of every container, network and volume file of this test's namespace; the keeper's own probe at start is none.</summary>
    protected async Task<IReadOnlyList<string>> LeftAsync()
    {
        var filter = Flux.Orchestration.Docker.EngineFilters.Of(Options.Namespace, null);
        var containers = await Raw.Containers.ListContainersAsync(new() { All = true, Filters = filter }, Cancel);
        var networks = await Raw.Networks.ListNetworksAsync(new() { Filters = filter }, Cancel);
        var volumes = Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];
        return [.. containers.SelectMany(one => one.Names), .. networks.Select(one => one.Name), .. volumes.Where(path => !Path.GetFileName(path).StartsWith(".probe", StringComparison.Ordinal))];
    }

    protected static Task<string> GetAsync(int port) => GetAsync($"http://{Host}:{port}/");

    private static async Task<string> GetAsync(string address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        return (await http.GetStringAsync(new Uri(address), Cancel)).Trim();
    }

    /// <summary>Waits until a condition holds; fails with its description after a minute, which only a broken keeper takes.</summary>
    protected static async Task EventuallyAsync(Func<Task<bool>> condition, string description)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (!await condition()) await tick.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            Assert.Fail("did not happen within a minute: " + description);
        }
    }
}

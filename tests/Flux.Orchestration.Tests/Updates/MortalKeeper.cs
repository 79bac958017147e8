using System.Diagnostics;
using System.Globalization;
using System.Net;
using Flux.Orchestration.Instances;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Orchestration.Tests.Updates;

/// <summary>A keeper in a process of its own: it takes the first version of an app over, changes it to the second and waits to be killed.</summary>
internal static class MortalKeeper
{
    public const string Verb = "keep-until-killed";

    private const string Updated = "updated";

    /// <summary>The app of these tests in one of its versions, each of which answers with its own name. Port 0: no port and no volume.</summary>
    public static DesiredInstance App(string version, int port) => new()
    {
        App = "mortal",
        MessageHash = version.PadRight(64, '0'),
        Components =
        [
            new DesiredComponent
            {
                Name = "web",
                Image = TestImage.Web,
                Command = ["/bin/sh", "-c", TestImage.Serve.Replace("$FLUX_NODE_NAME", version, StringComparison.Ordinal)],
                Ports = port > 0 ? [new PublishedPort(port, 8080)] : [],
                Mounts = port > 0 ? [new DesiredMount(0, MountKind.Directory, DesiredMount.Primary, "/data")] : [],
                Limits = new ResourceLimits { NanoCpus = 100_000_000, MemoryBytes = 32 << 20, VolumeBytes = 1 << 20 },
            },
        ],
    };

    /// <summary>Starts one. What it keeps is that of the options, and it reaches the engine by the given endpoint.</summary>
    public static Process Start(OrchestrationOptions options, Uri engine, int port)
    {
        string[] job = [Verb, options.Namespace, options.PublishAddress.ToString(), options.SubnetPrefix, options.AppsFolder, engine.ToString(), port.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, job) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>The process itself. It says when the second version is announced.</summary>
    public static async Task<int> RunAsync(string[] job)
    {
        var options = new OrchestrationOptions
        {
            Namespace = job[0],
            NodeName = "tester",
            PublishAddress = IPAddress.Parse(job[1]),
            SubnetPrefix = job[2],
            AppsFolder = job[3],
            Engine = new Uri(job[4]),
            Firewall = false,
            StopGrace = TimeSpan.FromSeconds(2),
        };
        var port = int.Parse(job[5], CultureInfo.InvariantCulture);
        await using var keeper = new InstanceKeeper(options, NullLoggerFactory.Instance, TimeProvider.System);
        await keeper.StartAsync([App("first", port)], CancellationToken.None);
        var outcome = await keeper.InstallAsync(App("second", port), null, CancellationToken.None);
        await Console.Out.WriteLineAsync(outcome.Failure?.Message ?? Updated);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}

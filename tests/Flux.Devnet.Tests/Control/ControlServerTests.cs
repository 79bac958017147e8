using Flux.Devnet.Control;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;

namespace Flux.Devnet.Tests.Control;

public sealed class ControlServerTests : IAsyncDisposable
{
    private readonly TemporaryHome temporary = new();
    private readonly EventLog events = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ControlServer server;

    public ControlServerTests() =>
        server = new ControlServer(temporary.Home, events, () => [new ProgramReport("node1/fluxd", ProgramState.Running, 7, 1, 137, "was killed")], () => stopped.TrySetResult());

    [Fact]
    public async Task Tells_the_state_of_the_programs()
    {
        using var client = await ConnectAsync();

        (await client.ProgramsAsync(CancellationToken.None)).ShouldBe([new ProgramReport("node1/fluxd", ProgramState.Running, 7, 1, 137, "was killed")]);
    }

    [Fact]
    public async Task Streams_events_to_their_end()
    {
        using var client = await ConnectAsync();
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Failed, Text = "no", Problem = DevnetProblem.Rejected, Remedy = "try" });
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Stopped });

        var seen = new List<NetworkEvent>();
        await foreach (var entry in client.FollowAsync(owner: false, CancellationToken.None)) seen.Add(entry);

        seen.ShouldBe([new NetworkEvent { Kind = NetworkEventKind.Failed, Text = "no", Problem = DevnetProblem.Rejected, Remedy = "try" }, new NetworkEvent { Kind = NetworkEventKind.Stopped }]);
        stopped.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Stops_the_network_when_its_owner_goes_away()
    {
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Step });
        using (var owner = await ConnectAsync())
        {
            await FirstAsync(owner, own: true);
        }

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Lets_a_released_network_go_on()
    {
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Step });
        using (var owner = await ConnectAsync())
        {
            await FirstAsync(owner, own: true);
            await owner.ReleaseAsync();
        }

        using var next = await ConnectAsync();
        (await next.ProgramsAsync(CancellationToken.None)).Count.ShouldBe(1);
        stopped.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Stops_on_request()
    {
        using var client = await ConnectAsync();
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Stopped });

        await foreach (var _ in client.StopAsync(CancellationToken.None)) { }

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Nobody_answers_where_no_supervisor_runs()
    {
        using var elsewhere = new TemporaryHome();

        (await ControlClient.TryConnectAsync(elsewhere.Home, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public void Says_when_the_home_is_too_long_for_a_socket() =>
        Should.Throw<DevnetException>(() => ControlClient.EndPoint("/" + new string('x', 107))).Remedy.ShouldContain("FLUX_HOME");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        temporary.Dispose();
    }

    private async Task<ControlClient> ConnectAsync() => (await ControlClient.TryConnectAsync(temporary.Home, CancellationToken.None)).ShouldNotBeNull();

    private static async Task FirstAsync(ControlClient client, bool own)
    {
        await foreach (var _ in client.FollowAsync(own, CancellationToken.None)) return;
    }
}

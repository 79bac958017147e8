using Flux.Ingress.Health;
using Flux.Ingress.Routes;

namespace Flux.Ingress.Tests.Health;

public sealed class InstanceStateTests
{
    private readonly InstanceState state = new(new RouteInstance("n", "127.0.0.1", 1), failuresToEject: 2, () => { });

    [Fact]
    public void One_failed_connect_ejects()
    {
        state.Answered();
        state.ConnectFailed();
        state.Health.ShouldBe(InstanceHealth.Ejected);
    }

    [Fact]
    public void Two_failed_probes_in_a_row_eject_and_one_does_not()
    {
        state.Answered();
        state.ProbeFailed(mayEject: true);
        state.Health.ShouldBe(InstanceHealth.Healthy);
        state.Answered();
        state.ProbeFailed(mayEject: true);
        state.Health.ShouldBe(InstanceHealth.Healthy);
        state.ProbeFailed(mayEject: true);
        state.Health.ShouldBe(InstanceHealth.Ejected);
    }

    [Fact]
    public void An_answer_brings_it_back()
    {
        state.ConnectFailed();
        state.Answered();
        state.Health.ShouldBe(InstanceHealth.Healthy);
    }

    [Fact]
    public void Tells_waiting_requests_when_it_is_ejected()
    {
        var told = 0;
        var leaves = state.BeginWait(new WaitingRequest(1, () => told += 1));
        state.BeginWait(new WaitingRequest(2, () => told += 10));
        state.EndWait(leaves);
        state.WaitingSince.ShouldBe(2);
        state.ConnectFailed();
        state.ConnectFailed();
        told.ShouldBe(10);
    }
}

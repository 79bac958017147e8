using Flux.Devnet.Control;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet;

/// <summary>Ends a network from outside: asks its supervisor, ends one that does not answer, and sweeps what is left.</summary>
public static class SupervisorEnd
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends everything of this home. <paramref name="told"/> gets the supervisor's events.</summary>
    /// <returns>Whether a supervisor ran, and what was found beside it.</returns>
    public static async Task<(bool WasRunning, SweepReport Swept)> RunAsync(HomeFolder home, Action<NetworkEvent> told, CancellationToken cancel)
    {
        var owner = InstanceLock.Owner(home);
        if (owner is { } id) await EndAsync(home, id, told, cancel);
        return (owner is not null, await new Sweep(home).RunAsync(cancel));
    }

    private static async Task EndAsync(HomeFolder home, int id, Action<NetworkEvent> told, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var control = await ControlClient.TryConnectAsync(home, patience.Token);
            if (control is null) Signals.AskToEnd(id);
            else await foreach (var entry in control.StopAsync(patience.Token)) told(entry);
            while (InstanceLock.Owner(home) == id) await Task.Delay(Look, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Signals.Kill(id);
        }
    }
}

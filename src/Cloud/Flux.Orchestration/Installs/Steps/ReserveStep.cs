using System.Net;
using System.Net.Sockets;

namespace Flux.Orchestration.Installs.Steps;

/// <summary>Sets CPU, memory, disk and ports aside; also looks whether something outside Flux listens on a port.</summary>
internal sealed class ReserveStep(InstallContext context, ReservationBook book, IPAddress publishAddress) : IInstallStep
{
    private readonly Reservation? earlier = book.HeldBy(context.Desired.App);

    public InstallStage Stage => InstallStage.Reserve;

    public Task<InstallFailure?> DoAsync(CancellationToken cancel) => Task.FromResult(book.TryReserve(context.Desired) ?? ForeignListener());

    public Task UndoAsync(CancellationToken cancel)
    {
        book.Release(context.Desired.App, earlier);
        return Task.CompletedTask;
    }

    private InstallFailure? ForeignListener()
    {
        foreach (var port in Reservation.For(context.Desired).Ports.Where(port => earlier?.Ports.Contains(port) != true))
        {
            if (IsTaken(port)) return new InstallFailure(Stage, InstallFailureReason.PortTaken, $"port {port} is used by another program on this node", MayRetry: true);
        }

        return null;
    }

    private bool IsTaken(int port)
    {
        try
        {
            using var probe = new Socket(publishAddress.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            probe.Bind(new IPEndPoint(publishAddress, port));
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Flux.Devnet.Checks;

/// <summary>Whether every address and port the network needs can be bound.</summary>
internal static class PortCheck
{
    /// <exception cref="DevnetException">A port is taken; the message names it and its owner.</exception>
    public static void Require(IPEndPoint wanted, string purpose)
    {
        using var socket = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As the daemons do: connections of an earlier run that still linger are no obstacle, a listener is.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(wanted);
            socket.Listen();
        }
        catch (SocketException e)
        {
            throw Refused(wanted, purpose, e);
        }
    }

    private static DevnetException Refused(IPEndPoint wanted, string purpose, SocketException e)
    {
        if (e.SocketErrorCode != SocketError.AddressAlreadyInUse)
            return new DevnetException(DevnetProblem.Unreachable, $"{wanted} ({purpose}) can't be used: {e.Message}", inner: e);
        var listener = ListenerTable.On(wanted);
        var owner = listener is null ? null : ListenerTable.Owner(listener);
        var who = owner is null ? "another program (of another user)" : $"process {owner.Id}: {owner.Command}";
        return new DevnetException(DevnetProblem.Unreachable, $"Port {wanted.Port} at {wanted.Address} ({purpose}) is taken by {who}.", "End that program, then run flux up again.", e);
    }
}

using System.Net.Sockets;
using System.Text;

namespace Flux.Daemon.Notifications;

/// <summary>Tells systemd how far the start is (<c>Type=notify</c>, sd_notify(3)): a datagram to the socket that NOTIFY_SOCKET names. Without it nothing is sent.</summary>
internal static class SystemdNotice
{
    /// <summary>Sent once everything answers.</summary>
    public const string Ready = "READY=1\nSTATUS=ready";

    /// <summary>Sent when the end begins.</summary>
    public const string Stopping = "STOPPING=1\nSTATUS=stopping";

    /// <summary>Sends lines of the form NAME=value. Nobody is held up by a supervisor that does not listen.</summary>
    public static void Send(string lines)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } path) return;
        // A leading @ means the abstract namespace, whose names begin with a zero byte.
        var address = new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            socket.SendTo(Encoding.UTF8.GetBytes(lines), address);
        }
        catch (SocketException)
        {
            // Only a notice.
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Flux.P2P.Routers;

/// <summary>Ports by NAT-PMP (RFC 6886).</summary>
/// <param name="gateway">The router; null: the default gateway.</param>
internal sealed class NatPmp(IPEndPoint? gateway, TimeProvider time) : IPortProtocol
{
    private const int Port = 5351;
    private const uint LifetimeSeconds = 3600;

    // RFC 6886 doubles a quarter of a second eight times, two minutes in all; a router that is there answers the first.
    private const int Attempts = 5;
    private const int MostDatagramsAnAttempt = 64;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);

    public string Name => "NAT-PMP";

    public async Task<PortMapping> MapAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = Open();
        var address = NatPmpCodec.AddressOf(await AskAsync(socket, NatPmpCodec.AddressRequest(), NatPmpCodec.AddressOperation, cancellationToken).ConfigureAwait(false));
        var answer = await AskAsync(socket, NatPmpCodec.MapRequest((ushort)port, (ushort)port, LifetimeSeconds), NatPmpCodec.MapTcpOperation, cancellationToken).ConfigureAwait(false);
        var mapping = NatPmpCodec.MappingOf(answer);
        if (mapping.InternalPort != port || mapping.ExternalPort == 0 || mapping.LifetimeSeconds == 0) throw new IOException("the router answered for another port");
        return new PortMapping(new IPEndPoint(address, mapping.ExternalPort), port, TimeSpan.FromSeconds(Math.Min(mapping.LifetimeSeconds, LifetimeSeconds)));
    }

    public async Task UnmapAsync(PortMapping mapping, CancellationToken cancellationToken)
    {
        using var socket = Open();
        await AskAsync(socket, NatPmpCodec.MapRequest((ushort)mapping.InternalPort, 0, 0), NatPmpCodec.MapTcpOperation, cancellationToken).ConfigureAwait(false);
    }

    private Socket Open()
    {
        var router = gateway ?? (DefaultGateway.Find() is { } found ? new IPEndPoint(found, Port) : throw new IOException("this machine has no default gateway"));
        var socket = new Socket(router.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected: the system passes on what comes from the router only.
        socket.Connect(router);
        return socket;
    }

    private async Task<byte[]> AskAsync(Socket socket, byte[] request, byte operation, CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        for (var attempt = 0; attempt < Attempts; attempt++, wait *= 2)
        {
            await socket.SendAsync(request, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (await ReceiveAsync(socket, operation, wait, cancellationToken).ConfigureAwait(false) is { } answer) return answer;
        }
        throw new IOException("the router does not answer");
    }

    /// <summary>The answer, or null when none came in time.</summary>
    private async Task<byte[]?> ReceiveAsync(Socket socket, byte operation, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var buffer = new byte[NatPmpCodec.LongestAnswer + 1];
        try
        {
            for (var i = 0; i < MostDatagramsAnAttempt; i++)
            {
                var length = await ReceiveAsync(socket, buffer, either.Token).ConfigureAwait(false);
                if (!NatPmpCodec.IsAnswer(buffer.AsSpan(0, length), operation, out var error)) continue;
                return error is null ? buffer[..length] : throw new IOException($"the router {error}");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Asked again.
        }
        return null;
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.MessageSize)
        {
            // Too long for any answer.
            return 0;
        }
    }
}

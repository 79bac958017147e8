using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Flux.P2P.Tests.Support;

/// <summary>A NAT-PMP router as RFC 6886 describes it, on a loopback address; a test may put its own answers in place of the right ones.</summary>
internal sealed class FakeNatPmpRouter : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public FakeNatPmpRouter()
    {
        _socket.Bind(new IPEndPoint(TestNode.NewAddress(), 0));
        _running = Task.Run(RunAsync);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public IPAddress External { get; set; } = IPAddress.Parse("10.9.8.7");

    /// <summary>External port, whatever is asked for; null: the one asked for.</summary>
    public ushort? Port { get; set; }

    public ushort Result { get; set; }

    /// <summary>What is sent before the right answer, or instead of it where that is null.</summary>
    public Func<byte[], IEnumerable<byte[]>>? Garbage { get; set; }

    public bool Answers { get; set; } = true;

    /// <summary>Mapped ports of the other side, by internal port.</summary>
    public Dictionary<ushort, ushort> Mapped { get; } = [];

    public int Requests { get; private set; }

    private async Task RunAsync()
    {
        var buffer = new byte[100];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                var request = buffer[..received.ReceivedBytes];
                Requests++;
                foreach (var garbage in Garbage?.Invoke(request) ?? []) await _socket.SendToAsync(garbage, received.RemoteEndPoint);
                if (Answers) await _socket.SendToAsync(request[1] == 0 ? AddressAnswer() : MapAnswer(request), received.RemoteEndPoint);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private byte[] AddressAnswer()
    {
        var answer = new byte[12];
        answer[1] = 128;
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), Result);
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(4), 77);
        External.GetAddressBytes().CopyTo(answer, 8);
        return answer;
    }

    private byte[] MapAnswer(byte[] request)
    {
        var inner = BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(4));
        var outer = Port ?? BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(6));
        var lifetime = BinaryPrimitives.ReadUInt32BigEndian(request.AsSpan(8));
        lock (Mapped)
        {
            if (lifetime == 0) Mapped.Remove(inner);
            else Mapped[inner] = outer;
        }
        var answer = new byte[16];
        answer[1] = (byte)(128 + request[1]);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), Result);
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(4), 77);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(8), inner);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(10), lifetime == 0 ? (ushort)0 : outer);
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(12), lifetime);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _socket.Dispose();
        _stop.Dispose();
    }
}

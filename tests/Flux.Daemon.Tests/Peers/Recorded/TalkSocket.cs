using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>The other side of a connection in bare bytes: frames are made and read here without the product's codecs.</summary>
internal sealed class TalkSocket(Socket socket) : IAsyncDisposable
{
    private const int HeaderSize = 24;
    private static readonly byte[] Magic = [0xaa, 0xe8, 0x3f, 0x5f];

    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public static async Task<TalkSocket> ConnectAsync(IPEndPoint node)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(node);
        return new TalkSocket(socket);
    }

    public async Task SendAsync(TalkFrame frame)
    {
        try
        {
            await _stream.WriteAsync(frame.IsRaw ? frame.Payload : Encode(frame));
        }
        catch (IOException)
        {
            // The node has closed; what follows shows whether it should have.
        }
    }

    /// <summary>The next message; null when the node has closed the connection.</summary>
    public async Task<TalkFrame?> ReadAsync(bool fromOpener)
    {
        try
        {
            var header = new byte[HeaderSize];
            await _stream.ReadExactlyAsync(header);
            header.AsSpan(0, 4).SequenceEqual(Magic).ShouldBeTrue("the node sends the network's message start");
            var payload = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16))];
            await _stream.ReadExactlyAsync(payload);
            header.AsSpan(20, 4).SequenceEqual(Checksum(payload)).ShouldBeTrue("the node's checksums are right");
            return new TalkFrame(fromOpener, Encoding.ASCII.GetString(header, 4, 12).TrimEnd('\0'), payload);
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public static byte[] Encode(TalkFrame frame)
    {
        var bytes = new byte[HeaderSize + frame.Payload.Length];
        Magic.CopyTo(bytes, 0);
        Encoding.Latin1.GetBytes(frame.Command).CopyTo(bytes, 4);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), frame.Payload.Length);
        (frame.Checksum ?? Checksum(frame.Payload)).CopyTo(bytes, 20);
        frame.Payload.CopyTo(bytes, HeaderSize);
        return bytes;
    }

    private static byte[] Checksum(byte[] payload) => SHA256.HashData(SHA256.HashData(payload))[..4];

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();
}

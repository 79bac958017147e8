using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flux.Daemon.Benchmarks;

/// <summary>One request, sent again and again over kept connections by plain sockets.</summary>
internal sealed class LoadTarget(int port, string body)
{
    private static readonly string Authorization = "Basic " + Convert.ToBase64String("u:p"u8);

    private readonly byte[] _request = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {Authorization}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>As fast as it goes: each connection sends when it has its answer.</summary>
    public async Task<LoadResult> RunAsync(int connections, TimeSpan length)
    {
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var parts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ClosedAsync(end))));
        return LoadResult.Of([.. parts.SelectMany(part => part)], length);
    }

    /// <summary>At a rate, whether or not answers come: times count from the moment a request was due.</summary>
    public async Task<LoadResult> RunPacedAsync(int connections, TimeSpan length, double perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        var step = (long)(connections / perSecond * Stopwatch.Frequency);
        var parts = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => PacedAsync(start + (step * i / connections), step, (int)(length.TotalSeconds * perSecond / connections)))));
        return LoadResult.Of([.. parts.SelectMany(part => part)], length);
    }

    private async Task<List<long>> ClosedAsync(long end)
    {
        using var socket = await ConnectAsync();
        var times = new List<long>(1 << 16);
        var buffer = new byte[1 << 16];
        while (Stopwatch.GetTimestamp() is var sent && sent < end)
        {
            await ExchangeAsync(socket, buffer);
            times.Add(Stopwatch.GetTimestamp() - sent);
        }
        return times;
    }

    private async Task<List<long>> PacedAsync(long first, long step, int count)
    {
        using var socket = await ConnectAsync();
        var times = new List<long>(count);
        var buffer = new byte[1 << 16];
        for (var i = 0; i < count; i++)
        {
            var due = first + (step * i);
            var early = due - Stopwatch.GetTimestamp();
            if (early > 0) await Task.Delay(TimeSpan.FromSeconds(early / (double)Stopwatch.Frequency));
            await ExchangeAsync(socket, buffer);
            times.Add(Stopwatch.GetTimestamp() - due);
        }
        return times;
    }

    private async Task ExchangeAsync(Socket socket, byte[] buffer)
    {
        await socket.SendAsync(_request);
        var have = 0;
        var rest = -1;
        while (rest != 0)
        {
            var got = await socket.ReceiveAsync(rest < 0 ? buffer.AsMemory(have) : buffer);
            if (got == 0) throw new IOException("connection closed");
            if (rest > 0)
            {
                rest -= got;
                continue;
            }
            have += got;
            rest = RestOf(buffer.AsSpan(0, have));
        }
    }

    /// <summary>Bytes of the answer that are still to come; −1 while its head is not complete.</summary>
    private static int RestOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return -1;
        if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new IOException(Encoding.ASCII.GetString(answer));
        var at = answer.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        var text = answer[at..(at + answer[at..].IndexOf((byte)'\r'))];
        if (!System.Buffers.Text.Utf8Parser.TryParse(text, out int length, out _)) throw new IOException("no Content-Length");
        return head + 4 + length - answer.Length;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}

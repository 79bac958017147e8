using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Flux.Orchestration.Tests;

/// <summary>An engine that says what it was told to, one answer after another to requests without a body.</summary>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"flux-engine-{Guid.NewGuid():N}.sock");
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<(int Status, string Body)> answers;
    private readonly Task serving;

    public ScriptedEngine(params (int Status, string Body)[] answers)
    {
        this.answers = new ConcurrentQueue<(int, string)>(answers);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = ServeAsync();
    }

    public Uri Endpoint => new("unix://" + path);

    /// <summary>First lines of the requests.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await serving;
        File.Delete(path);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        var (head, buffer) = ("", new byte[4096]);
        while (!head.Contains("\r\n\r\n", StringComparison.Ordinal) && await client.ReceiveAsync(buffer) is > 0 and var count) head += Encoding.ASCII.GetString(buffer, 0, count);
        Asked.Enqueue(head.Split('\r')[0]);
        var (status, body) = answers.TryDequeue(out var next) ? next : (500, "{}");
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Scripted\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }
}

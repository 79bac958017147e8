using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Stratum;

/// <summary>A miner at the other end of the socket: lines out, lines in, and the project's own solver. Written from ZIP 301, not from the server.</summary>
internal sealed class LineMiner : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    private LineMiner(TcpClient client)
    {
        _client = client;
        _reader = new StreamReader(client.GetStream());
    }

    public string Nonce1 { get; private set; } = "";

    public UInt256 Target { get; private set; }

    /// <summary>The last job: id, version, previous, Merkle root, reserved, time, bits.</summary>
    public string[] Job { get; private set; } = [];

    public bool Clean { get; private set; }

    public static async Task<LineMiner> ConnectAsync(IPEndPoint server, string from = "127.0.0.1")
    {
        var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        await client.ConnectAsync(server);
        return new LineMiner(client);
    }

    /// <summary>Subscribes, authorizes and waits for the first job.</summary>
    public async Task<LineMiner> JoinAsync(string worker = "rig")
    {
        await SendAsync("""{"id":1,"method":"mining.subscribe","params":["test/1.0",null,"127.0.0.1",3333]}""");
        await SendAsync($$"""{"id":2,"method":"mining.authorize","params":["{{worker}}","x"]}""");
        while (Job.Length == 0) Take(await ReadAsync() ?? throw new EndOfStreamException());
        return this;
    }

    /// <summary>Sends a line. That the server has closed meanwhile shows when the answer is read.</summary>
    public async Task SendAsync(string line)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), _deadline.Token);
        }
        catch (IOException)
        {
            // Closed.
        }
    }

    /// <summary>The next line, or null when the server closed the connection.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        try
        {
            var line = await _reader.ReadLineAsync(_deadline.Token);
            return line is null ? null : JsonDocument.Parse(line).RootElement.Clone();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads up to the answer to a request; takes in jobs and targets on the way. Null: closed.</summary>
    public async Task<JsonElement?> AnswerToAsync(int id)
    {
        while (await ReadAsync() is { } line)
        {
            if (line.GetProperty("id") is { ValueKind: JsonValueKind.Number } given && given.GetInt32() == id) return line;
            Take(line);
        }
        return null;
    }

    /// <summary>Sends a request and reads its answer; the error code, or 0.</summary>
    public async Task<int> AskAsync(string method, string parameters)
    {
        await SendAsync($$"""{"id":77,"method":"{{method}}","params":[{{parameters}}]}""");
        var answer = await AnswerToAsync(77) ?? throw new EndOfStreamException();
        return answer.GetProperty("error") is { ValueKind: JsonValueKind.Array } error ? error[0].GetInt32() : 0;
    }

    /// <summary>Waits for another job than the present one.</summary>
    public async Task WaitForJobAsync()
    {
        var before = Job[0];
        while (Job[0] == before) Take(await ReadAsync() ?? throw new EndOfStreamException());
    }

    /// <summary>Parameters of a submission for the present job whose hash is at most <paramref name="target"/>.</summary>
    public string Solve(UInt256 target, int seed = 0, UInt256 above = default)
    {
        using var solver = EquihashSolver.Create(EquihashParameters.Zcash48x5);
        for (var nonce = seed; ; nonce++)
        {
            var nonce2 = nonce.ToString("x8", CultureInfo.InvariantCulture) + new string('0', 64 - Nonce1.Length - 8);
            var front = Convert.FromHexString(Job[1] + Job[2] + Job[3] + Job[4] + Job[5] + Job[6] + Nonce1 + nonce2);
            string? found = null;
            solver.Solve(
                front,
                solution =>
                {
                    byte[] full = [.. front, (byte)solution.Length, .. solution];
                    var hash = UInt256.FromLittleEndian(System.Security.Cryptography.SHA256.HashData(System.Security.Cryptography.SHA256.HashData(full)));
                    if (hash > target || hash <= above) return false;
                    found = $"\"{Job[0]}\",\"{Job[5]}\",\"{nonce2}\",\"{Convert.ToHexStringLower([(byte)solution.Length, .. solution])}\"";
                    return true;
                },
                CancellationToken.None);
            if (found is not null) return found;
        }
    }

    /// <summary>The block target of the present job, from its bits.</summary>
    public UInt256 BlockTarget => CompactTarget.Decode(BinaryPrimitives.ReadUInt32LittleEndian(Convert.FromHexString(Job[6])));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _deadline.Dispose();
        await Task.CompletedTask;
    }

    private void Take(JsonElement line)
    {
        if (line.TryGetProperty("method", out var method))
        {
            var parameters = line.GetProperty("params");
            switch (method.GetString())
            {
                case "mining.set_target":
                    Target = UInt256.ParseHex(parameters[0].GetString()!);
                    break;
                case "mining.set_extranonce":
                    Nonce1 = parameters[0].GetString()!;
                    break;
                case "mining.notify":
                    Job = [.. Enumerable.Range(0, 7).Select(i => parameters[i].GetString()!)];
                    Clean = parameters[7].GetBoolean();
                    break;
            }
        }
        else if (line.GetProperty("id").ToString() == "1" && line.GetProperty("result") is { ValueKind: JsonValueKind.Array } subscribed)
        {
            Nonce1 = subscribed[1].GetString()!;
        }
    }
}

using System.Text;
using Flux.Fuzz.Engine;
using Flux.Mining.Stratum;

namespace Flux.Fuzz.Targets;

/// <summary>What a miner sends: bytes are cut into lines, lines read as requests, their parameters as text and bytes.</summary>
internal sealed class StratumLineTarget : IFuzzTarget
{
    private const int Longest = 512;
    private const int MostBytes = 64;

    private static readonly string[] Lines =
    [
        """{"id":1,"method":"mining.subscribe","params":["miner/1.0",null,"127.0.0.1","3333"]}""",
        """{"id":2,"method":"mining.authorize","params":["t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo.rig","x"]}""",
        """{"id":4,"method":"mining.submit","params":["w","1","2e7fd862","00000000","fd4005"]}""",
        """{"id":"a","method":"mining.extranonce.subscribe","params":[]}""",
        """{"id":null,"method":"\ud83d","params":[[[[1e999]]],"\ud83d\ude00","ABc"]}""",
    ];

    public string Name => "stratum-line";

    public long AllocationLimit(int length) => 65_536 + (256L * length);

    public IEnumerable<byte[]> Seeds()
    {
        foreach (var line in Lines) yield return Encoding.UTF8.GetBytes(line);
        yield return Encoding.UTF8.GetBytes(string.Join("\r\n", Lines) + "\n");
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var lines = Cut(input.ToArray());
        var shape = Math.Min(lines.Count, 8);
        foreach (var line in lines) shape = (shape * 31) + Judge(line);
        return Shape.Of("lines", shape & 0xff);
    }

    /// <summary>The lines as the server reads them, and by hand; both must agree up to the first that is too long.</summary>
    private static List<byte[]> Cut(byte[] bytes)
    {
        var read = new List<byte[]>();
        var isTooLong = false;
        var reader = new LineReader(new MemoryStream(bytes), Longest);
        try
        {
            // A stream in memory never makes anybody wait.
            while (reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } line) read.Add(line.ToArray());
        }
        catch (LineTooLongException)
        {
            isTooLong = true;
        }
        var rest = bytes.AsSpan();
        foreach (var line in read)
        {
            var end = rest.IndexOf((byte)'\n');
            var expected = end > 0 && rest[end - 1] == '\r' ? rest[..(end - 1)] : rest[..end];
            OracleException.Require(expected.SequenceEqual(line), "a line is not what stands before its end");
            rest = rest[(end + 1)..];
        }
        var next = rest.IndexOf((byte)'\n');
        OracleException.Require(isTooLong ? (next < 0 ? rest.Length : next) > Longest : next < 0, "a line is missing");
        return read;
    }

    private static int Judge(byte[] line)
    {
        if (!StratumRequest.TryParse(line, out var request)) return 1;
        var shape = 2 + Math.Min(request.Count, 6);
        for (var i = 0; i <= Math.Min(request.Count, 6); i++)
        {
            var text = request.Text(i);
            if (request.Bytes(i, MostBytes) is not { } bytes) continue;
            OracleException.Require(bytes.Length <= MostBytes && Convert.ToHexString(bytes).Equals(text, StringComparison.OrdinalIgnoreCase), "bytes are not what the text says");
            shape++;
        }
        return shape;
    }
}

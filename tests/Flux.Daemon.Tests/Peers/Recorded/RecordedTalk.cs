using System.Buffers.Binary;
using System.Text.Json;
using Flux.TestKit.Recorded;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>A session of <c>shared/golden/recorded/p2p</c>: what both sides sent, and where the daemon stood afterwards.</summary>
internal sealed record RecordedTalk(string Name, IReadOnlyList<TalkFrame> Frames, long Clock, TalkEnd? End)
{
    private const string Folder = "recorded/p2p/";

    /// <summary>All sessions in the order of the recording.</summary>
    public static IReadOnlyList<string> Names => [.. SharedData.ReadJson(Folder + "_index.json").EnumerateArray().Select(entry => Path.GetFileNameWithoutExtension(entry.GetProperty("file").GetString()!))];

    /// <summary>All files of the folder, whether listed in its index or not.</summary>
    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path.GetDirectoryName(SharedData.PathOf(Folder + "_index.json"))!).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    public static RecordedTalk Load(string name)
    {
        var json = SharedData.ReadJson($"{Folder}{name}.json");
        var end = json.TryGetProperty("result", out var result) ? TalkEnd.Of(result) : null;
        return new RecordedTalk(name, [.. json.GetProperty("frames").EnumerateArray().Select(FrameOf)], ClockOf(json), end);
    }

    /// <summary>Unix seconds that the daemon's clock stood at; 0 where the recording does not say.</summary>
    private static long ClockOf(JsonElement json)
    {
        foreach (var role in json.GetProperty("roles").EnumerateObject())
        {
            var text = role.Value.GetString()!;
            var at = text.IndexOf("clock ", StringComparison.Ordinal);
            if (at >= 0) return long.Parse(text.AsSpan(at + "clock ".Length), System.Globalization.CultureInfo.InvariantCulture);
        }
        return 0;
    }

    private static TalkFrame FrameOf(JsonElement frame)
    {
        if (frame.TryGetProperty("note", out var note)) return new TalkFrame(false, "", [], Note: note.GetString());
        var fromOpener = frame.GetProperty("direction").GetString() == "opener->acceptor";
        if (frame.TryGetProperty("raw_hex", out var raw)) return new TalkFrame(fromOpener, "", Bytes(raw));
        var payload = frame.TryGetProperty("payload_hex", out var hex) ? Bytes(hex) : Recipe(frame);
        return new TalkFrame(fromOpener, frame.GetProperty("command").GetString()!, payload, frame.TryGetProperty("checksum_hex", out var checksum) ? Bytes(checksum) : null);
    }

    private static byte[] Bytes(JsonElement hex) => Convert.FromHexString(hex.GetString()!);

    /// <summary>The one recipe of the recording: 50,001 items of type 1, each hash made of its number eight times.</summary>
    private static byte[] Recipe(JsonElement frame)
    {
        const int count = 50_001;
        frame.GetProperty("payload_recipe").GetString()!.ShouldStartWith("CompactSize 50001 (fd51c3), then for i = 0..50000: LE32 1 and the LE32 form of i eight times");
        var payload = new byte[3 + (count * 36)];
        (payload[0], payload[1], payload[2]) = (0xfd, 0x51, 0xc3);
        for (var i = 0; i < count; i++)
        {
            var item = payload.AsSpan(3 + (i * 36), 36);
            BinaryPrimitives.WriteInt32LittleEndian(item, 1);
            for (var j = 0; j < 8; j++) BinaryPrimitives.WriteInt32LittleEndian(item[(4 + (j * 4))..], i);
        }
        payload.Length.ShouldBe(frame.GetProperty("payload_size").GetInt32());
        return payload;
    }
}

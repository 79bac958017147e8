using System.Text.Json;

namespace Flux.P2P.Tests.Wire;

/// <summary>A session of the reference daemon, from <c>shared/golden/recorded/p2p</c> or its copied part in tests/vectors.</summary>
internal sealed record RecordedSession(string Name, IReadOnlyList<RecordedFrame> Frames)
{
    private static readonly string? Folder = FindUpwards("shared/golden/recorded/p2p") ?? FindUpwards("tests/vectors/p2p");

    public static IEnumerable<string> Names => Folder is null
        ? []
        : Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Where(name => name != "_index").Order(StringComparer.Ordinal);

    public static RecordedSession Load(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, name + ".json")));
        var frames = json.RootElement.GetProperty("frames").EnumerateArray().Where(frame => frame.TryGetProperty("payload_hex", out _))
            .Select(frame => new RecordedFrame(
                frame.GetProperty("command").GetString()!,
                Convert.FromHexString(frame.GetProperty("payload_hex").GetString()!),
                frame.GetProperty("direction").GetString()!))
            .ToList();
        return new RecordedSession(name, frames);
    }

    private static string? FindUpwards(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (Directory.Exists(path)) return path;
        }
        return null;
    }
}

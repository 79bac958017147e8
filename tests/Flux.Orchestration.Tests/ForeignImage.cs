using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace Flux.Orchestration.Tests;

/// <summary>An image archive (as <c>docker load</c> reads it) with one empty layer, made for an architecture of choice.</summary>
internal static class ForeignImage
{
    private const int EmptyTarBytes = 1024;

    public static async Task<Stream> BuildAsync(string name, string architecture, CancellationToken cancel)
    {
        var layer = new byte[EmptyTarBytes];
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture,
            os = "linux",
            config = new { Cmd = new[] { "/nothing" } },
            rootfs = new { type = "layers", diff_ids = new[] { "sha256:" + Convert.ToHexStringLower(SHA256.HashData(layer)) } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new[] { new { Config = "config.json", RepoTags = new[] { name }, Layers = new[] { "layer.tar" } } });
        var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (file, bytes) in new[] { ("config.json", config), ("layer.tar", layer), ("manifest.json", manifest) })
            {
                await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, file) { DataStream = new MemoryStream(bytes) }, cancel);
            }
        }

        stream.Position = 0;
        return stream;
    }
}

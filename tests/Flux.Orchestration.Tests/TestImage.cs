using System.Formats.Tar;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Tests;

/// <summary>Images made from nothing but a static busybox; no registry is asked.</summary>
internal static class TestImage
{
    public const string Web = "flux-tests/web:1";
    public const string WebAsNobody = "flux-tests/web-nobody:1";
    public const string OtherArchitecture = "flux-tests/other-architecture:1";

    private const string Busybox = "/bin/busybox";
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    private static readonly string[] Applets = ["sh", "httpd", "sleep", "cat", "echo", "id", "nc", "wget", "grep", "ls", "touch", "mkdir", "true", "false", "dd"];

    /// <summary>Answers on port 8080 and ends at once when asked to.</summary>
    public const string Serve = "trap 'exit 0' TERM; mkdir -p /tmp/www; echo \"$FLUX_NODE_NAME\" > /tmp/www/index.html; httpd -f -p 8080 -h /tmp/www & wait";

    /// <summary>Null when the images can be made here, else why not.</summary>
    public static string? Obstacle => File.Exists(Busybox) ? null : "no static busybox (build/setup.sh --only images)";

    public static async Task EnsureAsync(CancellationToken cancel)
    {
        using var client = new DockerClientBuilder().WithEndpoint(new Uri("unix:///var/run/docker.sock")).Build();
        await ImportAsync(client, Web, "", cancel);
        await ImportAsync(client, WebAsNobody, "65534:65534", cancel);
        await client.Images.LoadImageAsync(new ImageLoadParameters(), await ForeignImage.BuildAsync(OtherArchitecture, "s390x", cancel),
            new InlineProgress<JSONMessage>(_ => { }), cancel);
    }

    private static async Task ImportAsync(IDockerClient client, string name, string user, CancellationToken cancel)
    {
        var parts = name.Split(':');
        var changes = new List<string> { $"CMD [\"/bin/sh\", \"-c\", {JsonSerializer.Serialize(Serve)}]", "ENV PATH=/bin" };
        if (user.Length > 0) changes.Add("USER " + user);
        using var tar = await TarAsync(cancel);
        await client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromSrc = "-", Repo = parts[0], Tag = parts[1], Changes = changes },
            tar, new AuthConfig(), new InlineProgress<JSONMessage>(_ => { }), cancel);
    }

    private static async Task<MemoryStream> TarAsync(CancellationToken cancel)
    {
        var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "tmp") { Mode = (UnixFileMode)0b1_111_111_111 }, cancel);
            await using var program = File.OpenRead(Busybox);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = Executable, DataStream = program }, cancel);
            foreach (var applet in Applets)
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" }, cancel);
            }
        }

        stream.Position = 0;
        return stream;
    }
}

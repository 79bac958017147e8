using System.Diagnostics;
using System.Formats.Tar;

namespace Flux.Os.Tests.Support;

/// <summary>An image made from a static busybox: answers HTTP on port 8080, writes a line each second. No registry is asked.</summary>
internal static class BusyboxImage
{
    public const string Name = "flux-os-tests/web:1";

    private const string Program = "/bin/busybox";
    private const string Serve = "trap 'exit 0' TERM; mkdir -p /tmp/www; echo hello > /tmp/www/index.html; httpd -f -p 8080 -h /tmp/www & while true; do echo tick; sleep 1; done";
    private static readonly string[] Applets = ["sh", "httpd", "sleep", "cat", "echo", "id", "ls", "stty", "mkdir", "env"];

    /// <summary>Null when the image is there; otherwise why containers cannot be run here.</summary>
    public static async Task<string?> ObstacleAsync()
    {
        if (!File.Exists(Program)) return "no static busybox (build/setup.sh --only images)";
        try
        {
            using var tar = await TarAsync();
            var (code, text) = await DockerAsync(tar, "import", "-c", $"CMD [\"/bin/sh\", \"-c\", \"{Serve}\"]", "-c", "ENV PATH=/bin", "-", Name);
            return code == 0 ? null : $"no Docker Engine: {text}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no docker command";
        }
    }

    private static async Task<(int Code, string Text)> DockerAsync(Stream input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            await input.CopyToAsync(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended early: its error says why.
        }
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    private static async Task<MemoryStream> TarAsync()
    {
        var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "tmp") { Mode = (UnixFileMode)0b1_111_111_111 });
            await using var program = File.OpenRead(Program);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = (UnixFileMode)0b111_101_101, DataStream = program });
            foreach (var applet in Applets) await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
        }
        stream.Position = 0;
        return stream;
    }
}

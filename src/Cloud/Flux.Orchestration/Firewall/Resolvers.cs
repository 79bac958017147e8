using System.Net;

namespace Flux.Orchestration.Firewall;

/// <summary>Name servers that containers ask: those of the host, and those behind its local stub.</summary>
internal static class Resolvers
{
    private static readonly string[] Files = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"];

    public static IReadOnlyList<IPAddress> Read() => [.. Files.Where(File.Exists).SelectMany(file => Parse(File.ReadLines(file))).Distinct()];

    public static IEnumerable<IPAddress> Parse(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var text, ..] && IPAddress.TryParse(text, out var address) && !IPAddress.IsLoopback(address)) yield return address;
        }
    }
}

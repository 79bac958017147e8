using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet.Checks;

/// <summary>The listening TCP sockets of this machine, from /proc/net/tcp and tcp6 (proc(5)).</summary>
internal static class ListenerTable
{
    private const string Listening = "0A";
    private const int LocalAddressField = 1, StateField = 3, InodeField = 9;

    /// <summary>Whoever keeps the endpoint from being bound: a listener on it, or on every address at its port.</summary>
    public static Listener? On(IPEndPoint wanted) =>
        Parse(Lines("/proc/net/tcp").Concat(Lines("/proc/net/tcp6")))
            .FirstOrDefault(entry => entry.EndPoint.Port == wanted.Port && Covers(entry.EndPoint.Address, wanted.Address));

    /// <summary>The process that holds the socket, or null when it belongs to another user.</summary>
    public static ProcEntry? Owner(Listener listener)
    {
        var name = $"socket:[{listener.Inode}]";
        foreach (var id in ProcTable.All())
        {
            if (OpenFiles(id).Contains(name)) return ProcTable.Entry(id);
        }
        return null;
    }

    internal static IEnumerable<Listener> Parse(IEnumerable<string> lines) =>
        from line in lines
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length > InodeField && fields[StateField] == Listening
        let local = fields[LocalAddressField].Split(':')
        select new Listener(
            new IPEndPoint(Address(local[0]), int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            long.Parse(fields[InodeField], CultureInfo.InvariantCulture));

    private static bool Covers(IPAddress bound, IPAddress wanted) =>
        bound.Equals(wanted) || bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any) || bound.Equals(wanted.MapToIPv6());

    /// <summary>The kernel prints addresses as host-order 32-bit words.</summary>
    private static IPAddress Address(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var at = 0; at < bytes.Length; at += 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)));
        }
        return new IPAddress(bytes);
    }

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path)[1..] : [];

    private static IEnumerable<string> OpenFiles(int processId)
    {
        try
        {
            return [.. new DirectoryInfo($"/proc/{processId}/fd").EnumerateFiles().Select(file => file.LinkTarget ?? "")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Flux.Apps.Messages;

/// <summary>
/// Where a node's API listens, as messages write it: <c>a.b.c.d:port</c>. Older nodes leave out the port 16127; both spellings name
/// one node, so compare addresses, not texts (fluxos-protocol §4.2).
/// </summary>
/// <param name="Ip">IPv4 address, most significant byte first.</param>
public readonly record struct NodeAddress(uint Ip, int Port)
{
    /// <summary>The API port meant by an address without one.</summary>
    public const int DefaultPort = 16127;

    private const int MaxText = 21;

    /// <summary>The ports at which a node's API may listen (fluxos-protocol §1.2): several nodes share an address by them.</summary>
    public static ImmutableArray<int> ApiPorts { get; } = [16127, 16137, 16147, 16157, 16167, 16177, 16187, 16197];

    /// <summary>Reads <c>a.b.c.d</c> or <c>a.b.c.d:port</c>; no spaces, no leading zeros.</summary>
    public static bool TryParse(string? text, out NodeAddress address)
    {
        address = default;
        if (text is null || text.Length > MaxText) return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var port = DefaultPort;
        if (colon >= 0 && !TryNumber(text.AsSpan(colon + 1), 65_535, out port)) return false;
        if (!TryIp(colon < 0 ? text : text[..colon], out var ip) || port == 0) return false;
        address = new(ip, port);
        return true;
    }

    /// <summary>Dotted address without port.</summary>
    public string IpText => string.Create(CultureInfo.InvariantCulture, $"{Ip >> 24}.{(Ip >> 16) & 255}.{(Ip >> 8) & 255}.{Ip & 255}");

    /// <summary>The full spelling, with the port also when it is the default.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{IpText}:{Port}");

    private static bool TryIp(string text, out uint ip)
    {
        ip = 0;
        var parts = text.Split('.');
        if (parts.Length != 4) return false;
        foreach (var part in parts)
        {
            if (!TryNumber(part, 255, out var octet)) return false;
            ip = (ip << 8) | (uint)octet;
        }
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max && (text[0] != '0' || text.Length == 1);
}

using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Flux.P2P.Peers;

/// <summary>Addresses and subnets nobody connects from or to. Owned by the <see cref="NetworkLoop"/>; every change is written to the file.</summary>
internal sealed class BanList(MonotonicClock clock, ListFile<BanFacts>? file)
{
    /// <summary>Most entries; when it is full the one that ends first makes room.</summary>
    private const int Capacity = 10_000;

    private readonly Dictionary<IPNetwork, BanFacts> _bans = [];

    /// <summary>Reads the file.</summary>
    public void Load()
    {
        foreach (var ban in file?.Read() ?? [])
            if (ban.Until > clock.UtcNow && TryParse(ban.Subnet, out var network)) _bans[network] = ban;
    }

    public bool IsBanned(IPAddress address) => _bans.Any(ban => ban.Value.Until > clock.UtcNow && ban.Key.Contains(address));

    /// <summary>Bans in force, those that end first first.</summary>
    public IReadOnlyList<BanFacts> InForce() => [.. _bans.Values.Where(ban => ban.Until > clock.UtcNow).OrderBy(ban => ban.Until)];

    /// <summary>Adds or prolongs a ban.</summary>
    public void Add(IPNetwork network, DateTimeOffset until, string reason)
    {
        if (_bans.TryGetValue(network, out var present) && present.Until >= until) return;
        if (_bans.Count >= Capacity) _bans.Remove(_bans.MinBy(ban => ban.Value.Until).Key);
        _bans[network] = new BanFacts(network.ToString(), clock.UtcNow, until, reason);
        Save();
    }

    public bool Contains(IPNetwork network) => _bans.TryGetValue(network, out var ban) && ban.Until > clock.UtcNow;

    public bool Remove(IPNetwork network)
    {
        if (!_bans.Remove(network)) return false;
        Save();
        return true;
    }

    public void Clear()
    {
        _bans.Clear();
        Save();
    }

    private void Save() => file?.Write(InForce());

    /// <summary>Reads an address, <c>address/prefix-length</c> or <c>address/netmask</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPNetwork network)
    {
        network = default;
        var parts = text.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address)) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bits = address.GetAddressBytes().Length * 8;
        var length = bits;
        if (parts.Length == 2 && !TryParseLength(parts[1], bits, out length)) return false;
        network = new IPNetwork(WithoutHostBits(address, length), length);
        return true;
    }

    private static bool TryParseLength(string text, int bits, out int length)
    {
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out length)) return length <= bits;
        if (!IPAddress.TryParse(text, out var mask) || mask.GetAddressBytes() is not { } bytes || bytes.Length * 8 != bits) return false;
        var ones = string.Concat(bytes.Select(part => part.ToString("b8", System.Globalization.CultureInfo.InvariantCulture))).TrimEnd('0');
        length = ones.Length;
        return !ones.Contains('0', StringComparison.Ordinal);
    }

    private static IPAddress WithoutHostBits(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}

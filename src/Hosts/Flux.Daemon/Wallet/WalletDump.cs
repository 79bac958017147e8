using System.Globalization;
using System.Text;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Wallet;

/// <summary>
/// The C++ daemon's wallet dump: a key a line, as WIF, its time, <c>label=</c>, <c>reserve=1</c> or <c>change=1</c>, and the address as a remark.
/// Text in labels has blanks, percent signs and what is not ASCII as %xx.
/// </summary>
internal static class WalletDump
{
    /// <summary>A key of a dump.</summary>
    /// <param name="Wif">The private key.</param>
    /// <param name="Address">Its address.</param>
    /// <param name="Label">What its owner calls it; empty without.</param>
    public sealed record Line(string Wif, Address Address, string Label);

    private const int LongestLabel = 200;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The text of a dump: every key with an address that was given out, used for change or imported, and the pool that is known ahead.</summary>
    public static string Write(DaemonWallet wallet)
    {
        var (prefixes, tip) = (wallet.Node.Network.Addresses, wallet.Node.Chain.Snapshot.Tip);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Wallet dump created by Flux {DaemonVersion.Client}\n# * Created on {Time(wallet.Now())}\n");
        text.Append(CultureInfo.InvariantCulture, $"# * Best block at time of backup was {tip.Height} ({tip.Hash}),\n#   mined on {Time(tip.Time)}\n\n");
        var account = wallet.Content.Accounts[0];
        foreach (var own in wallet.Keys.All().Where(own => own is { CanSign: true, Redeem: null }).OrderBy(own => own.Change).ThenBy(own => own.Index))
        {
            var address = own.Address.ToText(prefixes);
            var reserve = own.Change == 1 ? own.Index >= account.NextChange : own.Index >= account.NextReceive;
            var kind = wallet.Content.Labels.TryGetValue(address, out var label) ? $"label={Escape(label)}" : reserve && own.Index >= 0 ? "reserve=1" : own.Change == 1 ? "change=1" : "label=";
            // Keys that come from words have no birthday; 1970 makes every reader look at the whole chain.
            text.Append(CultureInfo.InvariantCulture, $"{wallet.Keys.Ring.FindKey(own.Address)!.ToWif(prefixes)} {Time(0)} {kind} # addr={address}\n");
        }
        return text.Append("\n# End of dump\n").ToString();
    }

    /// <summary>Keys of a text; lines that are none, shielded keys among them, are passed over as the C++ daemon does.</summary>
    public static IReadOnlyList<Line> Read(string text, AddressPrefixes prefixes)
    {
        var lines = new List<Line>();
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 2 || line.StartsWith('#') || !WalletKey.TryParseWif(fields[0], prefixes, out var key)) continue;
            using (key)
            {
                var label = fields.Skip(2).TakeWhile(field => !field.StartsWith('#')).FirstOrDefault(field => field.StartsWith("label=", StringComparison.Ordinal));
                lines.Add(new Line(fields[0], key.Address, label is null ? "" : Unescape(label["label=".Length..])));
            }
        }
        return [.. lines.DistinctBy(line => line.Address)];
    }

    internal static string Escape(string label) =>
        string.Concat(Encoding.UTF8.GetBytes(label).Select(b => b is <= 32 or >= 128 or (byte)'%' ? $"%{b:x2}" : ((char)b).ToString()));

    internal static string Unescape(string text)
    {
        var raw = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '%' && i + 2 < raw.Length && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) (raw[length++], i) = (value, i + 2);
            else raw[length++] = raw[i];
        }
        var label = Encoding.UTF8.GetString(raw, 0, length);
        return label.Length > LongestLabel ? label[..LongestLabel] : label;
    }

    private static string Time(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString(TimeFormat, CultureInfo.InvariantCulture);
}

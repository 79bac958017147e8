using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.ClearSigning;

/// <summary>What memos of governance and bridge say (wallet reference §2.6, §3.4). A memo that only looks like one is reported as damaged.</summary>
internal static class MemoWords
{
    private const string Governance = "FXD1", Lock = "FXB1:", Seat = "FXB1S", Release = "FXR1:";
    private const int IdBytes = 16, HashBytes = 32, RecipientDigits = 40;
    private static readonly string[] Categories = ["signal", "parameter", "treasury grant", "block or unblock", "constitution"];

    /// <summary>The sentence, or null for a memo that is just text.</summary>
    public static SigningStatement? Describe(string memo, AddressPrefixes prefixes)
    {
        if (memo.StartsWith(Governance, StringComparison.Ordinal) && memo.Length > Governance.Length)
            return new(StatementKind.Governance, DescribeGovernance(memo, prefixes) ?? $"Carries a governance memo that can't be read and will not count: {memo}");
        if (memo.StartsWith(Lock, StringComparison.Ordinal)) return new(StatementKind.Bridge, DescribeLock(memo) ?? $"Carries a bridge memo that can't be read; the deposit would have to be refunded: {memo}");
        if (memo.StartsWith(Seat, StringComparison.Ordinal)) return new(StatementKind.Bridge, DescribeSeat(memo) ?? $"Carries a seat registration that can't be read: {memo}");
        if (memo.StartsWith(Release, StringComparison.Ordinal)) return new(StatementKind.Bridge, $"Releases coins of the bridge: {memo}");
        return null;
    }

    private static string? DescribeGovernance(string memo, AddressPrefixes prefixes)
    {
        if (!TryDecode(memo[(Governance.Length + 1)..], out var body)) return null;
        return memo[Governance.Length] switch
        {
            'V' => DescribeVote(body),
            'P' when body.Length == 1 + HashBytes + 2 + 8 => string.Create(CultureInfo.InvariantCulture,
                $"Proposes ({CategoryOf(body[0])}): document {Convert.ToHexStringLower(body.AsSpan(1, HashBytes))}{ParameterOf(body)}"),
            'D' when body.Length == 1 + Hash160.Size + 4 => DescribeDelegation(body, prefixes),
            'W' when body.Length == IdBytes => $"Withdraws proposal {Convert.ToHexStringLower(body)}…",
            'X' when body.Length == IdBytes + 4 => $"Pays out part {BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(IdBytes))} of proposal {Convert.ToHexStringLower(body.AsSpan(0, IdBytes))}…",
            _ => null,
        };
    }

    private static string? DescribeVote(byte[] body)
    {
        const int size = IdBytes + 1;
        if (body.Length is not (size or 2 * size or 3 * size)) return null;
        var votes = new List<string>();
        for (var at = 0; at < body.Length; at += size)
        {
            if (body[at + IdBytes] > 2) return null;
            var choice = body[at + IdBytes] switch { 0 => "NO", 1 => "YES", _ => "ABSTAIN" };
            votes.Add($"{choice} on proposal {Convert.ToHexStringLower(body.AsSpan(at, IdBytes))}…");
        }
        return $"Votes {string.Join(", ", votes)}";
    }

    private static string? DescribeDelegation(byte[] body, AddressPrefixes prefixes)
    {
        if (body[0] == 255) return "Takes back the delegation of this address's votes";
        if (body[0] > 1) return null;
        var delegatee = new Address(body[0] == 0 ? AddressKind.PubKeyHash : AddressKind.ScriptHash, new Hash160(body.AsSpan(1, Hash160.Size)));
        return string.Create(CultureInfo.InvariantCulture, $"Lets {delegatee.ToText(prefixes)} vote for this address until block {BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1 + Hash160.Size))}");
    }

    private static string CategoryOf(byte category) => category < Categories.Length ? Categories[category] : string.Create(CultureInfo.InvariantCulture, $"category {category}");

    private static string ParameterOf(byte[] body)
    {
        var parameter = BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(1 + HashBytes));
        return parameter == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", parameter {parameter} = {BinaryPrimitives.ReadUInt64BigEndian(body.AsSpan(3 + HashBytes))}");
    }

    private static string? DescribeLock(string memo)
    {
        var fields = memo[Lock.Length..].Split(':');
        return fields.Length == 2 && uint.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var chain)
            && fields[1].Length == RecipientDigits && fields[1].All(char.IsAsciiHexDigit)
            ? $"Locks coins in the bridge for 0x{fields[1]} on chain {chain}"
            : null;
    }

    private static string? DescribeSeat(string memo) => TryDecode(memo[Seat.Length..], out var body) && body.Length == 33 + 4
        ? $"Registers key {Convert.ToHexStringLower(body.AsSpan(0, 33))} for a seat of the bridge from epoch {BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(33))}"
        : null;

    private static bool TryDecode(string base64Url, out byte[] bytes)
    {
        bytes = [];
        var text = base64Url.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (base64Url.Length % 4)) % 4);
        Span<byte> buffer = stackalloc byte[96];
        if (base64Url.Contains('=', StringComparison.Ordinal) || !Convert.TryFromBase64String(text, buffer, out var length)) return false;
        bytes = buffer[..length].ToArray();
        return true;
    }
}

using System.Buffers;
using System.Globalization;

namespace Flux.Primitives.Memos;

/// <summary>
/// The memo of an app payment: 64 lower-case hex characters, the message's hash, optionally followed by <c>.</c> and a decimal number of blocks;
/// 72 bytes at most (architecture, "Escrow coins, exactly").
/// </summary>
/// <param name="MessageHash">The 64 characters.</param>
/// <param name="Blocks">For how long it pays; null where the network's month is meant.</param>
public readonly record struct EscrowMemo(string MessageHash, int? Blocks)
{
    /// <summary>Longest text.</summary>
    public const int MaxLength = 72;

    private const int HashLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads the text. The number is positive, in decimal digits, without a leading zero.</summary>
    public static bool TryParse(string? text, out EscrowMemo memo)
    {
        memo = default;
        if (text is null || text.Length is < HashLength or > MaxLength) return false;
        if (text.AsSpan(0, HashLength).ContainsAnyExcept(LowerHex)) return false;
        if (text.Length == HashLength)
        {
            memo = new EscrowMemo(text, null);
            return true;
        }
        var digits = text.AsSpan(HashLength + 1);
        if (text[HashLength] != '.' || digits.IsEmpty || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9')) return false;
        memo = new EscrowMemo(text[..HashLength], int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The text.</summary>
    public override string ToString() => Blocks is null ? MessageHash : string.Create(CultureInfo.InvariantCulture, $"{MessageHash}.{Blocks}");
}

using System.Collections.Immutable;
using System.Globalization;

namespace Flux.Wallets.Hd;

/// <summary>A BIP32 path such as <c>m/44'/19167'/0'/0/5</c>; an apostrophe or <c>h</c> marks hardened steps.</summary>
public sealed record DerivationPath(ImmutableArray<uint> Steps)
{
    /// <summary>Bit of a hardened step.</summary>
    public const uint Hardened = 0x8000_0000;

    /// <summary>BIP44: <c>m/44'/coin'/account'/change/index</c>.</summary>
    public static DerivationPath Bip44(int coinType, int account, int change, int index) =>
        new([44 | Hardened, (uint)coinType | Hardened, (uint)account | Hardened, (uint)change, (uint)index]);

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out DerivationPath path)
    {
        path = new DerivationPath([]);
        if (text is null || text.Length > 256) return false;
        var parts = text.Split('/');
        if (parts[0] is not ("m" or "M")) return false;
        var steps = ImmutableArray.CreateBuilder<uint>(parts.Length - 1);
        foreach (var part in parts.AsSpan(1))
        {
            var hardened = part.EndsWith('\'') || part.EndsWith('h');
            var digits = hardened ? part[..^1] : part;
            if (!uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step >= Hardened) return false;
            steps.Add(hardened ? step | Hardened : step);
        }
        path = new DerivationPath(steps.DrainToImmutable());
        return true;
    }

    /// <summary>The text form, with apostrophes.</summary>
    public override string ToString() => string.Concat(Steps.Select(s => (s & Hardened) != 0 ? $"/{s & ~Hardened}'" : $"/{s}").Prepend("m"));

    /// <inheritdoc/>
    public bool Equals(DerivationPath? other) => other is not null && Steps.AsSpan().SequenceEqual(other.Steps.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

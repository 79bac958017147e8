namespace Flux.Primitives.Sighash;

/// <summary>What a signature covers: the last byte of a signature (chain reference §6.7). Any other value behaves like <see cref="All"/>.</summary>
public static class SighashType
{
    /// <summary>All inputs and outputs.</summary>
    public const uint All = 1;

    /// <summary>All inputs, no output.</summary>
    public const uint None = 2;

    /// <summary>All inputs, the output of the same index.</summary>
    public const uint Single = 3;

    /// <summary>Flag: only the input being signed.</summary>
    public const uint AnyoneCanPay = 0x80;

    /// <summary>The type without flags.</summary>
    public static uint BaseOf(uint hashType) => hashType & 0x1f;

    /// <summary>Whether the flag is set.</summary>
    public static bool IsAnyoneCanPay(uint hashType) => (hashType & AnyoneCanPay) != 0;
}

namespace Flux.Wallets.Signing;

/// <summary>An input cannot be signed; the message says which and why.</summary>
public sealed class UnsignableInputException(int index, string reason) : Exception($"Input {index} cannot be signed: {reason}.")
{
    /// <summary>Which input.</summary>
    public int Index { get; } = index;
}

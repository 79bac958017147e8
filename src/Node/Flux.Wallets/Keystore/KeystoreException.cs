namespace Flux.Wallets.Keystore;

/// <summary>A keystore could not be opened or written; the message says which and what to do.</summary>
public sealed class KeystoreException(KeystoreErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The reason, for exit codes.</summary>
    public KeystoreErrorKind Kind { get; } = kind;
}

namespace Flux.Wallets.Keystore;

/// <summary>Why a keystore could not be opened or written.</summary>
public enum KeystoreErrorKind
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>A file is already there.</summary>
    AlreadyExists,

    /// <summary>The file is not a keystore, or is damaged.</summary>
    Damaged,

    /// <summary>A newer version wrote it.</summary>
    TooNew,

    /// <summary>The password does not fit, or a protected part was changed.</summary>
    WrongPassword,

    /// <summary>The file system refused.</summary>
    Io,
}

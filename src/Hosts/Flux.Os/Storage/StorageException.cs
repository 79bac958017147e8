namespace Flux.Os.Storage;

/// <summary>The data folder cannot be used; the message says why and what to do.</summary>
public sealed class StorageException(string message, Exception cause) : Exception(message, cause);

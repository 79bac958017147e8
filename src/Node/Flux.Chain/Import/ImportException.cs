namespace Flux.Chain.Import;

/// <summary>A file of blocks cannot be read; the message names it and says why. The chain itself is as good as before.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Names the file and says why.</summary>
    public ImportException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>For the runtime.</summary>
    public ImportException()
        : this("A file of blocks cannot be read.", null)
    {
    }

    /// <summary>For the runtime.</summary>
    public ImportException(string message)
        : this(message, null)
    {
    }
}

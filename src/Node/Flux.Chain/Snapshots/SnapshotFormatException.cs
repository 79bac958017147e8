namespace Flux.Chain.Snapshots;

/// <summary>The bytes are not a snapshot; the message goes on after "… cannot be used: ".</summary>
internal sealed class SnapshotFormatException : Exception
{
    public SnapshotFormatException(string message)
        : base(message)
    {
    }

    public SnapshotFormatException()
        : this("it is damaged")
    {
    }

    public SnapshotFormatException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

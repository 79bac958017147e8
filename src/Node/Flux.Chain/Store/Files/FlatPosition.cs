namespace Flux.Chain.Store.Files;

/// <summary>Where a record's data starts: number of the file and byte offset in it, after the record's frame.</summary>
public readonly record struct FlatPosition(int File, int Offset)
{
    /// <summary>No record.</summary>
    public static FlatPosition None => new(-1, 0);

    /// <summary>True when there is no record.</summary>
    public bool IsNone => File < 0;
}

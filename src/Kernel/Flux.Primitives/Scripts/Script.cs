namespace Flux.Primitives.Scripts;

/// <summary>The bytes of a script, never interpreted here. Equal when the bytes are equal.</summary>
public readonly struct Script(byte[] bytes) : IEquatable<Script>
{
    private readonly byte[]? _bytes = bytes;

    /// <summary>No bytes.</summary>
    public static Script Empty => default;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The bytes as memory, without a copy.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>Length in bytes.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <inheritdoc/>
    public bool Equals(Script other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Script other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    /// <summary>Same bytes.</summary>
    public static bool operator ==(Script left, Script right) => left.Equals(right);

    /// <summary>Different bytes.</summary>
    public static bool operator !=(Script left, Script right) => !left.Equals(right);
}

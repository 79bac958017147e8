using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;
using Flux.Primitives;

namespace Flux.Chain.Snapshots;

/// <summary>SHA-256 over every row of every family of the state, in order: equal on two nodes exactly when their states are.</summary>
internal static class StateDigest
{
    private const int CheckCancellationEvery = 4096;

    public static Hash256 Of(RocksDatabase database, RocksSnapshot snapshot, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var family in StoreFamilies.State)
        {
            Append(hash, Encoding.ASCII.GetBytes(family));
            using var cursor = database.Cursor(database.Family(family), snapshot);
            long rows = 0;
            for (cursor.Seek([]); cursor.IsValid; cursor.Next())
            {
                if (rows++ % CheckCancellationEvery == 0) cancellationToken.ThrowIfCancellationRequested();
                Append(hash, cursor.Key);
                Append(hash, cursor.Value);
            }
        }
        return new Hash256(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

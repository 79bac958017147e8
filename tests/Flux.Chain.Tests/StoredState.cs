using System.Security.Cryptography;
using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;

namespace Flux.Chain.Tests;

/// <summary>What a closed chain directory says about coins, nodes and indexes, as one hash per family.</summary>
internal static class StoredState
{
    private static readonly string[] Families =
        [StoreFamilies.Coins, StoreFamilies.Ledger, StoreFamilies.Nullifiers, StoreFamilies.Anchors, StoreFamilies.Transactions, StoreFamilies.Addresses, StoreFamilies.Spent];

    public static Dictionary<string, string> Of(string directory)
    {
        using var database = RocksDatabase.Open(Path.Combine(directory, "chainstate"), new RocksSettings(1 << 20, 1 << 20), StoreFamilies.All);
        return Families.ToDictionary(family => family, family => Hash(database, database.Family(family)));
    }

    private static string Hash(RocksDatabase database, RocksFamily family)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0;
        using var cursor = database.Cursor(family);
        for (cursor.Seek([]); cursor.IsValid; cursor.Next(), rows++)
        {
            hash.AppendData(BitConverter.GetBytes(cursor.Key.Length));
            hash.AppendData(cursor.Key);
            hash.AppendData(BitConverter.GetBytes(cursor.Value.Length));
            hash.AppendData(cursor.Value);
        }
        return $"{rows} rows {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }
}

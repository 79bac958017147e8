using System.Net;
using System.Security.Cryptography;
using System.Text;
using Flux.Crypto.Hashing;

namespace Flux.P2P.Peers;

/// <summary>
/// The places of an address book: 64 to a bucket. A group reaches 8 of the 64 tried buckets; what one group tells reaches 32 of the 256 new ones.
/// Which those are hangs on a secret that is drawn at each start and never leaves this machine.
/// </summary>
internal sealed class AddressTable
{
    private const int BucketSize = 64;
    private const int TriedBuckets = 64;
    private const int NewBuckets = 256;
    private const int TriedBucketsOfGroup = 8;
    private const int NewBucketsOfSource = 32;

    private readonly IPEndPoint?[] _tried = new IPEndPoint?[TriedBuckets * BucketSize];
    private readonly IPEndPoint?[] _new = new IPEndPoint?[NewBuckets * BucketSize];
    private readonly ulong _k0 = Secret();
    private readonly ulong _k1 = Secret();

    public int Size(bool tried) => Table(tried).Length;

    public IPEndPoint? At(bool tried, int place) => Table(tried)[place];

    public void Set(bool tried, int place, IPEndPoint address) => Table(tried)[place] = address;

    /// <summary>Empties the place when this address has it.</summary>
    public void Clear(bool tried, int place, IPEndPoint address)
    {
        if (address.Equals(Table(tried)[place])) Table(tried)[place] = null;
    }

    public int TriedPlace(IPEndPoint address)
    {
        var group = NetworkGroups.Of(address.Address);
        var bucket = (int)(Draw($"tried {group} {Draw($"{address}") % TriedBucketsOfGroup}") % TriedBuckets);
        return (bucket * BucketSize) + (int)(Draw($"tried {bucket} {address}") % BucketSize);
    }

    public int NewPlace(IPEndPoint address, string source)
    {
        var group = NetworkGroups.Of(address.Address);
        var bucket = (int)(Draw($"new {source} {Draw($"{group} {source}") % NewBucketsOfSource}") % NewBuckets);
        return (bucket * BucketSize) + (int)(Draw($"new {bucket} {address}") % BucketSize);
    }

    private ulong Draw(string text) => SipHash24.Compute(_k0, _k1, Encoding.ASCII.GetBytes(text));

    private IPEndPoint?[] Table(bool tried) => tried ? _tried : _new;

    private static ulong Secret() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}

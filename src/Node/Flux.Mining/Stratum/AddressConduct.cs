using System.Net;

namespace Flux.Mining.Stratum;

/// <summary>
/// How the addresses that connect behave. At a score of 100 an address is banned for a while; an accepted share takes five points off, and so do
/// ten seconds. A ban keeps new connections out; others that the address has open stay, as many miners may stand behind one address. Thread-safe.
/// </summary>
internal sealed class AddressConduct(StratumOptions options, TimeProvider time)
{
    internal const int BanScore = 100;
    private const int ShareCredit = 5;
    private const double ForgivenPerSecond = 0.5;
    private const int MostAddresses = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Record> _records = [];

    /// <summary>Why a connection of this address is not taken now; null when it is, and counted.</summary>
    public string? TryEnter(IPAddress address)
    {
        lock (_gate)
        {
            var record = RecordOf(address);
            if (record.BannedUntil > time.GetUtcNow()) return "banned";
            if (record.Connections >= options.MostPerAddress) return "too many connections from one address";
            if (_records.Values.Sum(each => each.Connections) >= options.MostConnections) return "too many connections";
            record.Connections++;
            return null;
        }
    }

    /// <summary>A counted connection ended.</summary>
    public void Leave(IPAddress address)
    {
        lock (_gate) RecordOf(address).Connections--;
    }

    /// <summary>Adds to an address's score; true when that bans it.</summary>
    public bool Punish(IPAddress address, int points)
    {
        if (points == 0) return false;
        lock (_gate)
        {
            var record = RecordOf(address);
            record.Score = ScoreNow(record) + points;
            record.At = time.GetTimestamp();
            if (record.Score < BanScore) return false;
            record.BannedUntil = time.GetUtcNow() + options.BanTime;
            record.Score = 0;
            return true;
        }
    }

    /// <summary>A good share: the address is at work.</summary>
    public void Credit(IPAddress address)
    {
        lock (_gate)
        {
            var record = RecordOf(address);
            record.Score = Math.Max(0, ScoreNow(record) - ShareCredit);
            record.At = time.GetTimestamp();
        }
    }

    /// <summary>Addresses that are banned now.</summary>
    public int Banned
    {
        get
        {
            lock (_gate) return _records.Values.Count(record => record.BannedUntil > time.GetUtcNow());
        }
    }

    private double ScoreNow(Record record) => Math.Max(0, record.Score - (time.GetElapsedTime(record.At).TotalSeconds * ForgivenPerSecond));

    private Record RecordOf(IPAddress address)
    {
        if (_records.TryGetValue(address, out var known)) return known;
        if (_records.Count >= MostAddresses) Forget();
        return _records[address] = new Record { At = time.GetTimestamp() };
    }

    private void Forget()
    {
        foreach (var (address, record) in _records)
        {
            if (record.Connections == 0 && record.BannedUntil <= time.GetUtcNow()) _records.Remove(address);
        }
    }

    private sealed class Record
    {
        public int Connections { get; set; }

        public double Score { get; set; }

        public long At { get; set; }

        public DateTimeOffset BannedUntil { get; set; }
    }
}

namespace Flux.Chain.Templates;

/// <summary>Fee per byte of a package; the better one sorts first, among equals the earlier.</summary>
internal readonly record struct PackageRate(long Fee, long Bytes, long Arrival) : IComparable<PackageRate>
{
    public int CompareTo(PackageRate other)
    {
        // Cross-multiplied: exact, without division.
        var rate = ((Int128)other.Fee * Bytes).CompareTo((Int128)Fee * other.Bytes);
        return rate != 0 ? rate : Arrival.CompareTo(other.Arrival);
    }

    public bool IsAtLeast(long feePer1000) => (Int128)Fee * 1000 >= (Int128)feePer1000 * Bytes;
}

namespace Flux.Apps.Specs;

/// <summary>What a component asks for, or a node has to give.</summary>
/// <param name="Cpu">Cores.</param>
/// <param name="Ram">MB of 1024² bytes.</param>
/// <param name="Hdd">GB of 1024³ bytes.</param>
public readonly record struct Resources(Quantity Cpu, Quantity Ram, Quantity Hdd)
{
    public static Resources operator +(Resources a, Resources b) => new(a.Cpu + b.Cpu, a.Ram + b.Ram, a.Hdd + b.Hdd);

    /// <summary>True when none of the three exceeds the other's.</summary>
    public bool FitsIn(Resources capacity) => Cpu <= capacity.Cpu && Ram <= capacity.Ram && Hdd <= capacity.Hdd;

    /// <summary>NanoCpus of the container engine.</summary>
    public long NanoCpus => Cpu.Nano;

    /// <summary>Memory in bytes, rounded down to a hundred-millionth of a MB.</summary>
    public long RamBytes => ToBytes(Ram, 1024L * 1024);

    /// <summary>Volume size in bytes.</summary>
    public long HddBytes => ToBytes(Hdd, 1024L * 1024 * 1024);

    public override string ToString() => $"{Cpu} cores, {Ram} MB, {Hdd} GB";

    private static long ToBytes(Quantity amount, long unit) =>
        (long)Int128.Clamp((Int128)amount.Units * unit / Quantity.Of(1).Units, long.MinValue, long.MaxValue);
}

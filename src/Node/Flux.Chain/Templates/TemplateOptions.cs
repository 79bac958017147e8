namespace Flux.Chain.Templates;

/// <summary>How templates are filled.</summary>
public sealed record TemplateOptions
{
    /// <summary>Largest block in bytes; null: the network's limit. Default null.</summary>
    public int? MostBytes { get; init; }

    /// <summary>Least fee rate of a package, in satoshi per 1,000 bytes; default 0.</summary>
    public long MinFeePer1000 { get; init; }

    /// <summary>Bytes after the prescribed beginning of the coinbase script; at most 80. Default none.</summary>
    public ReadOnlyMemory<byte> CoinbaseExtra { get; init; }

    /// <summary>
    /// Unix seconds to stamp the block with, raised to <see cref="BlockTemplate.MinimumTime"/> where it is too early. Null: the burst rule of
    /// networks with constant bits (parent + spacing while that lies in the past), the present time on others.
    /// </summary>
    public uint? Time { get; init; }
}

namespace Flux.P2P.Relay;

/// <summary>Which matching outputs a bloom filter follows by adding their outpoints (chain reference §11.4).</summary>
internal enum BloomUpdate : byte
{
    None = 0,
    All = 1,

    /// <summary>Bare keys and bare multisig only.</summary>
    KeysOnly = 2,
}

namespace Flux.Chain.Writer;

/// <summary>Who goes first when several things wait for the writer.</summary>
internal enum WriterLane
{
    /// <summary>Blocks, headers and commands. When one fails, memory and disk may differ: the writer stops.</summary>
    Blocks,

    /// <summary>Questions that only the writer can answer; as urgent as blocks, but a failure harms nobody but the asker.</summary>
    Questions,

    /// <summary>Loose transactions: a failure is harmless, because nothing changes until the very end.</summary>
    Transactions,
}

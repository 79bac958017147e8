namespace Flux.Chain.Writer;

/// <summary>Who goes first when several things wait for the writer.</summary>
internal enum WriterLane
{
    /// <summary>Blocks, headers and commands.</summary>
    Blocks,

    /// <summary>Loose transactions: one may fail without harm, because it changes nothing until the very end.</summary>
    Transactions,
}

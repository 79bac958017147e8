using System.Collections.Immutable;
using Flux.Chain.Selection;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Chain.Templates;

/// <summary>A block to be solved: everything is in place but nonce and solution.</summary>
public sealed record BlockTemplate
{
    /// <summary>The unsolved block.</summary>
    public required Block Block { get; init; }

    /// <summary>Its parent, the tip.</summary>
    public required HeaderEntry Parent { get; init; }

    /// <summary>Height of the block.</summary>
    public required int Height { get; init; }

    /// <summary>The block's hash must not be above it.</summary>
    public required UInt256 Target { get; init; }

    /// <summary>Least time the block may have: median time past of the parent plus one, Unix seconds.</summary>
    public required uint MinimumTime { get; init; }

    /// <summary>Sum of the fees.</summary>
    public required Amount Fees { get; init; }

    /// <summary>Fee and signature operations of each transaction after the coinbase, in order.</summary>
    public required ImmutableArray<TemplateTransaction> Transactions { get; init; }

    /// <summary>What the coinbase pays and to whom.</summary>
    public required CoinbasePlan Plan { get; init; }

    /// <summary>The version of the mempool that it was made from: another one may give a better template.</summary>
    public required long PoolVersion { get; init; }
}

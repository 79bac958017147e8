using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Wallets.ClearSigning;

/// <summary>What a signature would do, in words.</summary>
/// <param name="Statements">The sentences, the important ones first.</param>
/// <param name="Leaves">What the wallet would have less, fee included; negative when it gains.</param>
/// <param name="Fee">What miners get.</param>
public sealed record SigningSummary(ImmutableArray<SigningStatement> Statements, Amount Leaves, Amount Fee)
{
    /// <summary>Whether something in it is rarely meant; a signer asks twice then.</summary>
    public bool HasWarnings => Statements.Any(statement => statement.Kind == StatementKind.Warning);

    /// <summary>All sentences, one a line.</summary>
    public override string ToString() => string.Join('\n', Statements.Select(statement => statement.Kind == StatementKind.Warning ? $"WARNING: {statement.Text}" : statement.Text));
}

using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Chain.Templates;

/// <summary>A transaction of a template.</summary>
/// <param name="Transaction">It.</param>
/// <param name="Fee">What it pays.</param>
/// <param name="SigOps">Signature operations.</param>
/// <param name="Depends">1-based places, in the template, of the transactions that it spends from.</param>
public sealed record TemplateTransaction(Transaction Transaction, Amount Fee, int SigOps, ImmutableArray<int> Depends);

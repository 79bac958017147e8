using Flux.Primitives;

namespace Flux.Wallets.ClearSigning;

/// <summary>One sentence about a transaction, made from its bytes.</summary>
/// <param name="Kind">What sort of thing it says.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Amount">The money it is about, or zero.</param>
public sealed record SigningStatement(StatementKind Kind, string Text, Amount Amount = default);

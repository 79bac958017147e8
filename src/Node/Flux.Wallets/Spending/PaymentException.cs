namespace Flux.Wallets.Spending;

/// <summary>A payment can't be built; the message says what is wrong and what would help.</summary>
public sealed class PaymentException(PaymentProblem problem, string message) : Exception(message)
{
    /// <summary>The kind, for exit codes.</summary>
    public PaymentProblem Problem { get; } = problem;
}

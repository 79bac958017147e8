namespace Flux.Wallets.Spending;

/// <summary>Why a payment was not built.</summary>
public enum PaymentProblem
{
    /// <summary>The order itself is wrong.</summary>
    Order,

    /// <summary>Too little money.</summary>
    Funds,

    /// <summary>A guard against an expensive mistake refuses.</summary>
    Guard,
}

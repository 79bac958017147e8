namespace Flux.Apps.Registry;

/// <summary>What became of a payment, and why in words.</summary>
public readonly record struct PaymentOutcome(PaymentState State, string Detail)
{
    public static PaymentOutcome Accepted => new(PaymentState.Accepted, "");

    public override string ToString() => Detail.Length == 0 ? State.ToString() : $"{State}: {Detail}";
}

using System.Globalization;
using Flux.Apps.Canonical;

namespace Flux.Os.Payments;

/// <summary>What a wallet says of a payment it made (FluxOS reference §5.7). Nothing of it is verified: it is carried to the page, and decides nothing.</summary>
/// <param name="TransactionId">1 to 500 characters.</param>
/// <param name="Coin">1 to 50 characters.</param>
/// <param name="Chain">The coin where it is not said.</param>
/// <param name="Explorer">Where the transaction can be looked at; may be empty.</param>
/// <param name="From">10 to 500 characters, or empty.</param>
/// <param name="To">10 to 500 characters, or empty.</param>
/// <param name="Amount">A positive number in digits, or empty.</param>
internal sealed record PaymentReport(string TransactionId, string Coin, string Chain, string Explorer, string From, string To, string Amount)
{
    private const int LongestText = 500, LongestCoin = 50, ShortestAddress = 10;

    /// <summary>Reads the fields of a body; null with the reason.</summary>
    public static PaymentReport? Of(JsValue body, out string problem)
    {
        var (id, coin, from, to) = (Text("transaction_id") is { Length: > 0 } known ? known : Text("txid"), Text("coin"), Text("from_address"), Text("to_address"));
        var (explorer, amount) = (Text("explorer"), Text("amount"));
        var chain = Text("chain") is { Length: > 0 } said ? said : coin;
        problem = Length("txid", id, 1, LongestText) ?? Length("coin", coin, 1, LongestCoin) ?? Length("chain", chain, 1, LongestCoin) ?? Length("explorer", explorer, 0, LongestText)
            ?? (from.Length > 0 ? Length("from_address", from, ShortestAddress, LongestText) : null) ?? (to.Length > 0 ? Length("to_address", to, ShortestAddress, LongestText) : null)
            ?? (amount.Length > 0 && !IsAmount(amount) ? $"amount is '{amount}'; it must be a positive number" : "");
        return problem.Length == 0 ? new PaymentReport(id, coin, chain, explorer, from, to, amount) : null;

        string Text(string name) => body[name] is { } value ? value.Kind == JsKind.Text ? value.AsText : value.ToString() : "";
    }

    private static string? Length(string name, string text, int least, int most) =>
        text.Length >= least && text.Length <= most ? null : text.Length == 0 ? $"{name} is missing" : $"{name} has {text.Length} characters; it must have {least} to {most}";

    private static bool IsAmount(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0;
}

namespace Flux.Apps.Specs.Checks;

/// <summary>The owner is an address whose key can sign messages (fluxos-protocol §2.3, §3.3).</summary>
internal static class OwnerChecks
{
    public static void Owner(SpecCheck check)
    {
        var owner = check.Spec.Owner;
        check.Require(owner.Length != 0, "owner", "is empty");
        if (owner.Length == 0 || !check.Rules.ChecksSyntax) return;
        check.Require(IsEthereum(owner) || IsBitcoin(owner), "owner", $"{owner} is neither a Bitcoin address (1…) nor an Ethereum address (0x…)");
    }

    private static bool IsEthereum(string owner) =>
        owner.Length == 42 && owner.StartsWith("0x", StringComparison.Ordinal) && owner.Skip(2).All(char.IsAsciiHexDigit);

    private static bool IsBitcoin(string owner) =>
        owner.Length is >= 25 and <= 34 && owner[0] == '1' && owner.All(c => char.IsAsciiLetterOrDigit(c) && c is not ('0' or 'O' or 'I' or 'l'));
}

namespace Flux.Cli.Commands.App;

/// <summary>What <c>flux app update</c> and <c>renew</c> have in common.</summary>
/// <param name="DryRun">Only check, price and explain.</param>
/// <param name="Yes">Do not ask.</param>
/// <param name="Json">The result as JSON.</param>
internal sealed record AppRenewalOptions(bool DryRun, bool Yes, bool Json);

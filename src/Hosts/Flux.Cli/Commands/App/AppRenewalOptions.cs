namespace Flux.Cli.Commands.App;

/// <summary>What <c>flux app update</c> and <c>renew</c> have in common.</summary>
/// <param name="DryRun">Only check, price and explain.</param>
/// <param name="Yes">Do not ask.</param>
/// <param name="Json">The result as JSON.</param>
/// <param name="Unsigned">Only write the message into this file, for its owner to sign; null to send it.</param>
internal sealed record AppRenewalOptions(bool DryRun, bool Yes, bool Json, string? Unsigned = null);

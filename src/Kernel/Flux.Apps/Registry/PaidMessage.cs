using Flux.Apps.Messages;

namespace Flux.Apps.Registry;

/// <summary>A message that was paid for on the existing network, and the height of its payment.</summary>
internal sealed record PaidMessage(AppMessage Message, long Height);

namespace Flux.Os.Options;

/// <summary>Options, or every problem found.</summary>
internal sealed record OsOptionsResult(OsOptions? Options, IReadOnlyList<string> Problems);

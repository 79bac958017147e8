namespace Flux.Daemon.Options;

/// <summary>What reading the settings gave: options, or every problem found; and warnings.</summary>
internal sealed record OptionResult(DaemonOptions? Options, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings);

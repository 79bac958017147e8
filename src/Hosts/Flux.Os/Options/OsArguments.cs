namespace Flux.Os.Options;

/// <summary>What fluxos was asked to do on the command line.</summary>
/// <param name="ConfigFile">The settings.</param>
/// <param name="Backup">Write a copy of the state there and end; null: run.</param>
/// <param name="Restore">Take the state from there and end; null: run.</param>
internal sealed record OsArguments(string ConfigFile, string? Backup, string? Restore)
{
    /// <summary>How to call it.</summary>
    public const string Usage = "usage: fluxos --config FILE.json [--backup FILE | --restore FILE]";

    /// <summary>Reads them; null when they are not these.</summary>
    public static OsArguments? Read(IReadOnlyList<string> arguments) => arguments switch
    {
        ["--config", var file] => new(file, null, null),
        ["--config", var file, "--backup", var target] => new(file, target, null),
        ["--config", var file, "--restore", var source] => new(file, null, source),
        _ => null,
    };
}

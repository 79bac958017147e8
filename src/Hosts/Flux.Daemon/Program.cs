using Flux.Daemon;
using Flux.Daemon.Options;

var read = OptionReader.Read(args);
foreach (var warning in read.Warnings) await Console.Error.WriteLineAsync($"fluxd: warning: {warning}").ConfigureAwait(false);
if (read.Options is null)
{
    foreach (var problem in read.Problems) await Console.Error.WriteLineAsync($"fluxd: {problem}").ConfigureAwait(false);
    return ExitCode.Usage;
}
return await DaemonHost.RunAsync(read.Options).ConfigureAwait(false);

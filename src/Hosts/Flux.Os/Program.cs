using Flux.Os;
using Flux.Os.Options;

var read = OsOptionsFile.Read(args);
if (read.Options is null)
{
    foreach (var problem in read.Problems) await Console.Error.WriteLineAsync($"fluxos: {problem}").ConfigureAwait(false);
    return ExitCode.Usage;
}
return await OsHost.RunAsync(read.Options).ConfigureAwait(false);

using System.Security.Cryptography;
using Flux.Crypto.Curves;
using Flux.Daemon;
using Flux.Daemon.Options;

if (OptionHelp.IsWanted(args) || OptionHelp.IsVersionWanted(args))
{
    await Console.Out.WriteLineAsync(OptionHelp.IsWanted(args) ? OptionHelp.Text() : OptionHelp.Version).ConfigureAwait(false);
    return ExitCode.Ok;
}
var read = OptionReader.Read(args);
foreach (var warning in read.Warnings) await Console.Error.WriteLineAsync($"fluxd: warning: {warning}").ConfigureAwait(false);
if (read.Options is null)
{
    foreach (var problem in read.Problems) await Console.Error.WriteLineAsync($"fluxd: {problem}").ConfigureAwait(false);
    return ExitCode.Usage;
}
// This program signs for as long as it runs, at moments that its peers can choose.
Secp256k1.Blind(RandomNumberGenerator.GetBytes(32));
return await DaemonHost.RunAsync(read.Options).ConfigureAwait(false);

using System.Security.Cryptography;
using Flux.Crypto.Curves;
using Flux.Os;
using Flux.Os.Options;
using Flux.Os.Storage;

var read = OsOptionsFile.Read(args);
if (read.Options is null)
{
    foreach (var problem in read.Problems) await Console.Error.WriteLineAsync($"fluxos: {problem}").ConfigureAwait(false);
    return ExitCode.Usage;
}
if (OsArguments.Read(args) is { Backup: { } target }) return await StateCommand.RunAsync(() => StateBackup.Take(read.Options.DataFolder, read.Options.NetworkName, target)).ConfigureAwait(false);
if (OsArguments.Read(args) is { Restore: { } source }) return await StateCommand.RunAsync(() => StateBackup.Restore(source, read.Options.DataFolder, read.Options.NetworkName, TimeProvider.System)).ConfigureAwait(false);
// This program signs for as long as it runs, at moments that its peers can choose.
Secp256k1.Blind(RandomNumberGenerator.GetBytes(32));
return await OsHost.RunAsync(read.Options).ConfigureAwait(false);

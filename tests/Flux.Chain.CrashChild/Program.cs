// A node that dies: opens a chain directory and feeds it the blocks of a file, so that a test can kill it anywhere
// (FLUX_CRASH_POINT, or from outside). Arguments: directory, block file, flush interval in milliseconds.
// Prints "open HEIGHT MILLISECONDS CPU-MILLISECONDS" (since the process was started) when it is up, "block HEIGHT" after each block, "done" before it closes.
using System.Buffers.Binary;
using Flux.Chain;
using Flux.Primitives.Wire;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

var options = new ChainOptions
{
    DataDirectory = args[0],
    Network = TestNetworks.Quick,
    CacheMiB = 8,
    TransactionIndex = true,
    AddressIndex = true,
    SpentIndex = true,
    FlushInterval = TimeSpan.FromMilliseconds(int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture)),
};
await using var node = await ChainNode.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
using (var self = System.Diagnostics.Process.GetCurrentProcess())
{
    Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"open {node.Snapshot.Height} {(DateTime.Now - self.StartTime).TotalMilliseconds:F0} {self.TotalProcessorTime.TotalMilliseconds:F0}"));
}
var file = await File.ReadAllBytesAsync(args[1]);
for (var at = 0; at < file.Length;)
{
    var size = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
    if (!BlockCodec.TryParse(file.AsSpan(at + 4, size), out var block, out var error)) throw new InvalidDataException(error);
    at += 4 + size;
    await node.SubmitBlockAsync(block, requested: true, CancellationToken.None);
    Console.WriteLine($"block {node.Snapshot.Height}");
}
Console.WriteLine("done");

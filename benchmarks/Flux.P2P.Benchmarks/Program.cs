using Flux.P2P.Benchmarks;

// Whole nodes over sockets on loopback addresses, all in this process: on a machine of two cores they share them.
return args switch
{
    ["propagation", ("line" or "mesh") and var shape, .. var rest] => await PropagationRun.RunAsync(shape == "line", rest.Length > 0 ? Number(rest[0]) : 60),
    ["sync", var blocks, var recording] => await SyncRun.RunAsync(blocks, recording),
    ["filters", .. var rest] => FilterRun.Run(rest.Length > 0 ? Number(rest[0]) : 20),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("propagation line|mesh [BLOCKS]      20 nodes; how long a block mined at the first takes to be the tip of the others");
    Console.Error.WriteLine("sync BLOCKS.dat RECORDING.json      a recorded chain fetched from one node");
    Console.Error.WriteLine("filters [PEERS]                     what peers with the dearest bloom filter cost for each announced transaction");
    return 2;
}

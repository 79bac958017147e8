using Flux.Chain.Benchmarks;

// Whole-process measurements of the chain, one a run: each prints its figures as `name: value`.
return args switch
{
    ["import", var blocks, var recording, .. var rest] => await ImportRun.RunAsync(blocks, recording, rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 64),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("import BLOCKS.dat RECORDING.json [CACHE_MIB]   reads a recorded chain with all checks");
    return 2;
}

using Flux.Chain.Benchmarks;

// Whole-process measurements of the chain, one a run: each prints its figures as `name: value`.
return args switch
{
    ["import", var blocks, var recording, .. var rest] => await ImportRun.RunAsync(blocks, recording, rest.Length > 0 ? Number(rest[0]) : 64),
    ["memory", .. var heights] => await MemoryRun.RunAsync(heights.Length == 0 ? [1_000_000, 3_000_000] : [.. heights.Select(Number)]),
    ["open", var directory] => await MemoryRun.OpenAsync(directory),
    ["tip", .. var rest] => await TipRun.RunAsync(rest.Length > 0 ? Number(rest[0]) : 105),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("import BLOCKS.dat RECORDING.json [CACHE_MIB]   reads a recorded chain with all checks");
    Console.Error.WriteLine("memory [HEIGHT …]                              grows a chain to each height and opens it there in a fresh process");
    Console.Error.WriteLine("tip [ROUNDS]                                   blocks from the mempool, and reorganisations of 40 blocks");
    return 2;
}

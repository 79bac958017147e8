using Flux.Daemon.Benchmarks;

// The server runs in a process of its own, so that the load does not measure itself.
return args is ["server"] ? await BenchmarkServer.RunAsync() : await BenchmarkRun.RunAsync(args);

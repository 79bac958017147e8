using Flux.Cli;

return await CommandLine.RunAsync(args);

using System.Globalization;
using Flux.Os.Benchmarks;

switch (args)
{
    case ["join", .. var rest]:
        return await JoinRun.RunAsync(apps: rest is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000);
    case ["reads", .. var rest]:
        return await ReadsRun.RunAsync(apps: rest is [var apps, ..] ? int.Parse(apps, CultureInfo.InvariantCulture) : 100_000, nodes: rest is [_, var nodes, ..] ? int.Parse(nodes, CultureInfo.InvariantCulture) : 10_000);
    case ["watch", .. var rest]:
        return WatchRun.Run(apps: rest is [var tabled, ..] ? int.Parse(tabled, CultureInfo.InvariantCulture) : 100_000, nodes: rest is [_, var listed, ..] ? int.Parse(listed, CultureInfo.InvariantCulture) : 10_000);
    default:
        await Console.Error.WriteLineAsync("join [apps] · reads [apps [nodes]] · watch [apps [nodes]]");
        return 1;
}

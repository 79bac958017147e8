using System.Globalization;
using Flux.Fuzz.Engine;
using Flux.Fuzz.Targets;

if (args.Length == 0)
{
    Console.WriteLine("usage: Flux.Fuzz TARGET|all [SECONDS|FILE] [--grow]");
    foreach (var known in TargetCatalog.All) Console.WriteLine($"  {known.Name}");
    return 0;
}

var targets = TargetCatalog.All.Where(target => args[0] == "all" || target.Name == args[0]).ToList();
if (targets.Count == 0)
{
    Console.Error.WriteLine($"no target is called {args[0]}");
    return 2;
}

if (args.Length > 1 && File.Exists(args[1]))
{
    Attempt.Run(targets[0], File.ReadAllBytes(args[1]));
    Console.WriteLine("nothing broke");
    return 0;
}

var seconds = args.Length > 1 && int.TryParse(args[1], CultureInfo.InvariantCulture, out var given) ? given : 10;
var exitCode = 0;
foreach (var target in targets)
{
    var corpus = new Corpus(target.Name);
    var fuzzer = new Fuzzer(target, corpus, Environment.TickCount, grow: args.Contains("--grow"));
    var finding = fuzzer.RunFor(TimeSpan.FromSeconds(seconds));
    Console.WriteLine($"{target.Name}: {fuzzer.Runs} inputs, {fuzzer.Shapes} shapes");
    if (finding is not { } found) continue;
    Console.Error.WriteLine($"{corpus.KeepFinding(target.Name, found.Input)}\n{found.Problem}");
    exitCode = 1;
}
return exitCode;

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Flux.Cli.Output;
using Flux.Cli.Replay;
using Flux.Consensus.Headers;
using Flux.Primitives;

namespace Flux.Cli.Commands.Chain;

/// <summary><c>flux chain replay</c>: judges a recorded chain with our rules and compares every recorded column.</summary>
internal static class ReplayCommand
{
    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "Recording with parameters and, per height, columns (e.g. eras.json)", HelpName = "FILE.json", Required = true };
        var blocks = new Option<string>("--blocks") { Description = "Its blocks: magic, size, block, in height order (e.g. eras.dat)", HelpName = "FILE.dat", Required = true };
        var to = new Option<int?>("--to") { Description = "Stop after this height", HelpName = "H" };
        var submit = new Option<string?>("--submit") { Description = "Also try recorded blocks at their heights (e.g. invalid.json)", HelpName = "FILE.json" };
        var output = OutputOption.Build();
        var command = new Command("replay", "Check a recorded chain of another daemon with our rules") { network, blocks, to, submit, output };
        command.SetAction(parsed => Run(
            parsed.GetValue(network)!, parsed.GetValue(blocks)!, parsed.GetValue(to) ?? int.MaxValue, parsed.GetValue(submit), OutputOption.IsJson(parsed.GetValue(output))));
        return command;
    }

    private static int Run(string networkFile, string blockFile, int to, string? submitFile, bool json)
    {
        using var recording = RecordingFile.Read(networkFile);
        var root = recording.RootElement;
        var chain = new ReplayChain(RecordedNetwork.Build(root, networkFile));
        var submissions = submitFile is null ? null : Submissions.Read(submitFile);
        var rows = root.TryGetProperty("heights", out var heights) ? heights.EnumerateArray().ToList() : [];
        root.TryGetProperty("telling", out var telling);
        var tried = new List<SubmissionVerdict>();
        foreach (var block in BlockFile.Read(blockFile))
        {
            if (chain.Height >= to) break;
            if (block.Hash == chain.Network.Genesis.Hash) continue;
            Connect(chain, block, rows, telling, json);
            if (submissions is not null) tried.AddRange(Try(submissions, chain, json));
        }
        return Summarize(chain, tried, submissions is not null, json);
    }

    private static void Connect(ReplayChain chain, Block block, List<JsonElement> rows, JsonElement telling, bool json)
    {
        var height = chain.Height + 1;
        var verdict = chain.Connect(block);
        if (!verdict.IsOk) throw new CommandException(ExitCode.Rejected, $"Height {height}: our rules refuse {block.Hash}: {verdict} ({verdict.Reject!.Origin}).");
        var row = height <= rows.Count ? rows[height - 1] : JsonSerializer.SerializeToElement(new { });
        var columns = Columns.Of(chain, block, row, telling).ToList();
        if (json) Terminal.Line(JsonSerializer.Serialize(columns.Where(c => c.Recorded is not null || c.Ours.Length > 0).ToDictionary(c => c.Name, c => c.Ours).Append(new("height", height.ToString(CultureInfo.InvariantCulture))).ToDictionary()));
        else Terminal.Line(Line(chain, height, columns));
        foreach (var (name, ours, recorded) in columns)
        {
            if (recorded is not null && recorded != ours) throw new CommandException(ExitCode.Rejected, $"Height {height}: {name} differs.\n  recorded: {recorded}\n  ours:     {ours}");
        }
    }

    private static string Line(ReplayChain chain, int height, List<(string Name, string Ours, string? Recorded)> columns)
    {
        var tip = chain.Tip();
        string Value(string name) => columns.First(c => c.Name == name).Ours;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{height,7} {tip.Hash} work {tip.ChainWork.ToString().TrimStart('0')} bits {tip.Bits:x8} txs {Value("txs")} coinbase {Value("coinbase").Split(' ').Length} outputs nodes {Value("nodes")} started {Value("started")} dos {Value("dos")} coins {Value("coins")} · {columns.Count(c => c.Recorded is not null)} columns equal");
    }

    private static List<SubmissionVerdict> Try(Submissions submissions, ReplayChain chain, bool json)
    {
        var verdicts = submissions.JudgeAll(chain).ToList();
        foreach (var verdict in verdicts)
        {
            if (json) Terminal.Line(JsonSerializer.Serialize(verdict, JsonSerializerOptions.Web));
            else Terminal.Line($"        {(verdict.Agrees ? "=" : "≠")} {verdict.Label}: recorded {verdict.Recorded}, ours {verdict.Ours}");
        }
        return verdicts;
    }

    private static int Summarize(ReplayChain chain, List<SubmissionVerdict> tried, bool submitted, bool json)
    {
        var tip = chain.Tip();
        var (blocks, loose) = (tried.Where(v => !v.IsLoose).ToList(), tried.Where(v => v.IsLoose).ToList());
        var differ = blocks.Count(v => !v.Agrees);
        if (!json)
        {
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{chain.Height} blocks connected with every rule; tip {tip.Hash}; {chain.CoinCount} coins worth {chain.State.Totals.Coins}."));
            if (submitted)
            {
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{blocks.Count} blocks submitted: {blocks.Count - differ} judged as recorded, {differ} not."));
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{loose.Count} transactions submitted: {loose.Count(v => v.Agrees)} judged as recorded; {loose.Count(v => !v.Agrees)} were refused by a rule about the pool's own history (age, replacement, fees), which a replay has not."));
            }
        }
        return differ == 0 ? ExitCode.Ok : ExitCode.Rejected;
    }
}

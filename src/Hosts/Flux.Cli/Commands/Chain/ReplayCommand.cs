using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Flux.Cli.Output;
using Flux.Cli.Replay;
using Flux.Consensus.Headers;
using Flux.Devnet.Rules;
using Flux.Primitives;

namespace Flux.Cli.Commands.Chain;

/// <summary><c>flux chain replay</c>: judges a recorded chain with our rules and compares every recorded column.</summary>
internal static class ReplayCommand
{
    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "A network file, or a recording with parameters and, per height, columns (e.g. eras.json)", HelpName = "FILE.json", Required = true };
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
        var chain = new ReplayChain(NetworkFiles.Read(networkFile).Network!);
        using var recording = RecordingFile.Read(networkFile);
        var root = recording.RootElement;
        var submissions = submitFile is null ? null : Submissions.Read(submitFile);
        var rows = root.TryGetProperty("heights", out var heights) ? RowsOf(heights, networkFile) : [];
        root.TryGetProperty("telling", out var telling);
        var tried = new List<SubmissionVerdict>();
        foreach (var block in BlockFile.Read(blockFile, chain.Network))
        {
            if (chain.Height >= to) break;
            if (block.Hash == chain.Network.Genesis.Hash) continue;
            Connect(chain, block, rows, telling, json);
            if (submissions is not null) tried.AddRange(Try(submissions, chain, json));
        }
        if (chain.Height < Math.Min(to, rows.Count))
            throw new CommandException(ExitCode.Rejected, $"Height {chain.Height + 1}: the recording has it, {blockFile} has not.\n  recorded: {rows.Count} heights\n  blocks:   {chain.Height}");
        if (submissions is not null && to >= rows.Count && tried.Count < submissions.Count)
            throw new CommandException(ExitCode.Rejected, $"{submissions.Count - tried.Count} of {submissions.Count} submissions stand at heights that the blocks do not reach.");
        return Summarize(chain, tried, submissions is not null, json);
    }

    private static List<JsonElement> RowsOf(JsonElement heights, string file) => heights.ValueKind == JsonValueKind.Array
        ? heights.EnumerateArray().ToList()
        : throw new CommandException(ExitCode.Rejected, $"{file}: heights must be a list, one row a block.");

    private static void Connect(ReplayChain chain, Block block, List<JsonElement> rows, JsonElement telling, bool json)
    {
        var height = chain.Height + 1;
        var verdict = chain.Connect(block);
        if (!verdict.IsOk) throw new CommandException(ExitCode.Rejected, $"Height {height}: our rules refuse {block.Hash}: {verdict} ({verdict.Reject!.Origin}).");
        var row = height <= rows.Count ? rows[height - 1] : JsonSerializer.SerializeToElement(new { });
        var columns = ColumnsOf(chain, block, row, telling);
        if (json) Terminal.Line(JsonSerializer.Serialize(columns.Where(c => c.Recorded is not null || c.Ours.Length > 0).ToDictionary(c => c.Name, c => c.Ours).Append(new("height", height.ToString(CultureInfo.InvariantCulture))).ToDictionary()));
        else Terminal.Line(Line(chain, height, columns));
        foreach (var (name, ours, recorded) in columns)
        {
            if (recorded is not null && recorded != ours) throw new CommandException(ExitCode.Rejected, $"Height {height}: {name} differs.\n  recorded: {recorded}\n  ours:     {ours}");
        }
    }

    private static List<(string Name, string Ours, string? Recorded)> ColumnsOf(ReplayChain chain, Block block, JsonElement row, JsonElement telling)
    {
        try
        {
            return [.. Columns.Of(chain, block, row, telling)];
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw new CommandException(ExitCode.Rejected, $"Height {chain.Height}: the recorded row can't be compared: {e.Message}", inner: e);
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

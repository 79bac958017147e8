using System.Diagnostics;
using System.Globalization;
using Flux.Consensus.FluxNodes;

namespace Flux.Functional.Tests.Chain;

/// <summary>The model of the money rules in tests/model/subsidy.py, which was written from the page and not from the code under test.</summary>
internal static class SubsidyModel
{
    /// <summary>What each tier's payee gets in each block from height 1 on, in satoshi.</summary>
    /// <param name="hasPayee">For each height from 1 on: which tiers have a payee.</param>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<Tier, long>>> PaidAsync(IEnumerable<IReadOnlySet<Tier>> hasPayee)
    {
        var input = hasPayee.Select((tiers, index) => $"{index + 1} 0 {Flag(tiers, Tier.Cumulus)} {Flag(tiers, Tier.Nimbus)} {Flag(tiers, Tier.Stratus)}");
        var output = await RunAsync(string.Join('\n', input) + "\n");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ToPaid)];
    }

    private static int Flag(IReadOnlySet<Tier> tiers, Tier tier) => tiers.Contains(tier) ? 1 : 0;

    private static IReadOnlyDictionary<Tier, long> ToPaid(string line)
    {
        var fields = line.Split(',').Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new Dictionary<Tier, long> { [Tier.Cumulus] = fields[1], [Tier.Nimbus] = fields[2], [Tier.Stratus] = fields[3] };
    }

    private static async Task<string> RunAsync(string input)
    {
        var info = new ProcessStartInfo("python3") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        info.ArgumentList.Add(ScriptPath());
        info.ArgumentList.Add("reserves");
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return await output;
    }

    private static string ScriptPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "model", "subsidy.py");
            if (File.Exists(script)) return script;
        }
        throw new InvalidOperationException("tests/model/subsidy.py is not above the tests");
    }
}

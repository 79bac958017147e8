using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;

namespace Flux.Os.Options;

/// <summary>Rules and prices of apps, from the name or the file of a network.</summary>
internal static class NetworkRules
{
    /// <summary>Those of the network; <paramref name="problems"/> receives what is wrong with its file, or with a name that there is not.</summary>
    public static RegistryRules Of(string network, List<string> problems)
    {
        if (network == "main") return RegistryRules.Main;
        if (network is "test" or "regtest" or "classic" or "local") return RegistryRules.Own;
        if (!network.Contains('/', StringComparison.Ordinal) && !network.EndsWith(".json", StringComparison.Ordinal))
        {
            problems.Add($"node.network is '{network}'; it must be main, test, regtest, classic, local, or a file made by flux network new");
            return RegistryRules.Own;
        }
        try
        {
            var reading = NetworkFile.Read(File.ReadAllBytes(network));
            if (reading.Own is { } own) return Of(own);
            problems.AddRange(reading.IsOk ? [$"node.network: {network} describes a recorded chain, which has no apps"] : reading.Problems.Select(problem => $"node.network: {network}: {problem}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"node.network: {network} can't be read: {e.Message}");
        }
        return RegistryRules.Own;
    }

    private static RegistryRules Of(OwnParameters own) => new(AppRules.Own with { MonthBlocks = own.MonthBlocks }, new AppPriceTable
    {
        CpuTenth = own.Prices.CpuTenth,
        Ram100Mb = own.Prices.Ram100Mb,
        HddGb = own.Prices.HddGb,
        EnterprisePort = own.Prices.EnterprisePort,
        StaticIp = own.Prices.StaticIp,
        Scope = own.Prices.Scope,
        Minimum = own.Prices.Minimum,
    });
}

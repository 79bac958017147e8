using System.Net;

namespace Flux.Orchestration;

/// <summary>The ranges of <see cref="OrchestrationOptions"/>.</summary>
internal static class OptionChecks
{
    private const int MaxNamespaceLength = 20;

    public static IReadOnlyList<string> Of(OrchestrationOptions options)
    {
        var problems = new List<string>();
        void Require(bool ok, string name, object value, string range)
        {
            if (!ok) problems.Add($"orchestration.{name}: {value} is not {range}");
        }

        Require(IsNamespace(options.Namespace), "namespace", options.Namespace, "[a-z0-9]{0,20}");
        Require(IsSubnetPrefix(options.SubnetPrefix), "subnetPrefix", options.SubnetPrefix, "two octets such as 172.23");
        Require(options.FirstSubnet is >= 1 and <= 255, "firstSubnet", options.FirstSubnet, "1–255");
        Require(options.LastSubnet is >= 1 and <= 255 && options.LastSubnet >= options.FirstSubnet,
            "lastSubnet", options.LastSubnet, $"{options.FirstSubnet}–255");
        Require(Path.IsPathRooted(options.AppsFolder), "appsFolder", options.AppsFolder, "an absolute path");
        Require(options.DefaultPids is >= 16 and <= 4_194_304, "defaultPids", options.DefaultPids, "16–4194304");
        Require(options.SwapBytes >= 0, "swapBytes", options.SwapBytes, "0 or more");
        Require(options.OpenFiles >= 256, "openFiles", options.OpenFiles, "256 or more");
        Require(options.WritableLayerBytes >= 64L << 20, "writableLayerBytes", options.WritableLayerBytes, "64 MiB or more");
        Require(options.EngineTimeout > TimeSpan.Zero, "engineTimeout", options.EngineTimeout, "more than zero");
        Require(options.PullTimeout > TimeSpan.Zero, "pullTimeout", options.PullTimeout, "more than zero");
        Require(options.HealthDeadline > TimeSpan.Zero, "healthDeadline", options.HealthDeadline, "more than zero");
        Require(options.StopGrace >= TimeSpan.Zero, "stopGrace", options.StopGrace, "zero or more");
        return problems;
    }

    private static bool IsNamespace(string text) =>
        text.Length <= MaxNamespaceLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool IsSubnetPrefix(string text) =>
        text.Count(c => c == '.') == 1 && IPAddress.TryParse(text + ".0.0", out _);
}

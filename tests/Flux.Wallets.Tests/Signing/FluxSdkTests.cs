using System.Diagnostics;
using System.Globalization;
using Flux.Primitives;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Signing;

/// <summary>
/// The published JavaScript SDK and we make the same START transactions from random keys, byte for byte. Skipped where npm or the package is
/// not to be had.
/// </summary>
[Trait("Category", "Long")]
public sealed class FluxSdkTests
{
    private const string Package = "@runonflux/flux-sdk@1.1.0";
    private const int Rounds = 25;

    [Fact]
    public async Task The_sdk_signs_the_same_starts()
    {
        var folder = Path.Combine(Path.GetTempPath(), "flux-sdk-test");
        if (!await InstallAsync(folder)) Assert.Skip($"npm can't install {Package} here.");
        var cases = Enumerable.Range(0, Rounds).Select(i => new Case(i)).ToList();
        await File.WriteAllTextAsync(Path.Combine(folder, "run.js"), Script(cases));
        var (code, output) = await RunAsync("node", ["run.js"], folder);
        code.ShouldBe(0, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(cases.SelectMany(c => c.Ours()));
    }

    private static string Script(IEnumerable<Case> cases) =>
        "const f = require('@runonflux/flux-sdk').fluxnode;\n" + string.Concat(cases.Select(c => string.Create(CultureInfo.InvariantCulture, $$"""
            console.log(f.startFluxNode('{{c.Collateral}}', '{{c.Index}}', '{{c.OwnerWif}}', '{{c.NodeWif}}', '{{c.Time}}'));
            console.log(f.startFluxNodev6('{{c.Collateral}}', '{{c.Index}}', '{{c.OwnerWif}}', '{{c.NodeWif}}', '{{c.Time}}'));
            console.log(f.startFluxNodev6('{{c.Collateral}}', '{{c.Index}}', '{{c.OwnerWif}}', '{{c.NodeWif}}', '{{c.Time}}', true, false, '{{c.Redeem.Script}}'));
            console.log(f.startFluxNodeAddDelegate('{{c.Collateral}}', '{{c.Index}}', '{{c.OwnerWif}}', '{{c.NodeWif}}', '{{c.Time}}', ['{{c.Delegate}}']));
            console.log(f.startFluxNodeAsDelegate('{{c.Collateral}}', '{{c.Index}}', '{{c.OwnerWif}}', '{{c.NodeWif}}', '{{c.Time}}'));

            """)));

    private static async Task<bool> InstallAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Directory.Exists(Path.Combine(folder, "node_modules", "@runonflux", "flux-sdk"))) return true;
        try
        {
            return (await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, Package], folder)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }

    private sealed class Case
    {
        private readonly WalletKey _owner = WalletKey.Generate();
        private readonly WalletKey _node = WalletKey.Generate(compressed: false);

        public Case(int number)
        {
            Span<byte> id = stackalloc byte[32];
            System.Security.Cryptography.RandomNumberGenerator.Fill(id);
            Collateral = new TxId(new Hash256(id)).ToString();
            (Index, Time) = (number, 1_700_000_000 + (uint)number);
            Redeem = RedeemScript.OfSorted(1, [_owner.PublicKey, WalletKey.Generate().PublicKey]);
            Delegate = WalletKey.Generate().ToString();
        }

        public string Collateral { get; }

        public int Index { get; }

        public uint Time { get; }

        public RedeemScript Redeem { get; }

        public string Delegate { get; }

        public string OwnerWif => _owner.ToWif(Words.Main);

        public string NodeWif => _node.ToWif(Words.Main);

        public IEnumerable<string> Ours()
        {
            var place = new OutPoint(TxId.Parse(Collateral), (uint)Index);
            yield return Hex(NodeSigning.BuildStart(place, _owner, _node.PublicKey, Time));
            yield return Hex(NodeSigning.Sign(NodeSigning.DraftStart(place, _owner.PublicKey, null, _node.PublicKey, Time), _owner));
            yield return Hex(NodeSigning.Sign(NodeSigning.DraftStart(place, default, Redeem, _node.PublicKey, Time), _owner));
            yield return Hex(NodeSigning.Sign(NodeSigning.DraftStart(place, _owner.PublicKey, null, _node.PublicKey, Time, NodeSigning.ReplaceDelegates([Convert.FromHexString(Delegate)])), _owner));
            yield return Hex(NodeSigning.Sign(NodeSigning.DraftStart(place, _owner.PublicKey, null, _node.PublicKey, Time, NodeSigning.AsDelegate()), _owner));
        }

        private static string Hex(Transaction transaction) => Convert.ToHexStringLower(transaction.Bytes.Span);
    }
}

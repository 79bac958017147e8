using System.Diagnostics;

namespace Flux.Wallets.Tests;

/// <summary>The tests of keys, derivation, signatures, containers and wallet files, compiled to WebAssembly and run under Node (<c>tests/wasm/run.sh</c>).</summary>
[Trait("Category", "Long")]
public sealed class WebAssemblyTests
{
    private const int NotHere = 77;

    [Fact]
    public async Task The_same_tests_pass_in_web_assembly()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Flux.slnx"))) root = root.Parent;
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(root!.FullName, "tests", "wasm", "run.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == NotHere) Assert.Skip(output.Trim());
        process.ExitCode.ShouldBe(0, output + await errors);
        output.ShouldContain("browser: True");
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }
}

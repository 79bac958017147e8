using Flux.Cli.Output;

namespace Flux.Cli.Tests.Wallets;

public sealed class QrCodeTests
{
    [Fact]
    public void Text_is_a_square_of_half_blocks()
    {
        var lines = QrCode.ToText("flux:t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo").TrimEnd('\n').Split('\n').Select(line => line.Replace("\e[30;47m", "", StringComparison.Ordinal).Replace("\e[0m", "", StringComparison.Ordinal)).ToList();
        lines.Select(line => line.Length).Distinct().ShouldBe([QrCode.ModulesOf("flux:t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo")]);
        lines.Count.ShouldBe((lines[0].Length + 1) / 2);
        // The finder pattern's upper edge, behind a quiet zone of four modules.
        lines[2].ShouldStartWith("    █▀▀▀▀▀█ ");
    }

    [Fact]
    public void Png_files_are_pictures()
    {
        var file = Path.GetTempFileName();
        QrCode.WritePng("flux:t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", file);
        File.ReadAllBytes(file).AsSpan(0, 8).ToArray().ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        File.Delete(file);
    }
}

using System.Text;
using QRCoder;

namespace Flux.Cli.Output;

/// <summary>QR codes for terminals and as PNG files.</summary>
internal static class QrCode
{
    private const int Quiet = 4;
    private const int PixelsPerModule = 8;

    /// <summary>Two modules a character, dark on light whatever the terminal's colours are.</summary>
    public static string ToText(string content)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        // The library's matrix has a quiet zone of four modules around the code.
        var text = new StringBuilder();
        for (var y = 0; y < rows.Count; y += 2)
        {
            text.Append("\e[30;47m");
            for (var x = 0; x < rows.Count; x++)
            {
                var (upper, lower) = (rows[y][x], y + 1 < rows.Count && rows[y + 1][x]);
                text.Append((upper, lower) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' });
            }
            text.Append("\e[0m\n");
        }
        return text.ToString();
    }

    /// <summary>Side length in modules, quiet zone included.</summary>
    public static int ModulesOf(string content)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        return Math.Max(data.ModuleMatrix.Count, 2 * Quiet);
    }

    /// <summary>Writes a PNG file.</summary>
    public static void WritePng(string content, string file)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        File.WriteAllBytes(file, png.GetGraphic(PixelsPerModule));
    }
}

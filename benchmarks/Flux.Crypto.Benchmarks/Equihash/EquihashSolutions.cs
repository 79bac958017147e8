using Flux.Crypto.Equihash;

namespace Flux.Crypto.Benchmarks.Equihash;

/// <summary>The valid solutions of chain reference §1.3 (main genesis) and §14.3.</summary>
internal static class EquihashSolutions
{
    internal static (byte[] Input, byte[] Solution) Of(EquihashParameters parameters) => parameters.N switch
    {
        200 => (MainGenesis(), Convert.FromHexString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "main-genesis-solution.hex"))
            .ReplaceLineEndings(""))),
        144 => (Counting(), Convert.FromHexString(
            "05768af1beda4ba428d9f9b4307eef9c3e66902c567d9c01fc380cfe5cf8d89e0f319e958658071ced5f413e546fcb9f092207909d62ca8d776db3bc6e85025b"
            + "f63e45bf1519f52babd1411d26e449f862126472d53c7de2ea99ed8e0ff914014b082ad8")),
        _ => (Counting(), Convert.FromHexString(
            "1430abb9cf70579fd1e358917c483da7163bec6539c28a23d52151b63415ad29655cd785b6d2325405c2a84f4fa6503057e1a710")),
    };

    private static byte[] Counting() => [.. Enumerable.Range(0, EquihashLeaves.InputBytes).Select(i => (byte)i)];

    private static byte[] MainGenesis()
    {
        byte[] root = Convert.FromHexString("94c7aed6b2c67f1718006684bfc3b92081a2f19d59075691b189160d6f3aa13a");
        Array.Reverse(root);
        return
        [
            .. BitConverter.GetBytes(4), .. new byte[32], .. root, .. new byte[32],
            .. BitConverter.GetBytes(1516980000), .. BitConverter.GetBytes(0x1f07ffff), .. BitConverter.GetBytes(0x1a8c), .. new byte[28],
        ];
    }
}

using Flux.Crypto.Equihash;

namespace Flux.Crypto.Tests.Equihash;

/// <summary>Solutions of the chain reference: §1.3 (the three genesis blocks) and §14.3 (generated ones, input 00 01 … 8b).</summary>
internal static class EquihashVectors
{
    public static byte[] CountingInput { get; } = [.. Enumerable.Range(0, 140).Select(i => (byte)i)];

    public static uint[] ZelHashIndices { get; } =
    [
        5292718, 60618501, 31978616, 56136060, 18937500, 23314118, 21917858, 35902753,
        21420240, 22729366, 22492641, 28758578, 22025994, 42267898, 26479637, 65120016,
    ];

    public static uint[] Zel144x5Indices { get; } =
    [
        716053, 29817705, 6103366, 27237187, 1039859, 17799588, 1452862, 27001340,
        7346684, 24372066, 15759756, 32069733, 16835485, 22532175, 19544037, 27199778,
        991546, 25897525, 29060509, 29812816, 4947655, 26308549, 9239189, 28037441,
        3821000, 19390856, 9642902, 22267870, 6116157, 23299070, 9044133, 17312472,
    ];

    public static EquihashVector ZelHash { get; } = new("ZelHash 125,4 of §14.3", EquihashParameters.ZelHash125x4, CountingInput, Convert.FromHexString(
        "1430abb9cf70579fd1e358917c483da7163bec6539c28a23d52151b63415ad29655cd785b6d2325405c2a84f4fa6503057e1a710"));

    public static EquihashVector Zel144x5 { get; } = new("144,5 of §14.3", EquihashParameters.Zel144x5, CountingInput, Convert.FromHexString(
        "05768af1beda4ba428d9f9b4307eef9c3e66902c567d9c01fc380cfe5cf8d89e0f319e958658071ced5f413e546fcb9f092207909d62ca8d776db3bc6e85025b"
        + "f63e45bf1519f52babd1411d26e449f862126472d53c7de2ea99ed8e0ff914014b082ad8"));

    public static EquihashVector RegtestGenesis { get; } = new(
        "genesis of regtest", EquihashParameters.Zcash48x5, Genesis(1296688602, 0x200f0f0f, 0x16),
        Convert.FromHexString("02853a9dd062e2356909a0d2b9f0e4873dbf092edd3f00eea317e21222d1f2c414b926ee"));

    public static EquihashVector MainGenesis { get; } = new(
        "genesis of main", EquihashParameters.Zcash200x9, Genesis(1516980000, 0x1f07ffff, 0x1a8c), Load("main-genesis-solution.hex"));

    public static EquihashVector TestGenesis { get; } = new(
        "genesis of test", EquihashParameters.Zcash200x9, Genesis(1582228940, 0x2007ffff, 0x21c), Load("test-genesis-solution.hex"));

    /// <summary>(96,5) solved here: no chain in reach uses it. The model, checked by Zcash's own vector, confirms it.</summary>
    public static EquihashVector Solved96x5 { get; } = Solve(EquihashParameters.Zcash96x5);

    public static EquihashVector[] All { get; } = [ZelHash, Zel144x5, RegtestGenesis, MainGenesis, TestGenesis, Solved96x5];

    /// <summary>Version 4, previous 0, the common merkle root, Sapling root 0, then time, bits and nonce.</summary>
    private static byte[] Genesis(uint time, uint bits, uint nonce)
    {
        byte[] root = Convert.FromHexString("94c7aed6b2c67f1718006684bfc3b92081a2f19d59075691b189160d6f3aa13a");
        Array.Reverse(root);
        return
        [
            .. BitConverter.GetBytes(4), .. new byte[32], .. root, .. new byte[32],
            .. BitConverter.GetBytes(time), .. BitConverter.GetBytes(bits), .. BitConverter.GetBytes(nonce), .. new byte[28],
        ];
    }

    private static byte[] Load(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "equihash", name);
        return Convert.FromHexString(File.ReadAllText(path).ReplaceLineEndings(string.Empty));
    }

    private static EquihashVector Solve(EquihashParameters p)
    {
        for (byte nonce = 0; ; nonce++)
        {
            byte[] input = [.. CountingInput[..139], nonce];
            if (EquihashTestSolver.Solve(p, input) is [byte[] solution, ..])
            {
                return new EquihashVector($"{p} solved by the test", p, input, solution);
            }
        }
    }
}

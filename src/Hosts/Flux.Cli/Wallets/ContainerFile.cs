using Flux.Wallets.Containers;

namespace Flux.Cli.Wallets;

/// <summary>Containers as files: the bytes, or their base64, or QR texts, one a line.</summary>
internal static class ContainerFile
{
    public static SigningContainer Read(string file)
    {
        if (file != "-" && !File.Exists(file)) throw new CommandException(ExitCode.NotFound, $"There is no file {file}.");
        using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        string? problem;
        if (ContainerReader.TryParse(bytes, out var container, out problem)) return container;
        var text = System.Text.Encoding.UTF8.GetString(bytes).Trim();
        if (text.StartsWith("pft:", StringComparison.Ordinal))
        {
            if (ContainerFrames.TryJoin(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), out container, out problem)) return container;
        }
        else if (!bytes.AsSpan().StartsWith("pft"u8) && ContainerReader.TryParseBase64(text, out container, out problem)) return container;
        throw new CommandException(ExitCode.Usage, $"{file} can't be read as an unsigned transaction: {problem}.");
    }

    public static void Write(string file, SigningContainer container)
    {
        if (file == "-") Console.Out.WriteLine(ContainerWriter.ToBase64(container));
        else File.WriteAllBytes(file, ContainerWriter.ToBytes(container));
    }
}

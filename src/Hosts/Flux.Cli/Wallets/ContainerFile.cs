using Flux.Wallets.Containers;

namespace Flux.Cli.Wallets;

/// <summary>Containers as files: the bytes, or their base64, or QR texts, one a line.</summary>
internal static class ContainerFile
{
    /// <summary>What is in a file; - is standard input.</summary>
    public static byte[] Bytes(string file)
    {
        if (file != "-" && !File.Exists(file)) throw new CommandException(ExitCode.NotFound, $"There is no file {file}.");
        using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <exception cref="CommandException">There is none, or it is no container; the message says why.</exception>
    public static SigningContainer Read(string file) => Read(file, Bytes(file));

    /// <summary>As <see cref="Read(string)"/>, of bytes that were read already.</summary>
    public static SigningContainer Read(string file, byte[] bytes)
    {
        if (AppMessages.IsOne(bytes)) throw new CommandException(ExitCode.Usage, $"{file} is an app's message, not a transaction.", $"With all its signatures it is handed in with: flux app deploy {file} (or: update)");
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

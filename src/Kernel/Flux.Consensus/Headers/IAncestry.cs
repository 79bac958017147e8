namespace Flux.Consensus.Headers;

/// <summary>The branch that ends in the parent of the block being judged.</summary>
public interface IAncestry
{
    /// <summary>Height of the parent.</summary>
    int Height { get; }

    /// <summary>The ancestor at a height from 0 to <see cref="Height"/>.</summary>
    HeaderSummary At(int height);
}

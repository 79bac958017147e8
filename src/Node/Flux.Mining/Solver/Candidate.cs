namespace Flux.Mining.Solver;

/// <summary>Two rows of the last level, slots of one bucket, whose sum is zero.</summary>
internal readonly record struct Candidate(int Bucket, int Low, int High);

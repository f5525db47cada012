using BenchmarkDotNet.Running;
using Harness.Benchmarks;

// compare: the goals in a minute; change [PROGRAM]: those of judging a change; measure N: what compare starts; anything else is BenchmarkDotNet's.
return args switch
{
    ["compare"] => Comparison.Run(Console.Out),
    ["change"] => ChangeComparison.Run(null, Console.Out),
    ["change", var program] => ChangeComparison.Run(program, Console.Out),
    ["measure", var crates] => Comparison.MeasureHere(crates, Console.Out),
    _ => BenchmarkSwitcher.FromAssembly(typeof(GeneratedWorkspace).Assembly).Run(args).Any(s => s.HasCriticalValidationErrors) ? 1 : 0,
};

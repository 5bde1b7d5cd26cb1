using BenchmarkDotNet.Running;

// scripts/bench [BenchmarkDotNet's options], for instance --filter '*FrontEnd*' --job short
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;

namespace ConformanceLab.Engine.Tests.Optimizing;

public sealed class OptimizingCallTests : CallTests
{
    protected override Tier Tier => Tier.Optimizing;
}

public sealed class OptimizingTrapTests : TrapTests
{
    protected override Tier Tier => Tier.Optimizing;
}

public sealed class OptimizingInterruptionTests : InterruptionTests
{
    protected override Tier Tier => Tier.Optimizing;
}

public sealed class OptimizingAtomicTests : AtomicTests
{
    protected override Tier Tier => Tier.Optimizing;
}

public sealed class OptimizingBoundaryTests : BoundaryTests
{
    protected override Tier Tier => Tier.Optimizing;
}

public sealed class OptimizingExceptionTests : ExceptionTests
{
    protected override Tier Tier => Tier.Optimizing;
}

public sealed class OptimizingThrowCostTests : ThrowCostTests
{
    protected override Tier Tier => Tier.Optimizing;
}

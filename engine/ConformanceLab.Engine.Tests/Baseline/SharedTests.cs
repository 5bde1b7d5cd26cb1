using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;

namespace ConformanceLab.Engine.Tests.Baseline;

public sealed class BaselineCallTests : CallTests
{
    protected override Tier Tier => Tier.Baseline;
}

public sealed class BaselineTrapTests : TrapTests
{
    protected override Tier Tier => Tier.Baseline;
}

public sealed class BaselineInterruptionTests : InterruptionTests
{
    protected override Tier Tier => Tier.Baseline;
}

public sealed class BaselineAtomicTests : AtomicTests
{
    protected override Tier Tier => Tier.Baseline;
}

public sealed class BaselineBoundaryTests : BoundaryTests
{
    protected override Tier Tier => Tier.Baseline;
}

public sealed class BaselineExceptionTests : ExceptionTests
{
    protected override Tier Tier => Tier.Baseline;
}

public sealed class BaselineThrowCostTests : ThrowCostTests
{
    protected override Tier Tier => Tier.Baseline;
}

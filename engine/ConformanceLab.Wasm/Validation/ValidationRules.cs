using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <summary>Names of validation rules: their anchors in the specification, as <see cref="ModuleException.Rule"/> has them.</summary>
public static class ValidationRules
{
    /// <summary>The rule of an instruction; several may share one.</summary>
    public static string Of(Opcode opcode) => FunctionValidator.RuleOf(opcode);
}

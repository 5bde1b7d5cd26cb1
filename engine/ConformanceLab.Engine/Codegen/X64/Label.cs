namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>A place in the code of one <see cref="Assembler"/>, known now or later. The default value is no label.</summary>
/// <param name="Number">One-based; labels are numbered from 1 after each <see cref="Assembler.Reset"/>.</param>
internal readonly record struct Label(int Number);

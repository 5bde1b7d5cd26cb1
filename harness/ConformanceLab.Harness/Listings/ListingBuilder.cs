using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Listings;

/// <summary>Makes listings of functions: brings instructions, machine code and what is known of it together.</summary>
public static class ListingBuilder
{
    /// <summary>Makes the listing of a function.</summary>
    public static FunctionListing Build(FunctionExplanation function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var disassembler = new Disassembler(function);
        var rows = new List<ListingRow>();
        var next = 0;
        foreach (var range in function.Ranges)
        {
            var code = disassembler.Read(range);
            ExplainedInstruction? own = null;
            if (range.Part == CodePart.Body)
            {
                // Those before it, as far as they are not listed yet, have no code of their own.
                while (next < function.Instructions.Count && function.Instructions[next].Offset < range.Bytecode)
                {
                    rows.Add(WithoutCode(function.Instructions[next++]));
                }

                if (next < function.Instructions.Count && function.Instructions[next].Offset == range.Bytecode)
                {
                    own = function.Instructions[next++];
                }
            }
            else if (range.Part != CodePart.Prologue)
            {
                ListRest();
            }

            rows.Add(new ListingRow(range.Part, range.Bytecode, own, code));
        }

        ListRest();
        return new FunctionListing(function, rows);

        void ListRest()
        {
            while (next < function.Instructions.Count)
            {
                rows.Add(WithoutCode(function.Instructions[next++]));
            }
        }
    }

    private static ListingRow WithoutCode(ExplainedInstruction instruction) => new(CodePart.Body, instruction.Offset, instruction, []);
}

using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>Where values go that nobody needs any longer.</content>
internal sealed partial class FunctionGenerator
{
    // Operands leave the stack, into locals and globals if there are any.
    private void Keep(ImmutableArray<ValType> types)
    {
        for (var i = types.Length - 1; i >= 0; i--)
        {
            var type = types[i];
            var start = _firstCounter == 0 ? 0 : _random.Next(_firstCounter);
            var local = -1;
            for (var j = 0; j < _firstCounter && local < 0; j++)
            {
                var candidate = (start + j) % _firstCounter;
                local = _types.Matches(type, _locals[candidate]) ? candidate : -1;
            }

            switch (_random.Next(4))
            {
                case < 2 when local >= 0:
                    _code.Index(Opcode.LocalSet, local);
                    break;
                case 2 when FindGlobal(type, mustBeMutable: true) is >= 0 and var global:
                    _code.Index(Opcode.GlobalSet, global);
                    break;
                default:
                    Show(type);
                    break;
            }
        }
    }

    // What nobody sees cannot be wrong: a value leaves the stack for the sum, if it has bits, sum += value.
    private void Show(ValType type)
    {
        if (type.IsReference)
        {
            _code.Plain(Opcode.Drop);
            return;
        }

        if (type != ValType.V128)
        {
            _code.Plain(type == ValType.I32 ? Opcode.I32x4Splat
                : type == ValType.I64 ? Opcode.I64x2Splat
                : type == ValType.F32 ? Opcode.F32x4Splat
                : Opcode.F64x2Splat);
        }

        _code.Index(Opcode.GlobalGet, _shape.Sum);
        _code.Plain(Opcode.I64x2Add);
        _code.Index(Opcode.GlobalSet, _shape.Sum);
    }

    private void ShowLocals()
    {
        for (var local = 0; local < _firstCounter; local++)
        {
            if (!_locals[local].IsReference)
            {
                _code.Index(Opcode.LocalGet, local);
                Show(_locals[local]);
            }
        }
    }

    private void Drop(int count)
    {
        for (; count > 0; count--)
        {
            _code.Plain(Opcode.Drop);
        }
    }
}

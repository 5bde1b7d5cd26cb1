using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <content>
/// Typed delegates that call the function: neither boxing nor allocation. Parameter types: int, uint, long, ulong, float, double,
/// Vector128&lt;byte&gt;,
/// <see cref="Function"/> (func hierarchy), object (extern and any hierarchies), <see cref="GcReference"/> and what derives from it.
/// </content>
[SkipLocalsInit] // the buffers of arguments are written before they are read
public sealed unsafe partial class Function
{
    // Generic code is not compiled ahead of time, and delegates are there for calls that are many: compiled well at once, not after a while.
    private const MethodImplOptions Typed = MethodImplOptions.AggressiveOptimization;

    /// <summary>A delegate that calls the function.</summary>
    /// <exception cref="InvalidOperationException">The function is of another type.</exception>
    public Action WrapAction()
    {
        Signature.Of(State, Type).End();
        return () =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1> WrapAction<T1>()
    {
        Signature.Of(State, Type).Takes<T1>().End();
        return [MethodImpl(Typed)] (a1) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2> WrapAction<T1, T2>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().End();
        return [MethodImpl(Typed)] (a1, a2) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2, T3> WrapAction<T1, T2, T3>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().End();
        return [MethodImpl(Typed)] (a1, a2, a3) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2, T3, T4> WrapAction<T1, T2, T3, T4>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().End();
        return [MethodImpl(Typed)] (a1, a2, a3, a4) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2, T3, T4, T5> WrapAction<T1, T2, T3, T4, T5>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().End();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2, T3, T4, T5, T6> WrapAction<T1, T2, T3, T4, T5, T6>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Takes<T6>().End();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5, a6) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Push(a6);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2, T3, T4, T5, T6, T7> WrapAction<T1, T2, T3, T4, T5, T6, T7>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Takes<T6>().Takes<T7>().End();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5, a6, a7) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Push(a6);
            call.Push(a7);
            call.Run();
        };
    }

    /// <inheritdoc cref="WrapAction()"/>
    public Action<T1, T2, T3, T4, T5, T6, T7, T8> WrapAction<T1, T2, T3, T4, T5, T6, T7, T8>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Takes<T6>().Takes<T7>()
            .Takes<T8>().End();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5, a6, a7, a8) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Push(a6);
            call.Push(a7);
            call.Push(a8);
            call.Run();
        };
    }

    /// <summary>A delegate that calls the function and returns its one result.</summary>
    /// <exception cref="InvalidOperationException">The function is of another type.</exception>
    public Func<TResult> WrapFunc<TResult>()
    {
        Signature.Of(State, Type).Returns<TResult>();
        return [MethodImpl(Typed)] () =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, TResult> WrapFunc<T1, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, TResult> WrapFunc<T1, T2, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, T3, TResult> WrapFunc<T1, T2, T3, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2, a3) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, T3, T4, TResult> WrapFunc<T1, T2, T3, T4, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2, a3, a4) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, T3, T4, T5, TResult> WrapFunc<T1, T2, T3, T4, T5, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, T3, T4, T5, T6, TResult> WrapFunc<T1, T2, T3, T4, T5, T6, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Takes<T6>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5, a6) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Push(a6);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, T3, T4, T5, T6, T7, TResult> WrapFunc<T1, T2, T3, T4, T5, T6, T7, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Takes<T6>().Takes<T7>()
            .Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5, a6, a7) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Push(a6);
            call.Push(a7);
            return call.Run<TResult>();
        };
    }

    /// <inheritdoc cref="WrapFunc{TResult}()"/>
    public Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> WrapFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>()
    {
        Signature.Of(State, Type).Takes<T1>().Takes<T2>().Takes<T3>().Takes<T4>().Takes<T5>().Takes<T6>().Takes<T7>()
            .Takes<T8>().Returns<TResult>();
        return [MethodImpl(Typed)] (a1, a2, a3, a4, a5, a6, a7, a8) =>
        {
            CallBuffer buffer;
            var call = new TypedCall(this, &buffer);
            call.Push(a1);
            call.Push(a2);
            call.Push(a3);
            call.Push(a4);
            call.Push(a5);
            call.Push(a6);
            call.Push(a7);
            call.Push(a8);
            return call.Run<TResult>();
        };
    }
}

using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>Host functions from typed delegates: the first parameter may be a <see cref="Caller"/>.</summary>
internal static class HostCallbacks
{
    /// <summary>From an untyped callback.</summary>
    public static HostCallback Create(FunctionType type, FunctionCallback callback)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(callback);
        return new HostCallback(type, (ref HostCall call) => Run(ref call, type, callback));
    }

    public static HostCallback Create(Action callback) => new(
        new CallbackType().Build(),
        (ref HostCall call) => callback());

    public static HostCallback Create<T1>(Action<T1> callback) => new(
        new CallbackType().Parameter<T1>().Build(),
        (ref HostCall call) => callback(call.Next<T1>()));

    public static HostCallback Create<T1, T2>(Action<T1, T2> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>()));

    public static HostCallback Create<T1, T2, T3>(Action<T1, T2, T3> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>()));

    public static HostCallback Create<T1, T2, T3, T4>(Action<T1, T2, T3, T4> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>()));

    public static HostCallback Create<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>()));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>()));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>(), call.Next<T7>()));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8>(Action<T1, T2, T3, T4, T5, T6, T7, T8> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>(), call.Next<T7>(), call.Next<T8>()));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Parameter<T9>().Build(),
        (ref HostCall call) => callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>(), call.Next<T7>(), call.Next<T8>(), call.Next<T9>()));

    public static HostCallback Create<TResult>(Func<TResult> callback) => new(
        new CallbackType().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback()));

    public static HostCallback Create<T1, TResult>(Func<T1, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>())));

    public static HostCallback Create<T1, T2, TResult>(Func<T1, T2, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>())));

    public static HostCallback Create<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>())));

    public static HostCallback Create<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>())));

    public static HostCallback Create<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>())));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>())));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>(), call.Next<T7>())));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>(), call.Next<T7>(), call.Next<T8>())));

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(
        Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> callback) => new(
        new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Parameter<T9>().Result<TResult>().Build(),
        (ref HostCall call) => call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
            call.Next<T6>(), call.Next<T7>(), call.Next<T8>(), call.Next<T9>())));

    private static void Run(ref HostCall call, FunctionType type, FunctionCallback callback)
    {
        var arguments = new Value[type.Parameters.Length];
        call.ReadArguments(arguments);
        var results = new Value[type.Results.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = call.DefaultOf(type.Results[i]);
        }

        callback(call.Caller, arguments, results);
        call.WriteResults(results);
    }
}

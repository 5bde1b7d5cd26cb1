using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>Host functions from delegates: the first parameter may be a <see cref="Caller"/>.</summary>
internal static unsafe partial class HostCallbacks
{
    /// <summary>From an untyped callback.</summary>
    public static HostCallback Create(FunctionType type, FunctionCallback callback)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(callback);
        return new UntypedCallback(type, callback);
    }

    public static HostCallback Create(Action callback) => new ActionCallback(callback);

    public static HostCallback Create<T1>(Action<T1> callback) => new ActionCallback<T1>(callback);

    public static HostCallback Create<T1, T2>(Action<T1, T2> callback) => new ActionCallback<T1, T2>(callback);

    public static HostCallback Create<T1, T2, T3>(Action<T1, T2, T3> callback) => new ActionCallback<T1, T2, T3>(callback);

    public static HostCallback Create<T1, T2, T3, T4>(Action<T1, T2, T3, T4> callback) => new ActionCallback<T1, T2, T3, T4>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> callback) =>
        new ActionCallback<T1, T2, T3, T4, T5>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> callback) =>
        new ActionCallback<T1, T2, T3, T4, T5, T6>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> callback) =>
        new ActionCallback<T1, T2, T3, T4, T5, T6, T7>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8>(Action<T1, T2, T3, T4, T5, T6, T7, T8> callback) =>
        new ActionCallback<T1, T2, T3, T4, T5, T6, T7, T8>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> callback) =>
        new ActionCallback<T1, T2, T3, T4, T5, T6, T7, T8, T9>(callback);

    public static HostCallback Create<TResult>(Func<TResult> callback) => new FuncCallback<TResult>(callback);

    public static HostCallback Create<T1, TResult>(Func<T1, TResult> callback) => new FuncCallback<T1, TResult>(callback);

    public static HostCallback Create<T1, T2, TResult>(Func<T1, T2, TResult> callback) => new FuncCallback<T1, T2, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> callback) =>
        new FuncCallback<T1, T2, T3, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> callback) =>
        new FuncCallback<T1, T2, T3, T4, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> callback) =>
        new FuncCallback<T1, T2, T3, T4, T5, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> callback) =>
        new FuncCallback<T1, T2, T3, T4, T5, T6, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> callback) =>
        new FuncCallback<T1, T2, T3, T4, T5, T6, T7, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> callback) =>
        new FuncCallback<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(callback);

    public static HostCallback Create<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> callback) =>
        new FuncCallback<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(callback);

    private sealed class UntypedCallback(FunctionType type, FunctionCallback callback) : HostCallback(type)
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            var arguments = new Value[Type.Parameters.Length];
            call.ReadArguments(arguments);
            var results = new Value[Type.Results.Length];
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = call.DefaultOf(Type.Results[i]);
            }

            callback(call.Caller, arguments, results);
            call.WriteResults(results);
        }
    }
}

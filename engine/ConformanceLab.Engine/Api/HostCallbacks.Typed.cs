using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <content>One class for each number of parameters, so that a call from wasm is one virtual call and the delegate's.</content>
internal static unsafe partial class HostCallbacks
{
    private sealed class ActionCallback(Action callback)
        : HostCallback(new CallbackType().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback();
        }
    }

    private sealed class FuncCallback<TResult>(Func<TResult> callback)
        : HostCallback(new CallbackType().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback());
        }
    }

    private sealed class ActionCallback<T1>(Action<T1> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>());
        }
    }

    private sealed class FuncCallback<T1, TResult>(Func<T1, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>()));
        }
    }

    private sealed class ActionCallback<T1, T2>(Action<T1, T2> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>());
        }
    }

    private sealed class FuncCallback<T1, T2, TResult>(Func<T1, T2, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3>(Action<T1, T2, T3> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3, T4>(Action<T1, T2, T3, T4> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(),
                call.Next<T6>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>(),
                call.Next<T7>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>(),
                call.Next<T7>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3, T4, T5, T6, T7, T8>(Action<T1, T2, T3, T4, T5, T6, T7, T8> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>(),
                call.Next<T7>(), call.Next<T8>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>(),
                call.Next<T7>(), call.Next<T8>()));
        }
    }

    private sealed class ActionCallback<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Parameter<T9>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>(),
                call.Next<T7>(), call.Next<T8>(), call.Next<T9>());
        }
    }

    private sealed class FuncCallback<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> callback)
        : HostCallback(new CallbackType().Parameter<T1>().Parameter<T2>().Parameter<T3>().Parameter<T4>().Parameter<T5>()
            .Parameter<T6>().Parameter<T7>().Parameter<T8>().Parameter<T9>().Result<TResult>().Build())
    {
        public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
        {
            var call = new HostCall(store, caller, Type, slots);
            call.Return(callback(call.Next<T1>(), call.Next<T2>(), call.Next<T3>(), call.Next<T4>(), call.Next<T5>(), call.Next<T6>(),
                call.Next<T7>(), call.Next<T8>(), call.Next<T9>()));
        }
    }
}

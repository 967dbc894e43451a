"use strict";
(function(module) {
    if (typeof define === 'function' && define.amd) {
        define(['exports'], function(exports)  {
            module(exports);
        });
    } else if (typeof exports === 'object' && exports !== null && typeof exports.nodeName !== 'string') {
        module(exports);
    } else {
        module(typeof self !== 'undefined' ? self : this);
}
}(function($rt_exports) {
let $rt_seed = 2463534242,
$rt_nextId = () => {
    let x = $rt_seed;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    $rt_seed = x;
    return x;
},
$rt_wrapFunction0 = f => function() {
    return f(this);
},
$rt_wrapFunction1 = f => function(p1) {
    return f(this, p1);
},
$rt_wrapFunction2 = f => function(p1, p2) {
    return f(this, p1, p2);
},
$rt_wrapFunction3 = f => function(p1, p2, p3) {
    return f(this, p1, p2, p3);
},
$rt_wrapFunction4 = f => function(p1, p2, p3, p4) {
    return f(this, p1, p2, p3, p4);
},
$rt_mainStarter = f => (args, callback) => {
    if (!args) {
        args = [];
    }
    let javaArgs = $rt_createArray($rt_objcls(), args.length);
    for (let i = 0;i < args.length;++i) {
        javaArgs.data[i] = $rt_str(args[i]);
    }
    $rt_startThread(() => {
        f.call(null, javaArgs);
    }, callback);
},
$rt_eraseClinit = target => target.$clinit = () => {
},
$dbg_class = obj => {
    let cls = obj.constructor;
    let arrayDegree = 0;
    while (cls[$rt_meta] && cls[$rt_meta].item) {
        ++arrayDegree;
        cls = cls[$rt_meta].item;
    }
    let clsName = "";
    if (cls[$rt_meta].primitiveKind !== 0) {
        clsName = cls[$rt_meta].name;
    } else {
        clsName = cls[$rt_meta] ? cls[$rt_meta].name || "a/" + cls.name : "@" + cls.name;
    }
    while (arrayDegree-- > 0) {
        clsName += "[]";
    }
    return clsName;
},
$rt_classWithoutFields = superclass => {
    if (superclass === 0) {
        return function() {
        };
    }
    if (superclass === void 0) {
        superclass = $rt_objcls();
    }
    return function() {
        superclass.call(this);
    };
},
$rt_meta = Symbol("teavm_meta"),
$rt_cls = cls => {
    if (cls[$rt_meta].classObject === null) {
        cls[$rt_meta].classObject = jl_Class_createClass(cls);
    }
    return cls[$rt_meta].classObject;
},
$rt_objcls = () => jl_Object,
$rt_getThread = () => {
    {
        return jl_Thread_currentThread();
    }
},
$rt_setThread = t => {
    {
        return jl_Thread_setCurrentThread(t);
    }
},
$rt_newClassMetadata = source => {
    return Object.assign({ name: null, binaryName: null, parent: null, superinterfaces: [], modifiers: 0, primitiveKind: 0, itemType: null, arrayType: null, enclosingClass: null, declaringClass: null, simpleName: null, clinit: () => {
    }, constructor: null, enumConstants: () => null, resolvedEnumConstants: null, reflection: null, classObject: null, assignableCache: null, valueToObject: o => o, objectToValue: o => o }, source || {  });
},
$rt_createPrimitiveCls = (name, binaryName, kind, config) => {
    let cls = () => {
    };
    let meta = $rt_newClassMetadata({ name: name, binaryName: binaryName, modifiers: 1 | 1 << 4, primitiveKind: kind });
    cls[$rt_meta] = meta;
    if (typeof config === 'function') {
        config(meta);
    }
    return cls;
},
$rt_booleancls = $rt_createPrimitiveCls("boolean", "Z", 1, meta => {
}),
$rt_bytecls = $rt_createPrimitiveCls("byte", "B", 2, meta => {
    {
        meta.valueToObject = o => jl_Byte_valueOf(o);
    }
}),
$rt_shortcls = $rt_createPrimitiveCls("short", "S", 3, meta => {
}),
$rt_charcls = $rt_createPrimitiveCls("char", "C", 4, meta => {
}),
$rt_intcls = $rt_createPrimitiveCls("int", "I", 5, meta => {
    {
        meta.valueToObject = o => jl_Integer_valueOf(o);
    }
    {
        meta.objectToValue = o => jl_Integer_intValue(o);
    }
}),
$rt_longcls = $rt_createPrimitiveCls("long", "J", 6, meta => {
    {
        meta.valueToObject = o => jl_Long_valueOf(o);
    }
    {
        meta.objectToValue = o => jl_Long_longValue(o);
    }
}),
$rt_floatcls = $rt_createPrimitiveCls("float", "F", 7, meta => {
}),
$rt_doublecls = $rt_createPrimitiveCls("double", "D", 8, meta => {
}),
$rt_voidcls = $rt_createPrimitiveCls("void", "V", 9, meta => {
    meta.valueToObject = () => null;
}),
$rt_numberConversionBuffer = new ArrayBuffer(16),
$rt_numberConversionFloatArray = new Float32Array($rt_numberConversionBuffer),
$rt_numberConversionIntArray = new Int32Array($rt_numberConversionBuffer),
$rt_floatToRawIntBits = n => {
    $rt_numberConversionFloatArray[0] = n;
    return $rt_numberConversionIntArray[0];
},
$rt_compare = (a, b) => a === b ? 0 : a < b ?  -1 : 1,
$rt_compare_less = (a, b) => a === b ? 0 : a > b ? 1 :  -1,
$rt_imul = Math.imul || function(a, b) {
    let ah = a >>> 16 & 0xFFFF;
    let al = a & 0xFFFF;
    let bh = b >>> 16 & 0xFFFF;
    let bl = b & 0xFFFF;
    return al * bl + (ah * bl + al * bh << 16 >>> 0) | 0;
},
$rt_udiv = (a, b) => (a >>> 0) / (b >>> 0) >>> 0,
$rt_umod = (a, b) => (a >>> 0) % (b >>> 0) >>> 0,
$rt_ucmp = (a, b) => {
    a >>>= 0;
    b >>>= 0;
    return a < b ?  -1 : a > b ? 1 : 0;
},
Long_ZERO = BigInt(0),
Long_create = (lo, hi) => BigInt.asIntN(64, BigInt.asUintN(64, BigInt(lo)) | BigInt.asUintN(64, BigInt(hi) << BigInt(32))),
Long_fromInt = val => BigInt.asIntN(64, BigInt(val | 0)),
Long_fromNumber = val => BigInt.asIntN(64, BigInt(val >= 0 ? Math.floor(val) : Math.ceil(val))),
Long_hi = val => Number(BigInt.asIntN(64, val >> BigInt(32))) | 0,
Long_lo = val => Number(BigInt.asIntN(32, val)) | 0,
Long_eq = (a, b) => a === b,
Long_ne = (a, b) => a !== b,
Long_gt = (a, b) => a > b,
Long_ge = (a, b) => a >= b,
Long_lt = (a, b) => a < b,
Long_le = (a, b) => a <= b,
Long_add = (a, b) => BigInt.asIntN(64, a + b);
let Long_neg = a => BigInt.asIntN(64,  -a),
Long_sub = (a, b) => BigInt.asIntN(64, a - b),
Long_compare = (a, b) => a < b ?  -1 : a > b ? 1 : 0,
Long_ucompare = (a, b) => {
    a = BigInt.asUintN(64, a);
    b = BigInt.asUintN(64, b);
    return a < b ?  -1 : a > b ? 1 : 0;
},
Long_mul = (a, b) => BigInt.asIntN(64, a * b),
Long_udiv = (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, a) / BigInt.asUintN(64, b)),
Long_urem = (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, a) % BigInt.asUintN(64, b)),
Long_and = (a, b) => BigInt.asIntN(64, a & b),
Long_or = (a, b) => BigInt.asIntN(64, a | b),
Long_shl = (a, b) => BigInt.asIntN(64, a << BigInt(b & 63)),
Long_shr = (a, b) => BigInt.asIntN(64, a >> BigInt(b & 63)),
Long_shru = (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, a) >> BigInt(b & 63)),
$rt_createArray = (cls, sz) => {
    let data = new Array(sz);
    data.fill(null);
    return new ($rt_arraycls(cls))(data);
},
$rt_createLongArrayFromData = data => {
    let buffer = new BigInt64Array(data.length);
    buffer.set(data);
    return new $rt_longArrayCls(buffer);
},
$rt_createCharArray = sz => new $rt_charArrayCls(new Uint16Array(sz)),
$rt_createByteArray = sz => new $rt_byteArrayCls(new Int8Array(sz)),
$rt_createByteArrayFromData = data => {
    let buffer = new Int8Array(data.length);
    buffer.set(data);
    return new $rt_byteArrayCls(buffer);
},
$rt_createIntArray = sz => new $rt_intArrayCls(new Int32Array(sz)),
$rt_createIntArrayFromData = data => {
    let buffer = new Int32Array(data.length);
    buffer.set(data);
    return new $rt_intArrayCls(buffer);
},
$rt_arraycls = cls => {
    let result = cls[$rt_meta].arrayType;
    if (result === null) {
        function JavaArray(data) {
            ($rt_objcls()).call(this);
            this.data = data;
        }
        JavaArray.prototype = Object.create(($rt_objcls()).prototype);
        JavaArray.prototype.type = cls;
        JavaArray.prototype.constructor = JavaArray;
        JavaArray.prototype.toString = function() {
            let str = "[";
            for (let i = 0;i < this.data.length;++i) {
                if (i > 0) {
                    str += ", ";
                }
                str += this.data[i].toString();
            }
            str += "]";
            return str;
        };
        JavaArray.prototype.$clone0 = function() {
            let dataCopy;
            if ('slice' in this.data) {
                dataCopy = this.data.slice();
            } else {
                dataCopy = new this.data.constructor(this.data.length);
                for (let i = 0;i < dataCopy.length;++i) {
                    dataCopy[i] = this.data[i];
                }
            }
            return new ($rt_arraycls(this.type))(dataCopy);
        };
        let name = "[" + cls[$rt_meta].binaryName;
        JavaArray[$rt_meta] = $rt_newClassMetadata({ name: name, binaryName: name, parent: $rt_objcls(), itemType: cls });
        result = JavaArray;
        cls[$rt_meta].arrayType = JavaArray;
    }
    return result;
},
$rt_arrayGet = (type, array, index) => {
    return type[$rt_meta].itemType[$rt_meta].valueToObject(array.data[index]);
};
function $rt_arrayLength(array) {
    return array.data.length;
}
let $rt_stringPool_instance,
$rt_stringPool = strings => {
    $rt_stringClassInit();
    $rt_stringPool_instance = new Array(strings.length);
    for (let i = 0;i < strings.length;++i) {
        $rt_stringPool_instance[i] = $rt_intern($rt_str(strings[i]));
    }
},
$rt_s = index => $rt_stringPool_instance[index],
$rt_charArrayToString = (array, offset, count) => {
    let result = "";
    let limit = offset + count;
    if (count <= 16) {
        for (let i = offset;i < limit;i = i + 1 | 0) {
            result += String.fromCharCode(array[i]);
        }
    } else {
        for (let i = offset;i < limit;i = i + 1024 | 0) {
            let next = Math.min(limit, i + 1024 | 0);
            result += String.fromCharCode.apply(null, array.subarray(i, next));
        }
    }
    return result;
},
$rt_fullArrayToString = array => $rt_charArrayToString(array, 0, array.length),
$rt_fastStringToCharArray = string => {
    let array = new Uint16Array(string.length);
    for (let i = 0;i < array.length;++i) {
        array[i] = string.charCodeAt(i);
    }
    return new $rt_charArrayCls(array);
},
$rt_str = str => str === null ? null : jl_String__init_3(str),
$rt_ustr = str => str === null ? null : str.$nativeString,
$rt_stringClassInit = () => jl_String_$callClinit(),
$rt_intern;
{
    $rt_intern = str => str;
}
let $rt_isInstance = (obj, cls) => obj instanceof $rt_objcls() && !!obj.constructor[$rt_meta] && $rt_isAssignable(obj.constructor, cls),
$rt_isAssignable = (from, to) => {
    if (to === $rt_objcls()) {
        return from[$rt_meta].primitiveKind === 0;
    }
    if (from === to) {
        return true;
    }
    let map = from[$rt_meta].assignableCache;
    if (map === null) {
        map = new Map();
        from[$rt_meta].assignableCache = map;
    }
    let cachedResult = map.get(to);
    if (typeof cachedResult !== 'undefined') {
        return cachedResult;
    }
    if (to[$rt_meta].itemType !== null) {
        let result = from[$rt_meta].itemType !== null && $rt_isAssignable(from[$rt_meta].itemType, to[$rt_meta].itemType);
        map.set(to, result);
        return result;
    }
    let parent = from[$rt_meta].parent;
    if (parent !== null && parent !== from) {
        if ($rt_isAssignable(parent, to)) {
            map.set(to, true);
            return true;
        }
    }
    let superinterfaces = from[$rt_meta].superinterfaces;
    for (let i = 0;i < superinterfaces.length;i = i + 1 | 0) {
        if ($rt_isAssignable(superinterfaces[i], to)) {
            map.set(to, true);
            return true;
        }
    }
    map.set(to, false);
    return false;
},
$rt_castToInterface = (obj, cls) => {
    if (obj !== null && !$rt_isInstance(obj, cls)) {
        $rt_throwCCE();
    }
    return obj;
},
$rt_castToClass = (obj, cls) => {
    if (obj !== null && !(obj instanceof cls)) {
        $rt_throwCCE();
    }
    return obj;
},
$rt_throw = ex => {
    throw $rt_exception(ex);
},
$rt_javaExceptionProp = Symbol("javaException"),
$rt_exception = ex => {
    if (!ex.$jsException) {
        $rt_fillNativeException(ex);
    }
    return ex.$jsException;
},
$rt_fillNativeException = ex => {
    let javaCause = $rt_throwableCause(ex);
    let jsCause = javaCause !== null ? javaCause.$jsException : void 0;
    let cause = typeof jsCause === "object" ? { cause: jsCause } : void 0;
    let err = new JavaError("Java exception thrown", cause);
    if (typeof Error.captureStackTrace === "function") {
        Error.captureStackTrace(err);
    }
    err[$rt_javaExceptionProp] = ex;
    ex.$jsException = err;
    $rt_fillStack(err, ex);
},
$rt_fillStack = (err, ex) => {
    if (typeof $rt_decodeStack === "function" && err.stack) {
        let stack = $rt_decodeStack(err.stack);
        let javaStack = $rt_createArray($rt_stecls(), stack.length);
        let elem;
        let noStack = false;
        for (let i = 0;i < stack.length;++i) {
            let element = stack[i];
            elem = $rt_createStackElement($rt_str(element.className), $rt_str(element.methodName), $rt_str(element.fileName), element.lineNumber);
            if (elem == null) {
                noStack = true;
                break;
            }
            javaStack.data[i] = elem;
        }
        if (!noStack) {
            $rt_setStack(ex, javaStack);
        }
    }
},
JavaError;
if (typeof Reflect === 'object') {
    let defaultMessage = Symbol("defaultMessage");
    JavaError = function JavaError(message, cause) {
        let self = Reflect.construct(Error, [void 0, cause], JavaError);
        Object.setPrototypeOf(self, JavaError.prototype);
        self[defaultMessage] = message;
        return self;
    }
    ;
    JavaError.prototype = Object.create(Error.prototype, { constructor: { configurable: true, writable: true, value: JavaError }, message: { get() {
        try {
            let javaException = this[$rt_javaExceptionProp];
            if (typeof javaException === 'object') {
                let javaMessage = $rt_throwableMessage(javaException);
                if (typeof javaMessage === "object") {
                    return javaMessage !== null ? javaMessage.toString() : null;
                }
            }
            return this[defaultMessage];
        } catch (e){
            return "Exception occurred trying to extract Java exception message: " + e;
        }
    } } });
} else {
    JavaError = Error;
}
let $rt_javaException = e => e instanceof Error && typeof e[$rt_javaExceptionProp] === 'object' ? e[$rt_javaExceptionProp] : null,
$rt_wrapException = err => {
    let ex = err[$rt_javaExceptionProp];
    if (!ex) {
        ex = $rt_createException($rt_str("(JavaScript) " + err.toString()));
        err[$rt_javaExceptionProp] = ex;
        ex.$jsException = err;
        $rt_fillStack(err, ex);
    }
    return ex;
},
$rt_createException = message => jl_RuntimeException__init_1(message),
$rt_throwableMessage = t => jl_Throwable_getMessage(t),
$rt_throwableCause = t => jl_Throwable_getCause(t),
$rt_stecls = () => jl_StackTraceElement,
$rt_throwAIOOBE = () => $rt_throw(jl_ArrayIndexOutOfBoundsException__init_()),
$rt_throwCCE = () => $rt_throw(jl_ClassCastException__init_0()),
$rt_createStackElement = (className, methodName, fileName, lineNumber) => {
    {
        return jl_StackTraceElement__init_0(className, methodName, fileName, lineNumber);
    }
},
$rt_setStack = (e, stack) => {
    {
        jl_Throwable_setStackTrace(e, stack);
    }
},
$rt_checkBounds = (index, array) => {
    if (index < 0 || index >= array.length) {
        $rt_throwAIOOBE();
    }
    return index;
},
$rt_checkUpperBound = (index, array) => {
    if (index >= array.length) {
        $rt_throwAIOOBE();
    }
    return index;
},
$rt_checkLowerBound = index => {
    if (index < 0) {
        $rt_throwAIOOBE();
    }
    return index;
},
$rt_nullCheck = val => {
    if (val === null) {
        $rt_throw(jl_NullPointerException__init_());
    }
    return val;
},
$rt_packageData = null,
$rt_packages = data => {
    let i = 0;
    let packages = new Array(data.length);
    for (let j = 0;j < data.length;++j) {
        let prefixIndex = data[i++];
        let prefix = prefixIndex >= 0 ? packages[prefixIndex] : "";
        packages[j] = prefix + data[i++] + ".";
    }
    $rt_packageData = packages;
},
$rt_allClasses = [],
$rt_metadata = data => {
    let packages = $rt_packageData;
    let i = 0;
    while (i < data.length) {
        let cls = data[i++];
        $rt_allClasses.push(cls);
        let m = $rt_newClassMetadata();
        cls[$rt_meta] = m;
        let className = data[i++];
        m.name = className !== 0 ? className : null;
        if (m.name !== null) {
            let packageIndex = data[i++];
            if (packageIndex >= 0) {
                m.name = packages[packageIndex] + m.name;
            }
        }
        m.binaryName = "L" + m.name + ";";
        let superclass = data[i++];
        m.parent = superclass !== 0 ? superclass : null;
        m.superinterfaces = data[i++];
        if (m.parent) {
            cls.prototype = Object.create(m.parent.prototype);
        } else {
            cls.prototype = {  };
        }
        cls.prototype.constructor = cls;
        m.modifiers = data[i++];
        m.primitiveKind = 0;
        if ((m.modifiers & 1 << 9) !== 0) {
            m.parent = null;
        }
        let innerClassInfo = data[i++];
        if (innerClassInfo !== 0) {
            let enclosingClass = innerClassInfo[0];
            m.enclosingClass = enclosingClass !== 0 ? enclosingClass : null;
            let declaringClass = innerClassInfo[1];
            m.declaringClass = declaringClass !== 0 ? declaringClass : null;
            let simpleName = innerClassInfo[2];
            m.simpleName = simpleName !== 0 ? simpleName : null;
        }
        let clinit = data[i++];
        m.clinit = clinit !== 0 ? () => {
            m.clinit = () => {
            };
            clinit();
        } : () => {
        };
        let virtualMethods = data[i++];
        if (virtualMethods !== 0) {
            for (let j = 0;j < virtualMethods.length;j += 2) {
                let name = virtualMethods[j];
                let func = virtualMethods[j + 1];
                if (typeof name === 'string') {
                    name = [name];
                }
                for (let k = 0;k < name.length;++k) {
                    cls.prototype[name[k]] = func;
                }
            }
        }
    }
};
function TeaVMThread(runner) {
    this.status = 3;
    this.stack = [];
    this.suspendCallback = null;
    this.runner = runner;
    this.attribute = null;
    this.completeCallback = null;
}
TeaVMThread.prototype.push = function() {
    for (let i = 0;i < arguments.length;++i) {
        this.stack.push(arguments[i]);
    }
    return this;
};
TeaVMThread.prototype.s = TeaVMThread.prototype.push;
TeaVMThread.prototype.pop = function() {
    return this.stack.pop();
};
TeaVMThread.prototype.l = TeaVMThread.prototype.pop;
TeaVMThread.prototype.isResuming = function() {
    return this.status === 2;
};
TeaVMThread.prototype.isSuspending = function() {
    return this.status === 1;
};
TeaVMThread.prototype.suspend = function(callback) {
    this.suspendCallback = callback;
    this.status = 1;
};
TeaVMThread.prototype.start = function(callback) {
    if (this.status !== 3) {
        throw new Error("Thread already started");
    }
    if ($rt_currentNativeThread !== null) {
        throw new Error("Another thread is running");
    }
    this.status = 0;
    this.completeCallback = callback ? callback : result => {
        if (result instanceof Error) {
            throw result;
        }
    };
    this.run();
};
TeaVMThread.prototype.resume = function() {
    if ($rt_currentNativeThread !== null) {
        throw new Error("Another thread is running");
    }
    this.status = 2;
    this.run();
};
TeaVMThread.prototype.run = function() {
    $rt_currentNativeThread = this;
    let result;
    try {
        result = this.runner();
    } catch (e){
        result = e;
    } finally {
        $rt_currentNativeThread = null;
    }
    if (this.suspendCallback !== null) {
        let self = this;
        let callback = this.suspendCallback;
        this.suspendCallback = null;
        callback(() => self.resume());
    } else if (this.status === 0) {
        this.completeCallback(result);
    }
};
let $rt_suspending = () => {
    let thread = $rt_nativeThread();
    return thread != null && thread.isSuspending();
},
$rt_resuming = () => {
    let thread = $rt_nativeThread();
    return thread != null && thread.isResuming();
},
$rt_requireNativeThread = () => {
    let nativeThread = $rt_nativeThread();
    if (nativeThread === null) {
        throw new Error("Suspension point reached from non-threading context " + "(perhaps, from native JS method). See https://teavm.org/docs/runtime/coroutines.html " + "('Interaction with JavaScript' section)");
    }
    return nativeThread;
},
$rt_startThread = (runner, callback) => (new TeaVMThread(runner)).start(callback),
$rt_currentNativeThread = null,
$rt_nativeThread = () => $rt_currentNativeThread,
$rt_invalidPointer = () => {
    throw new Error("Invalid recorded state");
};
function jl_Object() {
    this.$monitor = null;
    this.$id$ = 0;
}
let jl_Object_monitorEnterSync = $o => {
    let var$2;
    if (jl_Thread_currentThread() !== null) {
        $o = $rt_nullCheck($o);
        if ($o.$monitor === null)
            jl_Object_createMonitor($o);
        if (($rt_nullCheck($o.$monitor)).$owner0 === null)
            ($rt_nullCheck($o.$monitor)).$owner0 = jl_Thread_currentThread();
        else if (($rt_nullCheck($o.$monitor)).$owner0 !== jl_Thread_currentThread())
            $rt_throw(jl_IllegalStateException__init_1($rt_s(0)));
        var$2 = $rt_nullCheck($o.$monitor);
        var$2.$count = var$2.$count + 1 | 0;
        return;
    }
},
jl_Object_monitorExitSync = $o => {
    let var$2, var$3;
    if (jl_Thread_currentThread() !== null) {
        $o = $rt_nullCheck($o);
        if (!jl_Object_isEmptyMonitor($o) && ($rt_nullCheck($o.$monitor)).$owner0 === jl_Thread_currentThread()) {
            var$2 = $rt_nullCheck($o.$monitor);
            var$3 = var$2.$count - 1 | 0;
            var$2.$count = var$3;
            if (!var$3)
                ($rt_nullCheck($o.$monitor)).$owner0 = null;
            jl_Object_isEmptyMonitor($o);
            return;
        }
        $rt_throw(jl_IllegalMonitorStateException__init_0());
    }
},
jl_Object_monitorEnter0 = $o => {
    let var$2, $ptr, $tmp;
    $ptr = 0;
    if ($rt_resuming()) {
        let $thread = $rt_nativeThread();
        $ptr = $thread.pop();var$2 = $thread.pop();$o = $thread.pop();
    }
    main: while (true) { switch ($ptr) {
    case 0:
        var$2 = 1;
        $ptr = 1;
    case 1:
        jl_Object_monitorEnter($o, var$2);
        if ($rt_suspending()) {
            break main;
        }
        return;
    default: $rt_invalidPointer();
    }}
    $rt_nativeThread().push($o, var$2, $ptr);
},
jl_Object_monitorEnter = ($o, $count) => {
    let var$3, $ptr, $tmp;
    $ptr = 0;
    if ($rt_resuming()) {
        let $thread = $rt_nativeThread();
        $ptr = $thread.pop();var$3 = $thread.pop();$count = $thread.pop();$o = $thread.pop();
    }
    main: while (true) { switch ($ptr) {
    case 0:
        $o = $rt_nullCheck($o);
        if ($o.$monitor === null)
            jl_Object_createMonitor($o);
        if (($rt_nullCheck($o.$monitor)).$owner0 === null)
            ($rt_nullCheck($o.$monitor)).$owner0 = jl_Thread_currentThread();
        if (($rt_nullCheck($o.$monitor)).$owner0 !== jl_Thread_currentThread()) {
            $ptr = 1;
            continue main;
        }
        var$3 = $rt_nullCheck($o.$monitor);
        var$3.$count = var$3.$count + $count | 0;
        return;
    case 1:
        jl_Object_monitorEnterWait($o, $count);
        if ($rt_suspending()) {
            break main;
        }
        return;
    default: $rt_invalidPointer();
    }}
    $rt_nativeThread().push($o, $count, var$3, $ptr);
},
jl_Object_createMonitor = $o => {
    let var$2;
    var$2 = jl_Object$Monitor__init_0();
    $o = $rt_nullCheck($o);
    $o.$monitor = var$2;
},
jl_Object_monitorEnterWait = (var$1, var$2) => {
    let $ptr, $tmp;
    $ptr = 0;
    if ($rt_resuming()) {
        let $thread = $rt_nativeThread();
        $ptr = $thread.pop();var$2 = $thread.pop();var$1 = $thread.pop();
    }
    main: while (true) { switch ($ptr) {
    case 0:
        $ptr = 1;
    case 1:
        jl_Object_monitorEnterWait$_asyncCall_$(var$1, var$2);
        if ($rt_suspending()) {
            break main;
        }
        return;
    default: $rt_invalidPointer();
    }}
    $rt_nativeThread().push(var$1, var$2, $ptr);
},
jl_Object_monitorEnterWait0 = ($o, $count, $callback) => {
    let $thread_0, $monitor, var$6;
    $thread_0 = jl_Thread_currentThread();
    $o = $rt_nullCheck($o);
    if ($o.$monitor !== null) {
        if (($rt_nullCheck($o.$monitor)).$owner0 !== null) {
            $monitor = $o.$monitor;
            $monitor = $rt_nullCheck($monitor);
            if ($monitor.$enteringThreads === null)
                $monitor.$enteringThreads = ju_ArrayDeque__init_1();
            ($rt_nullCheck($monitor.$enteringThreads)).$add(jl_Object$monitorEnterWait$lambda$_6_0__init_0($thread_0, $o, $count, $callback));
            return;
        }
        ($rt_nullCheck($o.$monitor)).$owner0 = $thread_0;
        jl_Thread_setCurrentThread($thread_0);
        var$6 = $rt_nullCheck($o.$monitor);
        var$6.$count = var$6.$count + $count | 0;
        var$6 = null;
        $callback = $rt_nullCheck($callback);
        $callback.$complete(var$6);
        return;
    }
    jl_Object_createMonitor($o);
    jl_Thread_setCurrentThread($thread_0);
    var$6 = $rt_nullCheck($o.$monitor);
    var$6.$count = var$6.$count + $count | 0;
    var$6 = null;
    $callback = $rt_nullCheck($callback);
    $callback.$complete(var$6);
},
jl_Object_monitorExit0 = $o => {
    jl_Object_monitorExit($o, 1);
},
jl_Object_monitorExit = ($o, $count) => {
    let $monitor;
    $o = $rt_nullCheck($o);
    if (!jl_Object_isEmptyMonitor($o) && ($rt_nullCheck($o.$monitor)).$owner0 === jl_Thread_currentThread()) {
        $monitor = $o.$monitor;
        $monitor = $rt_nullCheck($monitor);
        $monitor.$count = $monitor.$count - $count | 0;
        if ($monitor.$count <= 0) {
            $monitor.$owner0 = null;
            if (!($monitor.$enteringThreads !== null && !($rt_nullCheck($monitor.$enteringThreads)).$isEmpty()))
                jl_Object_isEmptyMonitor($o);
            else
                otp_Platform_postpone(jl_Object$monitorExit$lambda$_8_1__init_0($o));
            return;
        }
        return;
    }
    $rt_throw(jl_IllegalMonitorStateException__init_0());
},
jl_Object_waitForOtherThreads = $o => {
    let $monitor, $enteringThreads, $r;
    $o = $rt_nullCheck($o);
    if (!jl_Object_isEmptyMonitor($o) && ($rt_nullCheck($o.$monitor)).$owner0 === null) {
        $monitor = $o.$monitor;
        $monitor = $rt_nullCheck($monitor);
        if ($monitor.$enteringThreads !== null && !($rt_nullCheck($monitor.$enteringThreads)).$isEmpty()) {
            $enteringThreads = $monitor.$enteringThreads;
            $enteringThreads = $rt_nullCheck($enteringThreads);
            $r = $rt_castToInterface($enteringThreads.$remove(), otp_PlatformRunnable);
            $monitor.$enteringThreads = null;
            $r = $rt_nullCheck($r);
            $r.$run();
        }
        return;
    }
},
jl_Object_isEmptyMonitor = $this => {
    let $monitor, var$2;
    $monitor = $this.$monitor;
    if ($monitor !== null) {
        a: {
            b: {
                if ($monitor.$owner0 === null) {
                    if ($monitor.$enteringThreads !== null) {
                        var$2 = $monitor.$enteringThreads;
                        if (!($rt_nullCheck(var$2)).$isEmpty())
                            break b;
                    }
                    if ($monitor.$notifyListeners === null)
                        break a;
                    var$2 = $monitor.$notifyListeners;
                    if (($rt_nullCheck(var$2)).$isEmpty())
                        break a;
                }
            }
            return 0;
        }
        jl_Object_deleteMonitor($this);
        return 1;
    }
    return 1;
},
jl_Object_deleteMonitor = $this => {
    $this.$monitor = null;
},
jl_Object__init_ = $this => {
    return;
},
jl_Object__init_0 = () => {
    let var_0 = new jl_Object();
    jl_Object__init_(var_0);
    return var_0;
},
jl_Object_getClass = $this => {
    return $rt_castToClass($rt_cls($rt_nullCheck(jl_Object_getObjectClassInfo($this))), jl_Class);
},
jl_Object_getObjectClassInfo = var$1 => {
    return var$1.constructor;
},
jl_Object_equals = ($this, var$1) => {
    return $this !== var$1 ? 0 : 1;
},
jl_Object_toString = $this => {
    let var$1, var$2, var$3;
    var$1 = jl_Class_getName($rt_nullCheck(jl_Object_getClass($this)));
    var$2 = jl_Integer_toHexString(jl_Object_identity($this));
    var$3 = jl_StringBuilder__init_();
    jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append1($rt_nullCheck(jl_StringBuilder_append(var$3, var$1)), 64)), var$2);
    return jl_StringBuilder_toString(var$3);
},
jl_Object_identity = $this => {
    let $platformThis;
    $platformThis = $this;
    if (!$platformThis.$id$)
        $platformThis.$id$ = $rt_nextId();
    return $this.$id$;
},
jl_Object_clone = $this => {
    let $cls, $result, var$3, var$4;
    $cls = jl_Class_getClassInfo($rt_nullCheck($rt_castToClass(jl_Object_getClass($this), jl_Class)));
    if (!$rt_isInstance($this, jl_Cloneable)) {
        $cls = $rt_nullCheck($cls);
        if ($cls[$rt_meta].itemType === null)
            $rt_throw(jl_CloneNotSupportedException__init_0());
    }
    $result = otp_Platform_clone($this);
    var$3 = $result;
    var$4 = $rt_nextId();
    var$3.$id$ = var$4;
    return $result;
},
jl_Object_lambda$monitorExit$2 = $o => {
    jl_Object_waitForOtherThreads($o);
},
jl_Object_lambda$monitorEnterWait$0 = ($thread_0, $o, $count, $callback) => {
    let var$5;
    jl_Thread_setCurrentThread($thread_0);
    $o = $rt_nullCheck($o);
    ($rt_nullCheck($o.$monitor)).$owner0 = $thread_0;
    var$5 = $rt_nullCheck($o.$monitor);
    var$5.$count = var$5.$count + $count | 0;
    var$5 = null;
    $callback = $rt_nullCheck($callback);
    $callback.$complete(var$5);
},
jl_Object_monitorEnterWait$_asyncCall_$ = (var$1, var$2) => {
    let thread = $rt_requireNativeThread();
    let javaThread = $rt_getThread();
    if (thread.isResuming()) {
        thread.status = 0;
        let result = thread.attribute;
        if (result instanceof Error) {
            throw result;
        }
        return result;
    }
    let callback = function() {
    };
    callback.$complete = val => {
        thread.attribute = val;
        $rt_setThread(javaThread);
        thread.resume();
    };
    callback.$error = e => {
        thread.attribute = $rt_exception(e);
        $rt_setThread(javaThread);
        thread.resume();
    };
    callback = otpp_AsyncCallbackWrapper_create(callback);
    thread.suspend(() => {
        try {
            jl_Object_monitorEnterWait0(var$1, var$2, callback);
            ;
        } catch ($e){
            callback.$error($e);
        }
    });
    return null;
};
function jl_Throwable() {
    let a = this; jl_Object.call(a);
    a.$message = null;
    a.$cause = null;
    a.$suppressionEnabled = 0;
    a.$writableStackTrace = 0;
    a.$suppressed = null;
    a.$stackTrace = null;
}
let jl_Throwable__init_ = $this => {
    $this.$suppressed = $rt_createArray(jl_Throwable, 0);
    jl_Throwable_initNativeException($this);
    $this.$suppressionEnabled = 1;
    $this.$writableStackTrace = 1;
    $this.$fillInStackTrace();
},
jl_Throwable__init_5 = () => {
    let var_0 = new jl_Throwable();
    jl_Throwable__init_(var_0);
    return var_0;
},
jl_Throwable__init_0 = ($this, $message) => {
    $this.$suppressed = $rt_createArray(jl_Throwable, 0);
    jl_Throwable_initNativeException($this);
    $this.$suppressionEnabled = 1;
    $this.$writableStackTrace = 1;
    $this.$fillInStackTrace();
    $this.$message = $message;
},
jl_Throwable__init_3 = var_0 => {
    let var_1 = new jl_Throwable();
    jl_Throwable__init_0(var_1, var_0);
    return var_1;
},
jl_Throwable__init_2 = ($this, $message, $cause) => {
    $this.$suppressed = $rt_createArray(jl_Throwable, 0);
    jl_Throwable_initNativeException($this);
    $this.$suppressionEnabled = 1;
    $this.$writableStackTrace = 1;
    $this.$fillInStackTrace();
    $this.$message = $message;
    $this.$cause = $cause;
},
jl_Throwable__init_4 = (var_0, var_1) => {
    let var_2 = new jl_Throwable();
    jl_Throwable__init_2(var_2, var_0, var_1);
    return var_2;
},
jl_Throwable__init_1 = ($this, $cause) => {
    $this.$suppressed = $rt_createArray(jl_Throwable, 0);
    jl_Throwable_initNativeException($this);
    $this.$suppressionEnabled = 1;
    $this.$writableStackTrace = 1;
    $this.$fillInStackTrace();
    $this.$message = $cause === null ? null : $cause.$toString();
    $this.$cause = $cause;
},
jl_Throwable__init_6 = var_0 => {
    let var_1 = new jl_Throwable();
    jl_Throwable__init_1(var_1, var_0);
    return var_1;
},
jl_Throwable_fillInStackTrace = $this => {
    return $this;
},
jl_Throwable_initNativeException = $this => {
    $rt_fillNativeException($this);
},
jl_Throwable_ensureStackTrace = $this => {
    return;
},
jl_Throwable_getMessage = $this => {
    return $this.$message;
},
jl_Throwable_getLocalizedMessage = $this => {
    return $this.$getMessage();
},
jl_Throwable_getCause = $this => {
    return $this.$cause === $this ? null : $this.$cause;
},
jl_Throwable_toString = $this => {
    let $message, var$2, var$3, var$4;
    $message = $this.$getLocalizedMessage();
    var$2 = jl_Class_getName($rt_nullCheck(jl_Object_getClass($this)));
    if ($message === null)
        var$3 = $rt_s(1);
    else {
        var$3 = jl_StringBuilder__init_();
        jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(2))), $message);
        var$3 = jl_StringBuilder_toString(var$3);
    }
    var$4 = jl_StringBuilder__init_();
    jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$4, var$2)), var$3);
    return jl_StringBuilder_toString(var$4);
},
jl_Throwable_initCause = ($this, $cause) => {
    if ($this.$cause !== $this && $this.$cause !== null)
        $rt_throw(jl_IllegalStateException__init_1($rt_s(3)));
    if ($cause === $this)
        $rt_throw(jl_IllegalArgumentException__init_1($rt_s(4)));
    $this.$cause = $cause;
    return $this;
},
jl_Throwable_getStackTrace = $this => {
    jl_Throwable_ensureStackTrace($this);
    return $this.$stackTrace === null ? $rt_createArray(jl_StackTraceElement, 0) : $rt_castToInterface(($rt_nullCheck($this.$stackTrace)).$clone0(), $rt_arraycls(jl_StackTraceElement));
},
jl_Throwable_setStackTrace = ($this, $stackTrace) => {
    $stackTrace = $rt_nullCheck($stackTrace);
    $this.$stackTrace = $rt_castToInterface($stackTrace.$clone0(), $rt_arraycls(jl_StackTraceElement));
},
jl_Exception = $rt_classWithoutFields(jl_Throwable),
jl_Exception__init_ = $this => {
    jl_Throwable__init_($this);
},
jl_Exception__init_1 = () => {
    let var_0 = new jl_Exception();
    jl_Exception__init_(var_0);
    return var_0;
},
jl_Exception__init_0 = ($this, $message) => {
    jl_Throwable__init_0($this, $message);
},
jl_Exception__init_2 = var_0 => {
    let var_1 = new jl_Exception();
    jl_Exception__init_0(var_1, var_0);
    return var_1;
},
jl_RuntimeException = $rt_classWithoutFields(jl_Exception),
jl_RuntimeException__init_ = $this => {
    jl_Exception__init_($this);
},
jl_RuntimeException__init_2 = () => {
    let var_0 = new jl_RuntimeException();
    jl_RuntimeException__init_(var_0);
    return var_0;
},
jl_RuntimeException__init_0 = ($this, $message) => {
    jl_Exception__init_0($this, $message);
},
jl_RuntimeException__init_1 = var_0 => {
    let var_1 = new jl_RuntimeException();
    jl_RuntimeException__init_0(var_1, var_0);
    return var_1;
},
jl_IndexOutOfBoundsException = $rt_classWithoutFields(jl_RuntimeException),
jl_IndexOutOfBoundsException__init_0 = $this => {
    jl_RuntimeException__init_($this);
},
jl_IndexOutOfBoundsException__init_ = () => {
    let var_0 = new jl_IndexOutOfBoundsException();
    jl_IndexOutOfBoundsException__init_0(var_0);
    return var_0;
},
ji_IOException = $rt_classWithoutFields(jl_Exception),
ji_IOException__init_ = $this => {
    jl_Exception__init_($this);
},
ji_IOException__init_0 = () => {
    let var_0 = new ji_IOException();
    ji_IOException__init_(var_0);
    return var_0;
},
jnc_CharacterCodingException = $rt_classWithoutFields(ji_IOException),
jnc_CharacterCodingException__init_ = $this => {
    ji_IOException__init_($this);
},
jnc_CharacterCodingException__init_0 = () => {
    let var_0 = new jnc_CharacterCodingException();
    jnc_CharacterCodingException__init_(var_0);
    return var_0;
};
function jnc_MalformedInputException() {
    jnc_CharacterCodingException.call(this);
    this.$length4 = 0;
}
let jnc_MalformedInputException__init_ = ($this, $length) => {
    jnc_CharacterCodingException__init_($this);
    $this.$length4 = $length;
},
jnc_MalformedInputException__init_0 = var_0 => {
    let var_1 = new jnc_MalformedInputException();
    jnc_MalformedInputException__init_(var_1, var_0);
    return var_1;
},
jnc_MalformedInputException_getMessage = $this => {
    let var$1, var$2;
    var$1 = $this.$length4;
    var$2 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$2, $rt_s(5))), var$1);
    return jl_StringBuilder_toString(var$2);
},
juf_Consumer = $rt_classWithoutFields(0),
ipcp_MessageCollection$prune$lambda$_5_0 = $rt_classWithoutFields(),
ipcp_MessageCollection$prune$lambda$_5_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcp_MessageCollection$prune$lambda$_5_0__init_0 = () => {
    let var_0 = new ipcp_MessageCollection$prune$lambda$_5_0();
    ipcp_MessageCollection$prune$lambda$_5_0__init_(var_0);
    return var_0;
},
ipcp_MessageCollection$prune$lambda$_5_0_accept0 = (var$0, var$1) => {
    ipcp_MessageCollection$prune$lambda$_5_0_accept(var$0, $rt_castToInterface(var$1, ju_Map));
},
ipcp_MessageCollection$prune$lambda$_5_0_accept = (var$0, var$1) => {
    ($rt_nullCheck(var$1)).$clear();
},
juf_Function = $rt_classWithoutFields(0),
ipcw_TopicProtocol$Items$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$Items$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$Items$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$Items$read$lambda$_4_0();
    ipcw_TopicProtocol$Items$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$Items$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$Items$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$Items$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$Items_lambda$read$0(var$1);
},
otj_TestEntryPoint$Launcher = $rt_classWithoutFields(0),
otj_TestEntryPoint$LauncherImpl3 = $rt_classWithoutFields(),
otj_TestEntryPoint$LauncherImpl3__init_ = var$0 => {
    jl_Object__init_(var$0);
},
otj_TestEntryPoint$LauncherImpl3__init_0 = () => {
    let var_0 = new otj_TestEntryPoint$LauncherImpl3();
    otj_TestEntryPoint$LauncherImpl3__init_(var_0);
    return var_0;
},
otj_TestEntryPoint$LauncherImpl3_launch = (var$0, var$1) => {
    ipcp_CoreAcrossRuntimesTest_collectsAndOrdersTheSameWay($rt_nullCheck($rt_castToClass(var$1, ipcp_CoreAcrossRuntimesTest)));
};
function jnci_BufferedEncoder$Controller() {
    let a = this; jl_Object.call(a);
    a.$in0 = null;
    a.$out0 = null;
    a.$inPosition = 0;
    a.$outPosition0 = 0;
}
let jnci_BufferedEncoder$Controller__init_ = ($this, $in, $out) => {
    jl_Object__init_($this);
    $this.$in0 = $in;
    $this.$out0 = $out;
},
jnci_BufferedEncoder$Controller__init_0 = (var_0, var_1) => {
    let var_2 = new jnci_BufferedEncoder$Controller();
    jnci_BufferedEncoder$Controller__init_(var_2, var_0, var_1);
    return var_2;
},
jnci_BufferedEncoder$Controller_hasMoreInput = $this => {
    return jn_Buffer_hasRemaining($rt_nullCheck($this.$in0));
},
jnci_BufferedEncoder$Controller_hasMoreOutput = ($this, $sz) => {
    return jn_Buffer_remaining($rt_nullCheck($this.$out0)) < $sz ? 0 : 1;
},
jnci_BufferedEncoder$Controller_setInPosition = ($this, $inPosition) => {
    $this.$inPosition = $inPosition;
},
jnci_BufferedEncoder$Controller_setOutPosition = ($this, $outPosition) => {
    $this.$outPosition0 = $outPosition;
},
jl_Record = $rt_classWithoutFields(),
jl_Record__init_ = $this => {
    jl_Object__init_($this);
},
ji_Serializable = $rt_classWithoutFields(0),
jl_Number = $rt_classWithoutFields(),
jl_Number__init_ = $this => {
    jl_Object__init_($this);
},
jl_Comparable = $rt_classWithoutFields(0);
function jl_Integer() {
    jl_Number.call(this);
    this.$value1 = 0;
}
let jl_Integer_TYPE = null,
jl_Integer_integerCache = null,
jl_Integer_$callClinit = () => {
    jl_Integer_$callClinit = $rt_eraseClinit(jl_Integer);
    jl_Integer__clinit_();
},
jl_Integer__init_ = ($this, $value) => {
    jl_Integer_$callClinit();
    jl_Number__init_($this);
    $this.$value1 = $value;
},
jl_Integer__init_0 = var_0 => {
    let var_1 = new jl_Integer();
    jl_Integer__init_(var_1, var_0);
    return var_1;
},
jl_Integer_toString0 = ($i, $radix) => {
    jl_Integer_$callClinit();
    if (!($radix >= 2 && $radix <= 36))
        $radix = 10;
    return ($rt_nullCheck((jl_AbstractStringBuilder__init_3(20)).$append2($i, $radix))).$toString();
},
jl_Integer_toHexString = $i => {
    jl_Integer_$callClinit();
    return otci_IntegerUtil_toUnsignedLogRadixString($i, 4);
},
jl_Integer_toString = $i => {
    jl_Integer_$callClinit();
    return jl_Integer_toString0($i, 10);
},
jl_Integer_valueOf = $i => {
    let var$2, var$3;
    jl_Integer_$callClinit();
    if ($i >= (-128) && $i <= 127) {
        jl_Integer_ensureIntegerCache();
        var$2 = jl_Integer_integerCache;
        var$3 = $i + 128 | 0;
        var$2 = ($rt_nullCheck(var$2)).data;
        return var$2[$rt_checkBounds(var$3, var$2)];
    }
    return jl_Integer__init_0($i);
},
jl_Integer_ensureIntegerCache = () => {
    let $j, var$2, var$3;
    jl_Integer_$callClinit();
    a: {
        if (jl_Integer_integerCache === null) {
            jl_Integer_integerCache = $rt_createArray(jl_Integer, 256);
            $j = 0;
            while (true) {
                if ($j >= ($rt_nullCheck(jl_Integer_integerCache)).data.length)
                    break a;
                var$2 = jl_Integer_integerCache;
                var$3 = jl_Integer__init_0($j - 128 | 0);
                var$2 = ($rt_nullCheck(var$2)).data;
                $j = $rt_checkBounds($j, var$2);
                var$2[$j] = var$3;
                $j = $j + 1 | 0;
            }
        }
    }
},
jl_Integer_intValue = $this => {
    return $this.$value1;
},
jl_Integer_toString1 = $this => {
    return jl_Integer_toString($this.$value1);
},
jl_Integer_equals = ($this, $other) => {
    if ($this !== $other)
        return !($other instanceof jl_Integer && ($rt_nullCheck($rt_castToClass($other, jl_Integer))).$value1 == $this.$value1) ? 0 : 1;
    return 1;
},
jl_Integer_compareTo = ($this, $other) => {
    let var$2;
    var$2 = $this.$value1;
    $other = $rt_nullCheck($other);
    return jl_Integer_compare(var$2, $other.$value1);
},
jl_Integer_compare = (var$1, var$2) => {
    jl_Integer_$callClinit();
    return $rt_compare(var$1, var$2);
},
jl_Integer_numberOfLeadingZeros = $i => {
    let $n, var$3, var$4;
    jl_Integer_$callClinit();
    if ($i) {
        $n = 0;
        var$3 = $i >>> 16 | 0;
        if (var$3)
            $n = 16;
        else
            var$3 = $i;
        var$4 = var$3 >>> 8 | 0;
        if (!var$4)
            var$4 = var$3;
        else
            $n = $n | 8;
        var$3 = var$4 >>> 4 | 0;
        if (!var$3)
            var$3 = var$4;
        else
            $n = $n | 4;
        var$4 = var$3 >>> 2 | 0;
        if (!var$4)
            var$4 = var$3;
        else
            $n = $n | 2;
        if (var$4 >>> 1 | 0)
            $n = $n | 1;
        return (32 - $n | 0) - 1 | 0;
    }
    return 32;
},
jl_Integer_rotateLeft = ($i, $distance) => {
    let var$3;
    jl_Integer_$callClinit();
    var$3 = $distance & 31;
    return $i << var$3 | ($i >>> (32 - var$3 | 0) | 0);
},
jl_Integer_rotateRight = ($i, $distance) => {
    let var$3;
    jl_Integer_$callClinit();
    var$3 = $distance & 31;
    return ($i >>> var$3 | 0) | $i << (32 - var$3 | 0);
},
jl_Integer_compareTo0 = ($this, var$1) => {
    return $this.$compareTo($rt_castToClass(var$1, jl_Integer));
},
jl_Integer__clinit_ = () => {
    jl_Integer_TYPE = $rt_cls($rt_intcls);
},
jl_CloneNotSupportedException = $rt_classWithoutFields(jl_Exception),
jl_CloneNotSupportedException__init_ = $this => {
    jl_Exception__init_($this);
},
jl_CloneNotSupportedException__init_0 = () => {
    let var_0 = new jl_CloneNotSupportedException();
    jl_CloneNotSupportedException__init_(var_0);
    return var_0;
},
jl_AbstractStringBuilder$Constants = $rt_classWithoutFields(),
jl_AbstractStringBuilder$Constants_longLogPowersOfTen = null,
jl_AbstractStringBuilder$Constants_doubleAnalysisResult = null,
jl_AbstractStringBuilder$Constants_floatAnalysisResult = null,
jl_AbstractStringBuilder$Constants_$callClinit = () => {
    jl_AbstractStringBuilder$Constants_$callClinit = $rt_eraseClinit(jl_AbstractStringBuilder$Constants);
    jl_AbstractStringBuilder$Constants__clinit_();
},
jl_AbstractStringBuilder$Constants__clinit_ = () => {
    jl_AbstractStringBuilder$Constants_longLogPowersOfTen = $rt_createLongArrayFromData([Long_fromInt(1), Long_fromInt(10), Long_fromInt(100), Long_fromInt(10000), Long_fromInt(100000000), Long_create(1874919424, 2328306)]);
    jl_AbstractStringBuilder$Constants_doubleAnalysisResult = otcit_DoubleAnalyzer$Result__init_0();
    jl_AbstractStringBuilder$Constants_floatAnalysisResult = otcit_FloatAnalyzer$Result__init_0();
};
function ipcw_HolderSet() {
    let a = this; jl_Record.call(a);
    a.$sequence2 = Long_ZERO;
    a.$ballot1 = Long_ZERO;
    a.$holders = null;
    a.$former = null;
}
let ipcw_HolderSet_NONE = null,
ipcw_HolderSet_$callClinit = () => {
    ipcw_HolderSet_$callClinit = $rt_eraseClinit(ipcw_HolderSet);
    ipcw_HolderSet__clinit_();
},
ipcw_HolderSet__init_ = ($this, $sequence, $ballot, $holders, $former) => {
    ipcw_HolderSet_$callClinit();
    jl_Record__init_($this);
    $this.$sequence2 = $sequence;
    $this.$ballot1 = $ballot;
    $this.$holders = $holders;
    $this.$former = $former;
},
ipcw_HolderSet__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_HolderSet();
    ipcw_HolderSet__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_HolderSet_isNone = $this => {
    return ($rt_nullCheck($this.$holders)).$isEmpty();
},
ipcw_HolderSet_write = ($this, $out) => {
    if (!ipcw_HolderSet_isNone($this)) {
        $out = $rt_nullCheck($out);
        ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_array($out, 4)), $this.$sequence2)), $this.$ballot1);
        ipcw_HolderSet_writeIds($out, $this.$holders);
        ipcw_HolderSet_writeIds($out, $this.$former);
        return;
    }
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, 0);
},
ipcw_HolderSet_writeIds = ($out, $ids) => {
    let var$3, var$4, $id;
    ipcw_HolderSet_$callClinit();
    $ids = $rt_nullCheck($ids);
    var$3 = $ids.$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$3);
    var$4 = $ids.$iterator();
    while (true) {
        var$4 = $rt_nullCheck(var$4);
        if (!var$4.$hasNext())
            break;
        $id = $rt_castToClass(var$4.$next(), ipci_NodeId);
        $id = $rt_nullCheck($id);
        ipcb_CborWriter_bytes($out, ipci_Point_bytes($id));
    }
},
ipcw_HolderSet_read = $in => {
    let $count, $set, var$4, var$5, var$6, var$7, var$8;
    ipcw_HolderSet_$callClinit();
    $in = $rt_nullCheck($in);
    $count = ipcb_CborReader_array($in, 0);
    if ($count) {
        if ($count >= 4) {
            $set = new ipcw_HolderSet;
            var$4 = ipcb_CborReader_ulong($in);
            var$5 = ipcb_CborReader_ulong($in);
            var$6 = ipcw_HolderSet$read$lambda$_10_0__init_0();
            var$6 = ipcb_CborReader_list($in, 8, var$6);
            var$7 = ipcw_HolderSet$read$lambda$_10_1__init_0();
            ipcw_HolderSet__init_($set, var$4, var$5, var$6, ipcb_CborReader_list($in, 8, var$7));
            ipcb_CborReader_rest($in, $count, 4);
            return $set;
        }
        var$6 = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        var$7 = ipcb_ErrorCode_INVALID_REQUEST;
        var$8 = jl_StringBuilder__init_();
        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$8, $rt_s(6))), $count);
        ipcb_PeerloomException__init_(var$6, var$7, jl_StringBuilder_toString(var$8));
        $rt_throw(var$6);
    }
    return ipcw_HolderSet_NONE;
},
ipcw_HolderSet_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(7))).$append3($rt_s(8)))).$append4($this.$sequence2))).$append3($rt_s(9)))).$append4($this.$ballot1))).$append3($rt_s(10)))).$append($this.$holders))).$append3($rt_s(11)))).$append($this.$former))).$append3($rt_s(12)))).$toString();
},
ipcw_HolderSet_equals = ($this, $o) => {
    let var$2, var$3, var$4, var$5;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcw_HolderSet))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcw_HolderSet);
            var$4 = $this.$sequence2;
            var$5 = $rt_nullCheck(var$3);
            if (Long_ne(var$4, var$5.$sequence2))
                var$2 = 0;
            else if (Long_ne($this.$ballot1, var$5.$ballot1))
                var$2 = 0;
            else if (!ju_Objects_equals($this.$holders, var$5.$holders))
                var$2 = 0;
            else if (ju_Objects_equals($this.$former, var$5.$former))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
},
ipcw_HolderSet_lambda$read$1 = $each => {
    ipcw_HolderSet_$callClinit();
    $each = $rt_nullCheck($each);
    return ipci_NodeId_of(ipcb_CborReader_bytesOf($each, 32));
},
ipcw_HolderSet_lambda$read$0 = $each => {
    ipcw_HolderSet_$callClinit();
    $each = $rt_nullCheck($each);
    return ipci_NodeId_of(ipcb_CborReader_bytesOf($each, 32));
},
ipcw_HolderSet__clinit_ = () => {
    ipcw_HolderSet_NONE = ipcw_HolderSet__init_0(Long_ZERO, Long_ZERO, ju_List_of(), ju_List_of());
};
function jl_Long() {
    jl_Number.call(this);
    this.$value2 = Long_ZERO;
}
let jl_Long_TYPE = null,
jl_Long_$callClinit = () => {
    jl_Long_$callClinit = $rt_eraseClinit(jl_Long);
    jl_Long__clinit_();
},
jl_Long__init_ = ($this, $value) => {
    jl_Long_$callClinit();
    jl_Number__init_($this);
    $this.$value2 = $value;
},
jl_Long__init_0 = var_0 => {
    let var_1 = new jl_Long();
    jl_Long__init_(var_1, var_0);
    return var_1;
},
jl_Long_valueOf = $value => {
    jl_Long_$callClinit();
    return jl_Long__init_0($value);
},
jl_Long_longValue = $this => {
    return $this.$value2;
},
jl_Long_toString = $value => {
    jl_Long_$callClinit();
    return ($rt_nullCheck((jl_StringBuilder__init_()).$append4($value))).$toString();
},
jl_Long_toString0 = $this => {
    return jl_Long_toString($this.$value2);
},
jl_Long_equals = ($this, $other) => {
    if ($this !== $other)
        return !($other instanceof jl_Long && Long_eq(($rt_nullCheck($rt_castToClass($other, jl_Long))).$value2, $this.$value2)) ? 0 : 1;
    return 1;
},
jl_Long_compare = (var$1, var$2) => {
    jl_Long_$callClinit();
    return Long_compare(var$1, var$2);
},
jl_Long_compareTo0 = ($this, $other) => {
    let var$2;
    var$2 = $this.$value2;
    $other = $rt_nullCheck($other);
    return jl_Long_compare(var$2, $other.$value2);
},
jl_Long_divideUnsigned = (var$1, var$2) => {
    return Long_udiv(var$1, var$2);
},
jl_Long_remainderUnsigned = (var$1, var$2) => {
    return Long_urem(var$1, var$2);
},
jl_Long_compareUnsigned = (var$1, var$2) => {
    return Long_ucompare(var$1, var$2);
},
jl_Long_compareTo = ($this, var$1) => {
    return $this.$compareTo0($rt_castToClass(var$1, jl_Long));
},
jl_Long__clinit_ = () => {
    jl_Long_TYPE = $rt_cls($rt_longcls);
};
function oj_ComparisonFailure$ComparisonCompactor() {
    let a = this; jl_Object.call(a);
    a.$contextLength = 0;
    a.$expected = null;
    a.$actual = null;
}
let oj_ComparisonFailure$ComparisonCompactor__init_ = ($this, $contextLength, $expected, $actual) => {
    jl_Object__init_($this);
    $this.$contextLength = $contextLength;
    $this.$expected = $expected;
    $this.$actual = $actual;
},
oj_ComparisonFailure$ComparisonCompactor__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new oj_ComparisonFailure$ComparisonCompactor();
    oj_ComparisonFailure$ComparisonCompactor__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
oj_ComparisonFailure$ComparisonCompactor_compact = ($this, $message) => {
    let $extractor, $compactedPrefix, $compactedSuffix;
    if ($this.$expected !== null && $this.$actual !== null && !jl_String_equals($rt_nullCheck($this.$expected), $this.$actual)) {
        $extractor = oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_1($this, null);
        $compactedPrefix = $extractor.$compactPrefix();
        $compactedSuffix = $extractor.$compactSuffix();
        return oj_Assert_format($message, ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($compactedPrefix))).$append3($extractor.$expectedDiff()))).$append3($compactedSuffix))).$toString(), ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($compactedPrefix))).$append3($extractor.$actualDiff()))).$append3($compactedSuffix))).$toString());
    }
    return oj_Assert_format($message, $this.$expected, $this.$actual);
},
oj_ComparisonFailure$ComparisonCompactor_sharedPrefix = $this => {
    let $end, $i;
    $end = jl_Math_min(jl_String_length($rt_nullCheck($this.$expected)), jl_String_length($rt_nullCheck($this.$actual)));
    $i = 0;
    while ($i < $end) {
        if (jl_String_charAt($rt_nullCheck($this.$expected), $i) != jl_String_charAt($rt_nullCheck($this.$actual), $i))
            return jl_String_substring($rt_nullCheck($this.$expected), 0, $i);
        $i = $i + 1 | 0;
    }
    return jl_String_substring($rt_nullCheck($this.$expected), 0, $end);
},
oj_ComparisonFailure$ComparisonCompactor_sharedSuffix = ($this, $prefix) => {
    let $suffixLength, var$3, $maxSuffixLength;
    $suffixLength = 0;
    var$3 = jl_String_length($rt_nullCheck($this.$expected));
    $prefix = $rt_nullCheck($prefix);
    $maxSuffixLength = jl_Math_min(var$3 - jl_String_length($prefix) | 0, jl_String_length($rt_nullCheck($this.$actual)) - jl_String_length($prefix) | 0) - 1 | 0;
    a: {
        while (true) {
            if ($suffixLength > $maxSuffixLength)
                break a;
            if (jl_String_charAt($rt_nullCheck($this.$expected), (jl_String_length($rt_nullCheck($this.$expected)) - 1 | 0) - $suffixLength | 0) != jl_String_charAt($rt_nullCheck($this.$actual), (jl_String_length($rt_nullCheck($this.$actual)) - 1 | 0) - $suffixLength | 0))
                break;
            $suffixLength = $suffixLength + 1 | 0;
        }
    }
    return jl_String_substring0($rt_nullCheck($this.$expected), jl_String_length($rt_nullCheck($this.$expected)) - $suffixLength | 0);
},
oj_ComparisonFailure$ComparisonCompactor_access$100 = $x0 => {
    $x0 = $rt_nullCheck($x0);
    return oj_ComparisonFailure$ComparisonCompactor_sharedPrefix($x0);
},
oj_ComparisonFailure$ComparisonCompactor_access$200 = ($x0, $x1) => {
    $x0 = $rt_nullCheck($x0);
    return oj_ComparisonFailure$ComparisonCompactor_sharedSuffix($x0, $x1);
},
oj_ComparisonFailure$ComparisonCompactor_access$300 = $x0 => {
    $x0 = $rt_nullCheck($x0);
    return $x0.$expected;
},
oj_ComparisonFailure$ComparisonCompactor_access$400 = $x0 => {
    $x0 = $rt_nullCheck($x0);
    return $x0.$actual;
},
oj_ComparisonFailure$ComparisonCompactor_access$500 = $x0 => {
    $x0 = $rt_nullCheck($x0);
    return $x0.$contextLength;
},
ju_Map = $rt_classWithoutFields(0),
ju_Map_computeIfAbsent = ($this, $key, $mappingFunction) => {
    let $v, $newValue;
    ju_Objects_requireNonNull($mappingFunction);
    $v = $this.$get($key);
    if ($v === null) {
        $mappingFunction = $rt_nullCheck($mappingFunction);
        $newValue = $mappingFunction.$apply0($key);
        if ($newValue !== null)
            $this.$put($key, $newValue);
        return $newValue;
    }
    return $v;
},
ju_Map_entry = ($k, $v) => {
    return ju_TemplateCollections$ImmutableEntry__init_0(ju_Objects_requireNonNull($k), ju_Objects_requireNonNull($v));
},
ipcw_TopicProtocol$Digest$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$Digest$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$Digest$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$Digest$read$lambda$_4_0();
    ipcw_TopicProtocol$Digest$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$Digest$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$Digest$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$Digest$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$Span_read(var$1);
},
jl_Runnable = $rt_classWithoutFields(0);
function jl_Thread() {
    let a = this; jl_Object.call(a);
    a.$id4 = Long_ZERO;
    a.$timeSliceStart = Long_ZERO;
    a.$finishedLock = null;
    a.$name2 = null;
    a.$alive = 0;
    a.$target1 = null;
}
let jl_Thread_mainThread = null,
jl_Thread_currentThread0 = null,
jl_Thread_nextId = 0,
jl_Thread_activeCount = 0,
jl_Thread_defaultUncaughtExceptionHandler = null,
jl_Thread_$callClinit = () => {
    jl_Thread_$callClinit = $rt_eraseClinit(jl_Thread);
    jl_Thread__clinit_();
},
jl_Thread__init_0 = ($this, $name) => {
    jl_Thread_$callClinit();
    jl_Thread__init_($this, null, $name);
},
jl_Thread__init_1 = var_0 => {
    let var_1 = new jl_Thread();
    jl_Thread__init_0(var_1, var_0);
    return var_1;
},
jl_Thread__init_ = ($this, $target, $name) => {
    let var$3;
    jl_Thread_$callClinit();
    jl_Object__init_($this);
    $this.$finishedLock = jl_Object__init_0();
    $this.$alive = 1;
    $this.$name2 = $name;
    $this.$target1 = $target;
    var$3 = jl_Thread_nextId;
    jl_Thread_nextId = var$3 + 1 | 0;
    $this.$id4 = Long_fromInt(var$3);
},
jl_Thread__init_2 = (var_0, var_1) => {
    let var_2 = new jl_Thread();
    jl_Thread__init_(var_2, var_0, var_1);
    return var_2;
},
jl_Thread_setCurrentThread = $thread_0 => {
    let var$2, var$3;
    jl_Thread_$callClinit();
    if (jl_Thread_currentThread0 !== $thread_0)
        jl_Thread_currentThread0 = $thread_0;
    var$2 = jl_Thread_currentThread0;
    var$3 = jl_System_currentTimeMillis();
    ($rt_nullCheck(var$2)).$timeSliceStart = var$3;
},
jl_Thread_currentThread = () => {
    jl_Thread_$callClinit();
    return jl_Thread_currentThread0;
},
jl_Thread__clinit_ = () => {
    jl_Thread_mainThread = jl_Thread__init_1($rt_s(13));
    jl_Thread_currentThread0 = jl_Thread_mainThread;
    jl_Thread_nextId = 1;
    jl_Thread_activeCount = 1;
    jl_Thread_defaultUncaughtExceptionHandler = jl_DefaultUncaughtExceptionHandler__init_0();
},
otj_TestEntryPoint$LauncherImpl2 = $rt_classWithoutFields(),
otj_TestEntryPoint$LauncherImpl2__init_ = var$0 => {
    jl_Object__init_(var$0);
},
otj_TestEntryPoint$LauncherImpl2__init_0 = () => {
    let var_0 = new otj_TestEntryPoint$LauncherImpl2();
    otj_TestEntryPoint$LauncherImpl2__init_(var_0);
    return var_0;
},
otj_TestEntryPoint$LauncherImpl2_launch = (var$0, var$1) => {
    ipcp_CoreAcrossRuntimesTest_refusesBrokenMessagesWithACode($rt_nullCheck($rt_castToClass(var$1, ipcp_CoreAcrossRuntimesTest)));
},
otj_TestEntryPoint$LauncherImpl1 = $rt_classWithoutFields(),
otj_TestEntryPoint$LauncherImpl1__init_ = var$0 => {
    jl_Object__init_(var$0);
},
otj_TestEntryPoint$LauncherImpl1__init_0 = () => {
    let var_0 = new otj_TestEntryPoint$LauncherImpl1();
    otj_TestEntryPoint$LauncherImpl1__init_(var_0);
    return var_0;
},
otj_TestEntryPoint$LauncherImpl1_launch = (var$0, var$1) => {
    ipcp_CoreAcrossRuntimesTest_writesTheSameCbor($rt_nullCheck($rt_castToClass(var$1, ipcp_CoreAcrossRuntimesTest)));
},
otj_TestEntryPoint$LauncherImpl0 = $rt_classWithoutFields(),
otj_TestEntryPoint$LauncherImpl0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
otj_TestEntryPoint$LauncherImpl0__init_0 = () => {
    let var_0 = new otj_TestEntryPoint$LauncherImpl0();
    otj_TestEntryPoint$LauncherImpl0__init_(var_0);
    return var_0;
},
otj_TestEntryPoint$LauncherImpl0_launch = (var$0, var$1) => {
    ipcp_CoreAcrossRuntimesTest_hashesTheKnownAnswers($rt_nullCheck($rt_castToClass(var$1, ipcp_CoreAcrossRuntimesTest)));
},
jnc_BufferOverflowException = $rt_classWithoutFields(jl_RuntimeException),
jnc_BufferOverflowException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jnc_BufferOverflowException__init_0 = () => {
    let var_0 = new jnc_BufferOverflowException();
    jnc_BufferOverflowException__init_(var_0);
    return var_0;
};
function ipcp_StreamOrder$Held() {
    let a = this; jl_Record.call(a);
    a.$item1 = null;
    a.$since = Long_ZERO;
}
let ipcp_StreamOrder$Held__init_ = ($this, $item, $since) => {
    jl_Record__init_($this);
    $this.$item1 = $item;
    $this.$since = $since;
},
ipcp_StreamOrder$Held__init_0 = (var_0, var_1) => {
    let var_2 = new ipcp_StreamOrder$Held();
    ipcp_StreamOrder$Held__init_(var_2, var_0, var_1);
    return var_2;
},
ipcp_StreamOrder$Held_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(14))).$append3($rt_s(15)))).$append($this.$item1))).$append3($rt_s(16)))).$append4($this.$since))).$append3($rt_s(12)))).$toString();
},
ipcp_StreamOrder$Held_equals = ($this, $o) => {
    let var$2, var$3, var$4, var$5;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcp_StreamOrder$Held))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcp_StreamOrder$Held);
            var$4 = $this.$item1;
            var$5 = $rt_nullCheck(var$3);
            if (!ju_Objects_equals(var$4, var$5.$item1))
                var$2 = 0;
            else if (Long_eq($this.$since, var$5.$since))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
},
jl_CharSequence = $rt_classWithoutFields(0),
jl_Error = $rt_classWithoutFields(jl_Throwable),
jl_Error__init_1 = $this => {
    jl_Throwable__init_($this);
},
jl_Error__init_6 = () => {
    let var_0 = new jl_Error();
    jl_Error__init_1(var_0);
    return var_0;
},
jl_Error__init_0 = ($this, $message, $cause) => {
    jl_Throwable__init_2($this, $message, $cause);
},
jl_Error__init_5 = (var_0, var_1) => {
    let var_2 = new jl_Error();
    jl_Error__init_0(var_2, var_0, var_1);
    return var_2;
},
jl_Error__init_2 = ($this, $message) => {
    jl_Throwable__init_0($this, $message);
},
jl_Error__init_3 = var_0 => {
    let var_1 = new jl_Error();
    jl_Error__init_2(var_1, var_0);
    return var_1;
},
jl_Error__init_ = ($this, $cause) => {
    jl_Throwable__init_1($this, $cause);
},
jl_Error__init_4 = var_0 => {
    let var_1 = new jl_Error();
    jl_Error__init_(var_1, var_0);
    return var_1;
},
jl_AssertionError = $rt_classWithoutFields(jl_Error),
jl_AssertionError__init_0 = $this => {
    jl_Error__init_1($this);
},
jl_AssertionError__init_4 = () => {
    let var_0 = new jl_AssertionError();
    jl_AssertionError__init_0(var_0);
    return var_0;
},
jl_AssertionError__init_1 = ($this, $message, $cause) => {
    jl_Error__init_0($this, $message, $cause);
},
jl_AssertionError__init_2 = (var_0, var_1) => {
    let var_2 = new jl_AssertionError();
    jl_AssertionError__init_1(var_2, var_0, var_1);
    return var_2;
},
jl_AssertionError__init_ = ($this, $message) => {
    jl_Error__init_2($this, jl_String_valueOf($message));
},
jl_AssertionError__init_3 = var_0 => {
    let var_1 = new jl_AssertionError();
    jl_AssertionError__init_(var_1, var_0);
    return var_1;
};
function oji_ArrayComparisonFailure() {
    let a = this; jl_AssertionError.call(a);
    a.$fIndices = null;
    a.$fMessage = null;
    a.$fCause = null;
}
let oji_ArrayComparisonFailure__init_0 = ($this, $message, $cause, $index) => {
    jl_AssertionError__init_0($this);
    $this.$fIndices = ju_ArrayList__init_();
    $this.$fMessage = $message;
    $this.$fCause = $cause;
    $this.$initCause($this.$fCause);
    $this.$addDimension($index);
},
oji_ArrayComparisonFailure__init_ = (var_0, var_1, var_2) => {
    let var_3 = new oji_ArrayComparisonFailure();
    oji_ArrayComparisonFailure__init_0(var_3, var_0, var_1, var_2);
    return var_3;
},
oji_ArrayComparisonFailure_addDimension = ($this, $index) => {
    let var$2, var$3;
    var$2 = $this.$fIndices;
    var$3 = jl_Integer_valueOf($index);
    ($rt_nullCheck(var$2)).$add0(0, var$3);
},
oji_ArrayComparisonFailure_getCause = $this => {
    jl_Object_monitorEnterSync($this);
    try {
        return jl_Throwable_getCause($this) !== null ? jl_Throwable_getCause($this) : $this.$fCause;
    } finally {
        jl_Object_monitorExitSync($this);
    }
},
oji_ArrayComparisonFailure_getMessage = $this => {
    let $sb, $i$, $each;
    $sb = jl_StringBuilder__init_();
    if ($this.$fMessage !== null)
        $sb.$append3($this.$fMessage);
    $sb.$append3($rt_s(17));
    $i$ = ($rt_nullCheck($this.$fIndices)).$iterator();
    while (true) {
        $i$ = $rt_nullCheck($i$);
        if (!$i$.$hasNext())
            break;
        $each = ($rt_nullCheck($rt_castToClass($i$.$next(), jl_Integer))).$intValue();
        $sb.$append3($rt_s(18));
        $sb.$append1($each);
        $sb.$append3($rt_s(12));
    }
    $sb.$append3($rt_s(19));
    $sb.$append3(($rt_nullCheck($this.$getCause())).$getMessage());
    return $sb.$toString();
},
ju_SequencedMap = $rt_classWithoutFields(0);
function ipcb_PeerloomException() {
    let a = this; jl_RuntimeException.call(a);
    a.$code0 = null;
    a.$retryAfterMillis0 = 0;
}
let ipcb_PeerloomException__init_ = ($this, $code, $message) => {
    ipcb_PeerloomException__init_0($this, $code, $message, 0);
},
ipcb_PeerloomException__init_1 = (var_0, var_1) => {
    let var_2 = new ipcb_PeerloomException();
    ipcb_PeerloomException__init_(var_2, var_0, var_1);
    return var_2;
},
ipcb_PeerloomException__init_0 = ($this, $code, $message, $retryAfterMillis) => {
    jl_RuntimeException__init_0($this, $message);
    $this.$code0 = $code;
    $this.$retryAfterMillis0 = $retryAfterMillis;
},
ipcb_PeerloomException__init_2 = (var_0, var_1, var_2) => {
    let var_3 = new ipcb_PeerloomException();
    ipcb_PeerloomException__init_0(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcb_PeerloomException_code = $this => {
    return $this.$code0;
},
ipcb_PeerloomException_of = $failure => {
    let $internal, $known;
    if (!($failure instanceof ipcb_PeerloomException)) {
        $internal = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        ipcb_PeerloomException__init_($internal, ipcb_ErrorCode_INTERNAL, jl_String_valueOf($failure));
        $internal.$initCause($failure);
        return $internal;
    }
    $known = $rt_castToClass($failure, ipcb_PeerloomException);
    return $known;
},
ipcb_PeerloomException_fillInStackTrace = $this => {
    return $this;
},
ipcb_PeerloomException_toString = $this => {
    let var$1, var$2, var$3;
    var$1 = jl_String_valueOf($this.$code0);
    var$2 = $this.$getMessage();
    var$3 = jl_StringBuilder__init_();
    jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$3, var$1)), $rt_s(2))), var$2);
    return jl_StringBuilder_toString(var$3);
},
jl_StringIndexOutOfBoundsException = $rt_classWithoutFields(jl_IndexOutOfBoundsException),
jl_StringIndexOutOfBoundsException__init_0 = $this => {
    jl_IndexOutOfBoundsException__init_0($this);
},
jl_StringIndexOutOfBoundsException__init_ = () => {
    let var_0 = new jl_StringIndexOutOfBoundsException();
    jl_StringIndexOutOfBoundsException__init_0(var_0);
    return var_0;
};
function ipci_Point() {
    let a = this; jl_Object.call(a);
    a.$bytes2 = null;
    a.$first = 0;
}
let ipci_Point__init_ = ($this, $bytes) => {
    let var$2, var$3, var$4;
    jl_Object__init_($this);
    $bytes = $rt_nullCheck($bytes);
    var$2 = $bytes.data.length;
    if (var$2 != 32) {
        var$3 = new jl_IllegalArgumentException;
        var$4 = jl_StringBuilder__init_();
        jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(20))), var$2)), $rt_s(21));
        jl_IllegalArgumentException__init_(var$3, jl_StringBuilder_toString(var$4));
        $rt_throw(var$3);
    }
    $this.$bytes2 = $bytes;
    $this.$first = ipci_Point_word($this, 0);
},
ipci_Point_word = ($this, $at) => {
    let var$2, var$3, var$4;
    var$2 = ($rt_nullCheck($this.$bytes2)).data;
    $at = $rt_checkBounds($at, var$2);
    var$3 = var$2[$at] << 24;
    var$2 = $this.$bytes2;
    var$4 = $at + 1 | 0;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$4 = var$3 | (var$2[$rt_checkBounds(var$4, var$2)] & 255) << 16;
    var$2 = $this.$bytes2;
    var$3 = $at + 2 | 0;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$4 = var$4 | (var$2[$rt_checkBounds(var$3, var$2)] & 255) << 8;
    var$2 = $this.$bytes2;
    var$3 = $at + 3 | 0;
    var$2 = ($rt_nullCheck(var$2)).data;
    return var$4 | var$2[$rt_checkBounds(var$3, var$2)] & 255;
},
ipci_Point_bytes = $this => {
    return $this.$bytes2;
},
ipci_Point_compareTo = ($this, $other) => {
    let var$2;
    var$2 = $this.$bytes2;
    $other = $rt_nullCheck($other);
    return ipcb_Bytes_compare(var$2, $other.$bytes2);
},
ipci_Point_equals = ($this, $other) => {
    let $point, var$3, var$4, var$5;
    a: {
        b: {
            if ($this !== $other) {
                if (!($other instanceof ipci_Point))
                    break b;
                $point = $rt_castToClass($other, ipci_Point);
                var$3 = $this.$first;
                $point = $rt_nullCheck($point);
                if (var$3 != $point.$first)
                    break b;
                if (jl_Object_getClass($this) !== jl_Object_getClass($point))
                    break b;
                var$4 = $this.$bytes2;
                var$5 = $point.$bytes2;
                if (!ju_Arrays_equals(var$4, var$5))
                    break b;
            }
            var$3 = 1;
            break a;
        }
        var$3 = 0;
    }
    return var$3;
},
ipci_Point_hashCode = $this => {
    return $this.$first;
},
ipci_Point_toString = $this => {
    return ipcb_Bytes_hex(ipcb_Bytes_slice($this.$bytes2, 0, 4));
},
ipci_Point_compareTo0 = ($this, var$1) => {
    return ipci_Point_compareTo($this, $rt_castToClass(var$1, ipci_Point));
},
ipci_Key = $rt_classWithoutFields(ipci_Point),
ipci_Key__init_ = ($this, $bytes) => {
    ipci_Point__init_($this, $bytes);
},
ipci_Key__init_0 = var_0 => {
    let var_1 = new ipci_Key();
    ipci_Key__init_(var_1, var_0);
    return var_1;
},
ju_Comparator = $rt_classWithoutFields(0);
function ju_TreeMap$ensureRevertedComparator$lambda$_5_0() {
    jl_Object.call(this);
    this.$_07 = null;
}
let ju_TreeMap$ensureRevertedComparator$lambda$_5_0__init_ = (var$0, var$1) => {
    jl_Object__init_(var$0);
    var$0.$_07 = var$1;
},
ju_TreeMap$ensureRevertedComparator$lambda$_5_0__init_0 = var_0 => {
    let var_1 = new ju_TreeMap$ensureRevertedComparator$lambda$_5_0();
    ju_TreeMap$ensureRevertedComparator$lambda$_5_0__init_(var_1, var_0);
    return var_1;
},
ipcw_Message = $rt_classWithoutFields(0),
ipcw_JoinMessage = $rt_classWithoutFields(0);
function ipcw_JoinMessage$Admission() {
    let a = this; jl_Record.call(a);
    a.$rootKey = null;
    a.$token = null;
    a.$proof0 = null;
    a.$wallMillis0 = Long_ZERO;
    a.$bridge = null;
    a.$contacts1 = null;
    a.$answer = null;
}
let ipcw_JoinMessage$Admission__init_ = ($this, $rootKey, $token, $proof, $wallMillis, $bridge, $contacts, $answer) => {
    jl_Record__init_($this);
    $this.$rootKey = $rootKey;
    $this.$token = $token;
    $this.$proof0 = $proof;
    $this.$wallMillis0 = $wallMillis;
    $this.$bridge = $bridge;
    $this.$contacts1 = $contacts;
    $this.$answer = $answer;
},
ipcw_JoinMessage$Admission__init_0 = (var_0, var_1, var_2, var_3, var_4, var_5, var_6) => {
    let var_7 = new ipcw_JoinMessage$Admission();
    ipcw_JoinMessage$Admission__init_(var_7, var_0, var_1, var_2, var_3, var_4, var_5, var_6);
    return var_7;
},
ipcw_JoinMessage$Admission_number = $this => {
    return 51;
},
ipcw_JoinMessage$Admission_fields = $this => {
    return $this.$answer !== null ? 7 : 6;
},
ipcw_JoinMessage$Admission_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$rootKey;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_bytes($out, var$2)), $this.$token)), $this.$proof0)), $this.$wallMillis0);
    ipcw_ContactInfo_write($rt_nullCheck($this.$bridge), $out);
    ipcw_ContactInfo_writeAll($out, $this.$contacts1);
    if ($this.$answer !== null)
        ipcb_CborWriter_bytes($out, $this.$answer);
},
ipcw_JoinMessage$Admission_read = ($in, $fields) => {
    let var$3, var$4, var$5, var$6, var$7, var$8, var$9;
    var$3 = new ipcw_JoinMessage$Admission;
    $in = $rt_nullCheck($in);
    var$4 = ipcb_CborReader_bytesOf($in, 65);
    var$5 = ipcb_CborReader_bytes($in, 1024);
    var$6 = ipcb_CborReader_bytes($in, 512);
    var$7 = ipcb_CborReader_ulong($in);
    var$8 = ipcw_ContactInfo_read($in);
    var$9 = ipcw_ContactInfo_readAll($in);
    ipcw_JoinMessage$Admission__init_(var$3, var$4, var$5, var$6, var$7, var$8, var$9, $fields <= 6 ? null : ipcb_CborReader_bytes($in, 4096));
    return var$3;
};
function jnc_CharsetDecoder() {
    let a = this; jl_Object.call(a);
    a.$charset0 = null;
    a.$averageCharsPerByte = 0.0;
    a.$maxCharsPerByte = 0.0;
    a.$replacement = null;
    a.$malformedAction = null;
    a.$unmappableAction = null;
    a.$state = 0;
}
let jnc_CharsetDecoder__init_ = ($this, $cs, $averageCharsPerByte, $maxCharsPerByte) => {
    let var$4, var$5;
    jl_Object__init_($this);
    $this.$replacement = $rt_s(22);
    jnc_CodingErrorAction_$callClinit();
    $this.$malformedAction = jnc_CodingErrorAction_REPORT;
    $this.$unmappableAction = jnc_CodingErrorAction_REPORT;
    if (!($averageCharsPerByte <= 0.0)) {
        if ($maxCharsPerByte <= 0.0) {
            var$4 = new jl_IllegalArgumentException;
            var$5 = jl_StringBuilder__init_();
            jl_StringBuilder_append2($rt_nullCheck(jl_StringBuilder_append(var$5, $rt_s(23))), $maxCharsPerByte);
            jl_IllegalArgumentException__init_(var$4, jl_StringBuilder_toString(var$5));
            $rt_throw(var$4);
        }
        $this.$charset0 = $cs;
        $this.$averageCharsPerByte = $averageCharsPerByte;
        $this.$maxCharsPerByte = $maxCharsPerByte;
        return;
    }
    var$4 = new jl_IllegalArgumentException;
    var$5 = jl_StringBuilder__init_();
    jl_StringBuilder_append2($rt_nullCheck(jl_StringBuilder_append(var$5, $rt_s(24))), $averageCharsPerByte);
    jl_IllegalArgumentException__init_(var$4, jl_StringBuilder_toString(var$5));
    $rt_throw(var$4);
},
jnc_CharsetDecoder_onMalformedInput = ($this, $newAction) => {
    if ($newAction === null)
        $rt_throw(jl_IllegalArgumentException__init_1($rt_s(25)));
    $this.$malformedAction = $newAction;
    $this.$implOnMalformedInput($newAction);
    return $this;
},
jnc_CharsetDecoder_implOnMalformedInput = ($this, $newAction) => {
    return;
},
jnc_CharsetDecoder_onUnmappableCharacter = ($this, $newAction) => {
    if ($newAction === null)
        $rt_throw(jl_IllegalArgumentException__init_1($rt_s(25)));
    $this.$unmappableAction = $newAction;
    $this.$implOnUnmappableCharacter($newAction);
    return $this;
},
jnc_CharsetDecoder_implOnUnmappableCharacter = ($this, $newAction) => {
    return;
},
jnc_CharsetDecoder_decode = ($this, $in, $out, $endOfInput) => {
    let $result, $e, var$6, $$je;
    if (!($this.$state == 2 && !$endOfInput) && $this.$state != 3) {
        $this.$state = $endOfInput ? 2 : 1;
        while (true) {
            try {
                $result = $this.$decodeLoop($in, $out);
            } catch ($$e) {
                $$je = $rt_wrapException($$e);
                if ($$je instanceof jl_RuntimeException) {
                    $e = $$je;
                    $rt_throw(jnc_CoderMalfunctionError__init_0($e));
                } else {
                    throw $$e;
                }
            }
            $result = $rt_nullCheck($result);
            if ($result.$isOverflow())
                break;
            if ($result.$isUnderflow()) {
                a: {
                    if ($endOfInput) {
                        $in = $rt_nullCheck($in);
                        if (jn_Buffer_hasRemaining($in)) {
                            var$6 = $this.$malformedAction;
                            jnc_CodingErrorAction_$callClinit();
                            if (var$6 !== jnc_CodingErrorAction_REPORT) {
                                $out = $rt_nullCheck($out);
                                if (jn_Buffer_remaining($out) > jl_String_length($rt_nullCheck($this.$replacement))) {
                                    $in.$position(jn_Buffer_position($in) + jn_Buffer_remaining($in) | 0);
                                    if ($this.$malformedAction !== jnc_CodingErrorAction_REPLACE)
                                        break a;
                                    jn_CharBuffer_put($out, $this.$replacement);
                                    break a;
                                }
                                return jnc_CoderResult_OVERFLOW;
                            }
                            return jnc_CoderResult_malformedForLength(jn_Buffer_remaining($in));
                        }
                    }
                }
                return $result;
            }
            if ($result.$isMalformed()) {
                var$6 = $this.$malformedAction;
                jnc_CodingErrorAction_$callClinit();
                if (var$6 === jnc_CodingErrorAction_REPORT)
                    return $result;
                if ($this.$malformedAction === jnc_CodingErrorAction_REPLACE) {
                    $out = $rt_nullCheck($out);
                    if (jn_Buffer_remaining($out) < jl_String_length($rt_nullCheck($this.$replacement)))
                        return jnc_CoderResult_OVERFLOW;
                    jn_CharBuffer_put($out, $this.$replacement);
                }
                $in = $rt_nullCheck($in);
                $in.$position(jn_Buffer_position($in) + $result.$length() | 0);
            } else if ($result.$isUnmappable()) {
                var$6 = $this.$unmappableAction;
                jnc_CodingErrorAction_$callClinit();
                if (var$6 === jnc_CodingErrorAction_REPORT)
                    return $result;
                if ($this.$unmappableAction === jnc_CodingErrorAction_REPLACE) {
                    $out = $rt_nullCheck($out);
                    if (jn_Buffer_remaining($out) < jl_String_length($rt_nullCheck($this.$replacement)))
                        return jnc_CoderResult_OVERFLOW;
                    jn_CharBuffer_put($out, $this.$replacement);
                }
                $in = $rt_nullCheck($in);
                $in.$position(jn_Buffer_position($in) + $result.$length() | 0);
            }
        }
        return $result;
    }
    $rt_throw(jl_IllegalStateException__init_());
},
jnc_CharsetDecoder_flush = ($this, $out) => {
    if ($this.$state != 3 && $this.$state != 2)
        $rt_throw(jl_IllegalStateException__init_());
    $this.$state = 3;
    return $this.$implFlush($out);
},
jnc_CharsetDecoder_reset = $this => {
    $this.$state = 0;
    $this.$implReset();
    return $this;
},
jnc_CharsetDecoder_decode0 = ($this, $in) => {
    let $out, $result, var$4;
    if ($this.$state && $this.$state != 3)
        $rt_throw(jl_IllegalStateException__init_());
    $in = $rt_nullCheck($in);
    if (jn_Buffer_remaining($in)) {
        if ($this.$state)
            jnc_CharsetDecoder_reset($this);
        $out = jn_CharBuffer_allocate(jl_Math_max(8, jn_Buffer_remaining($in) * $this.$averageCharsPerByte | 0));
        while (true) {
            $result = jnc_CharsetDecoder_decode($this, $in, $out, 0);
            $result = $rt_nullCheck($result);
            if ($result.$isUnderflow())
                break;
            if ($result.$isOverflow())
                $out = jnc_CharsetDecoder_expand($this, $out);
            if (!$result.$isError())
                continue;
            $result.$throwException();
        }
        var$4 = jnc_CharsetDecoder_decode($this, $in, $out, 1);
        var$4 = $rt_nullCheck(var$4);
        if (var$4.$isError())
            var$4.$throwException();
        while (true) {
            var$4 = jnc_CharsetDecoder_flush($this, $out);
            if (($rt_nullCheck(var$4)).$isUnderflow())
                break;
            $out = jnc_CharsetDecoder_expand($this, $out);
        }
        var$4 = $rt_nullCheck($out);
        jn_CharBuffer_flip(var$4);
        return var$4;
    }
    return jn_CharBuffer_allocate(0);
},
jnc_CharsetDecoder_expand = ($this, $buffer) => {
    let $array, var$3, $result, var$5;
    $buffer = $rt_nullCheck($buffer);
    $array = jn_CharBuffer_array($buffer);
    $array = $rt_nullCheck($array);
    var$3 = ju_Arrays_copyOf0($array, jl_Math_max(8, $array.data.length * 2 | 0));
    $result = jn_CharBuffer_wrap(var$3);
    var$5 = jn_Buffer_position($buffer);
    $result = $rt_nullCheck($result);
    $result.$position1(var$5);
    return $result;
},
jnc_CharsetDecoder_implFlush = ($this, $out) => {
    jnc_CoderResult_$callClinit();
    return jnc_CoderResult_UNDERFLOW;
},
jnc_CharsetDecoder_implReset = $this => {
    return;
};
function ju_AbstractMap() {
    let a = this; jl_Object.call(a);
    a.$cachedKeySet = null;
    a.$cachedValues = null;
}
let ju_AbstractMap__init_ = $this => {
    jl_Object__init_($this);
},
ju_AbstractMap_keySet = $this => {
    if ($this.$cachedKeySet === null)
        $this.$cachedKeySet = ju_AbstractMap$KeySet__init_0($this);
    return $this.$cachedKeySet;
},
ju_AbstractMap_equals = ($this, $obj) => {
    let $other, var$3, $it, $entry, $$je;
    if ($this !== $obj) {
        if ($rt_isInstance($obj, ju_Map)) {
            $other = $rt_castToInterface($obj, ju_Map);
            var$3 = $this.$size();
            $other = $rt_nullCheck($other);
            if (var$3 == $other.$size()) {
                a: {
                    try {
                        $it = ($rt_nullCheck($this.$entrySet())).$iterator();
                    } catch ($$e) {
                        $$je = $rt_wrapException($$e);
                        if ($$je instanceof jl_ClassCastException) {
                            break a;
                        } else if ($$je instanceof jl_NullPointerException) {
                            break a;
                        } else {
                            throw $$e;
                        }
                    }
                    b: {
                        c: {
                            try {
                                while (true) {
                                    $it = $rt_nullCheck($it);
                                    if (!$it.$hasNext())
                                        break;
                                    $entry = $rt_castToInterface($it.$next(), ju_Map$Entry);
                                    $entry = $rt_nullCheck($entry);
                                    if (!$other.$containsKey($entry.$getKey()))
                                        break b;
                                    if (!ju_Objects_equals($entry.$getValue(), $other.$get($entry.$getKey())))
                                        break c;
                                }
                            } catch ($$e) {
                                $$je = $rt_wrapException($$e);
                                if ($$je instanceof jl_ClassCastException) {
                                    break a;
                                } else if ($$je instanceof jl_NullPointerException) {
                                    break a;
                                } else {
                                    throw $$e;
                                }
                            }
                            return 1;
                        }
                        try {
                        } catch ($$e) {
                            $$je = $rt_wrapException($$e);
                            if ($$je instanceof jl_ClassCastException) {
                                break a;
                            } else if ($$je instanceof jl_NullPointerException) {
                                break a;
                            } else {
                                throw $$e;
                            }
                        }
                        return 0;
                    }
                    try {
                    } catch ($$e) {
                        $$je = $rt_wrapException($$e);
                        if ($$je instanceof jl_ClassCastException) {
                            break a;
                        } else if ($$je instanceof jl_NullPointerException) {
                            break a;
                        } else {
                            throw $$e;
                        }
                    }
                    return 0;
                }
                return 0;
            }
            return 0;
        }
        return 0;
    }
    return 1;
},
ju_AbstractMap_toString = $this => {
    let $sb, $iter, $e;
    $sb = jl_StringBuilder__init_();
    $sb.$append0(123);
    $iter = ($rt_nullCheck($this.$entrySet())).$iterator();
    $iter = $rt_nullCheck($iter);
    if ($iter.$hasNext()) {
        $e = $rt_castToInterface($iter.$next(), ju_Map$Entry);
        $e = $rt_nullCheck($e);
        $sb.$append($e.$getKey() !== $this ? $e.$getKey() : $rt_s(26));
        $sb.$append0(61);
        $sb.$append($e.$getValue() !== $this ? $e.$getValue() : $rt_s(26));
    }
    while ($iter.$hasNext()) {
        $sb.$append3($rt_s(27));
        $e = $rt_castToInterface($iter.$next(), ju_Map$Entry);
        $e = $rt_nullCheck($e);
        $sb.$append($e.$getKey() !== $this ? $e.$getKey() : $rt_s(26));
        $sb.$append0(61);
        $sb.$append($e.$getValue() !== $this ? $e.$getValue() : $rt_s(26));
    }
    $sb.$append0(125);
    return $sb.$toString();
},
ju_SortedMap = $rt_classWithoutFields(0),
ju_NavigableMap = $rt_classWithoutFields(0);
function ju_TreeMap$MapView() {
    let a = this; ju_AbstractMap.call(a);
    a.$owner1 = null;
    a.$from2 = null;
    a.$fromIncluded = 0;
    a.$fromChecked = 0;
    a.$to2 = null;
    a.$toIncluded0 = 0;
    a.$toChecked = 0;
    a.$entrySetCache = null;
    a.$reverse2 = 0;
}
let ju_TreeMap$MapView__init_ = ($this, $owner, $from, $fromIncluded, $fromChecked, $to, $toIncluded, $toChecked, $reverse) => {
    ju_AbstractMap__init_($this);
    ju_TreeMap$MapView_check($this, $owner, $from, $fromChecked, $to, $toChecked);
    $this.$owner1 = $owner;
    $this.$from2 = $from;
    $this.$fromIncluded = $fromIncluded;
    $this.$fromChecked = $fromChecked;
    $this.$to2 = $to;
    $this.$toIncluded0 = $toIncluded;
    $this.$toChecked = $toChecked;
    $this.$reverse2 = $reverse;
    if ($reverse) {
        $owner = $rt_nullCheck($owner);
        ju_TreeMap_ensureRevertedComparator($owner);
    }
},
ju_TreeMap$MapView__init_0 = (var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7) => {
    let var_8 = new ju_TreeMap$MapView();
    ju_TreeMap$MapView__init_(var_8, var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7);
    return var_8;
},
ju_TreeMap$MapView_check = ($this, $owner, $from, $fromChecked, $to, $toChecked) => {
    if (!$fromChecked) {
        if ($toChecked) {
            $owner = $rt_nullCheck($owner);
            ($rt_nullCheck($owner.$comparator)).$compare2($to, $to);
        }
    } else if (!$toChecked) {
        $owner = $rt_nullCheck($owner);
        ($rt_nullCheck($owner.$comparator)).$compare2($from, $from);
    } else {
        $owner = $rt_nullCheck($owner);
        if (($rt_nullCheck($owner.$comparator)).$compare2($from, $to) > 0)
            $rt_throw(jl_IllegalArgumentException__init_0());
    }
},
ju_TreeMap$MapView_entrySet = $this => {
    return $this.$sequencedEntrySet();
},
ju_TreeMap$MapView_isEmpty = $this => {
    return !(!$this.$fromChecked && !$this.$toChecked) ? ($rt_nullCheck($this.$entrySet())).$isEmpty() : ($rt_nullCheck($this.$owner1)).$isEmpty();
},
ju_TreeMap$MapView_size = $this => {
    return !(!$this.$fromChecked && !$this.$toChecked) ? ($rt_nullCheck($this.$entrySet())).$size() : ($rt_nullCheck($this.$owner1)).$size();
},
ju_TreeMap$MapView_lastKey = $this => {
    let $node;
    $node = $this.$reverse2 ? ju_TreeMap$MapView_firstNode($this) : ju_TreeMap$MapView_lastNode($this);
    if ($node === null)
        $rt_throw(ju_NoSuchElementException__init_());
    return $node.$getKey();
},
ju_TreeMap$MapView_firstNode = $this => {
    let $node, var$2, $cmp;
    $node = !$this.$fromChecked ? ju_TreeMap_firstNode($rt_nullCheck($this.$owner1), 0) : !$this.$fromIncluded ? ($rt_nullCheck($this.$owner1)).$findNext($this.$from2, 0) : ($rt_nullCheck($this.$owner1)).$findExactOrNext($this.$from2, 0);
    a: {
        if ($this.$toChecked) {
            var$2 = ($rt_nullCheck($this.$owner1)).$comparator;
            $node = $rt_nullCheck($node);
            $cmp = ($rt_nullCheck(var$2)).$compare2($node.$getKey(), $this.$to2);
            if (!$this.$toIncluded0) {
                if ($cmp >= 0)
                    break a;
            } else if ($cmp > 0)
                break a;
        }
        return $node;
    }
    return null;
},
ju_TreeMap$MapView_lastNode = $this => {
    let $node, var$2, $cmp;
    $node = !$this.$toChecked ? ju_TreeMap_firstNode($rt_nullCheck($this.$owner1), 1) : !$this.$toIncluded0 ? ($rt_nullCheck($this.$owner1)).$findNext($this.$to2, 1) : ($rt_nullCheck($this.$owner1)).$findExactOrNext($this.$to2, 1);
    a: {
        if ($this.$fromChecked) {
            var$2 = ($rt_nullCheck($this.$owner1)).$comparator;
            $node = $rt_nullCheck($node);
            $cmp = ($rt_nullCheck(var$2)).$compare2($node.$getKey(), $this.$from2);
            if (!$this.$fromIncluded) {
                if ($cmp <= 0)
                    break a;
            } else if ($cmp < 0)
                break a;
        }
        return $node;
    }
    return null;
},
ju_TreeMap$MapView_firstEntry = $this => {
    return ju_TreeMap_clone($this.$reverse2 ? ju_TreeMap$MapView_lastNode($this) : ju_TreeMap$MapView_firstNode($this));
},
ju_TreeMap$MapView_sequencedEntrySet = $this => {
    if ($this.$entrySetCache === null)
        $this.$entrySetCache = ju_TreeMap$EntrySet__init_($this.$owner1, $this.$from2, $this.$fromIncluded, $this.$fromChecked, $this.$to2, $this.$toIncluded0, $this.$toChecked, $this.$reverse2);
    return $this.$entrySetCache;
};
function jn_ByteOrder() {
    jl_Object.call(this);
    this.$name1 = null;
}
let jn_ByteOrder_BIG_ENDIAN = null,
jn_ByteOrder_LITTLE_ENDIAN = null,
jn_ByteOrder_$callClinit = () => {
    jn_ByteOrder_$callClinit = $rt_eraseClinit(jn_ByteOrder);
    jn_ByteOrder__clinit_();
},
jn_ByteOrder__init_0 = ($this, $name) => {
    jn_ByteOrder_$callClinit();
    jl_Object__init_($this);
    $this.$name1 = $name;
},
jn_ByteOrder__init_ = var_0 => {
    let var_1 = new jn_ByteOrder();
    jn_ByteOrder__init_0(var_1, var_0);
    return var_1;
},
jn_ByteOrder__clinit_ = () => {
    jn_ByteOrder_BIG_ENDIAN = jn_ByteOrder__init_($rt_s(28));
    jn_ByteOrder_LITTLE_ENDIAN = jn_ByteOrder__init_($rt_s(29));
},
ipcw_ContactInfo$readAll$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_ContactInfo$readAll$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_ContactInfo$readAll$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_ContactInfo$readAll$lambda$_4_0();
    ipcw_ContactInfo$readAll$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_ContactInfo$readAll$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_ContactInfo$readAll$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_ContactInfo$readAll$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_ContactInfo_read(var$1);
},
otj_JSObject = $rt_classWithoutFields(0),
otjt_ArrayBufferView = $rt_classWithoutFields(),
otjt_TypedArray = $rt_classWithoutFields(otjt_ArrayBufferView),
otjt_Int8Array = $rt_classWithoutFields(otjt_TypedArray),
jl_String$_clinit_$lambda$_118_0 = $rt_classWithoutFields(),
jl_String$_clinit_$lambda$_118_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
jl_String$_clinit_$lambda$_118_0__init_0 = () => {
    let var_0 = new jl_String$_clinit_$lambda$_118_0();
    jl_String$_clinit_$lambda$_118_0__init_(var_0);
    return var_0;
};
function jl_AbstractStringBuilder() {
    let a = this; jl_Object.call(a);
    a.$buffer = null;
    a.$length1 = 0;
}
let jl_AbstractStringBuilder__init_0 = $this => {
    jl_AbstractStringBuilder__init_($this, 16);
},
jl_AbstractStringBuilder__init_6 = () => {
    let var_0 = new jl_AbstractStringBuilder();
    jl_AbstractStringBuilder__init_0(var_0);
    return var_0;
},
jl_AbstractStringBuilder__init_ = ($this, $capacity) => {
    jl_Object__init_($this);
    $this.$buffer = $rt_createCharArray($capacity);
},
jl_AbstractStringBuilder__init_3 = var_0 => {
    let var_1 = new jl_AbstractStringBuilder();
    jl_AbstractStringBuilder__init_(var_1, var_0);
    return var_1;
},
jl_AbstractStringBuilder__init_2 = ($this, $value) => {
    jl_AbstractStringBuilder__init_1($this, $value);
},
jl_AbstractStringBuilder__init_5 = var_0 => {
    let var_1 = new jl_AbstractStringBuilder();
    jl_AbstractStringBuilder__init_2(var_1, var_0);
    return var_1;
},
jl_AbstractStringBuilder__init_1 = ($this, $value) => {
    let $i, var$3, var$4;
    jl_Object__init_($this);
    $value = $rt_nullCheck($value);
    $this.$buffer = $rt_createCharArray($value.$length());
    $i = 0;
    while ($i < ($rt_nullCheck($this.$buffer)).data.length) {
        var$3 = $this.$buffer;
        var$4 = $value.$charAt($i);
        var$3 = ($rt_nullCheck(var$3)).data;
        $i = $rt_checkBounds($i, var$3);
        var$3[$i] = var$4;
        $i = $i + 1 | 0;
    }
    $this.$length1 = $value.$length();
},
jl_AbstractStringBuilder__init_4 = var_0 => {
    let var_1 = new jl_AbstractStringBuilder();
    jl_AbstractStringBuilder__init_1(var_1, var_0);
    return var_1;
},
jl_AbstractStringBuilder_append4 = ($this, $obj) => {
    return $this.$insert($this.$length1, $obj);
},
jl_AbstractStringBuilder_append = ($this, $string) => {
    return $this.$insert0($this.$length1, $string);
},
jl_AbstractStringBuilder_insert1 = ($this, $index, $string) => {
    let $i, var$4, var$5, var$6, var$7;
    if ($index >= 0 && $index <= $this.$length1) {
        if ($string === null)
            $string = $rt_s(30);
        else if (jl_String_isEmpty($string))
            return $this;
        $this.$ensureCapacity($this.$length1 + jl_String_length($string) | 0);
        $i = $this.$length1 - 1 | 0;
        while ($i >= $index) {
            var$4 = $this.$buffer;
            var$5 = $i + jl_String_length($string) | 0;
            var$6 = ($rt_nullCheck($this.$buffer)).data;
            $i = $rt_checkBounds($i, var$6);
            var$7 = var$6[$i];
            var$4 = ($rt_nullCheck(var$4)).data;
            var$4[$rt_checkBounds(var$5, var$4)] = var$7;
            $i = $i + (-1) | 0;
        }
        $this.$length1 = $this.$length1 + jl_String_length($string) | 0;
        $i = 0;
        while ($i < jl_String_length($string)) {
            var$4 = $this.$buffer;
            var$5 = $index + 1 | 0;
            var$7 = jl_String_charAt($string, $i);
            var$4 = ($rt_nullCheck(var$4)).data;
            var$4[$rt_checkBounds($index, var$4)] = var$7;
            $i = $i + 1 | 0;
            $index = var$5;
        }
        return $this;
    }
    $rt_throw(jl_StringIndexOutOfBoundsException__init_());
},
jl_AbstractStringBuilder_append0 = ($this, $value) => {
    return $this.$append2($value, 10);
},
jl_AbstractStringBuilder_append6 = ($this, $value, $radix) => {
    return $this.$insert1($this.$length1, $value, $radix);
},
jl_AbstractStringBuilder_insert6 = ($this, $target, $value, $radix) => {
    let $positive, var$5, var$6, $pos, $sz, $posLimit, var$10, var$11, var$12, var$13;
    $positive = 1;
    if ($value < 0) {
        $positive = 0;
        $value =  -$value | 0;
    }
    a: {
        if ($rt_ucmp($value, $radix) < 0) {
            if ($positive)
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + 1 | 0);
            else {
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + 2 | 0);
                var$5 = $this.$buffer;
                var$6 = $target + 1 | 0;
                var$5 = ($rt_nullCheck(var$5)).data;
                $target = $rt_checkBounds($target, var$5);
                var$5[$target] = 45;
                $target = var$6;
            }
            var$5 = $this.$buffer;
            var$6 = jl_Character_forDigit($value, $radix);
            var$5 = ($rt_nullCheck(var$5)).data;
            var$5[$rt_checkBounds($target, var$5)] = var$6;
        } else {
            $pos = 1;
            $sz = 1;
            $posLimit = $rt_udiv((-1), $radix);
            b: {
                c: {
                    while (true) {
                        var$10 = $rt_imul($pos, $radix);
                        if ($rt_ucmp(var$10, $value) > 0)
                            break c;
                        $sz = $sz + 1 | 0;
                        if ($rt_ucmp(var$10, $posLimit) > 0)
                            break;
                        $pos = var$10;
                    }
                    break b;
                }
                var$10 = $pos;
            }
            if (!$positive)
                $sz = $sz + 1 | 0;
            jl_AbstractStringBuilder_insertSpace($this, $target, $target + $sz | 0);
            if ($positive)
                var$11 = $target;
            else {
                var$5 = $this.$buffer;
                var$11 = $target + 1 | 0;
                var$5 = ($rt_nullCheck(var$5)).data;
                $target = $rt_checkBounds($target, var$5);
                var$5[$target] = 45;
            }
            while (true) {
                if (!var$10)
                    break a;
                var$5 = $this.$buffer;
                var$12 = var$11 + 1 | 0;
                var$13 = jl_Character_forDigit($rt_udiv($value, var$10), $radix);
                var$5 = ($rt_nullCheck(var$5)).data;
                var$5[$rt_checkBounds(var$11, var$5)] = var$13;
                $value = $rt_umod($value, var$10);
                var$10 = $rt_udiv(var$10, $radix);
                var$11 = var$12;
            }
        }
    }
    return $this;
},
jl_AbstractStringBuilder_append3 = ($this, $value) => {
    return $this.$insert2($this.$length1, $value);
},
jl_AbstractStringBuilder_insert4 = ($this, $target, $value) => {
    return $this.$insert3($target, $value, 10);
},
jl_AbstractStringBuilder_insert5 = ($this, $target, $value, $radix) => {
    let $positive, var$5, var$6, var$7, $sz, $pos, $posLimit, var$11, var$12, var$13;
    $positive = 1;
    if (Long_lt($value, Long_ZERO)) {
        $positive = 0;
        $value = Long_neg($value);
    }
    a: {
        var$5 = Long_fromInt($radix);
        if (jl_Long_compareUnsigned($value, var$5) < 0) {
            if ($positive)
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + 1 | 0);
            else {
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + 2 | 0);
                var$6 = $this.$buffer;
                var$7 = $target + 1 | 0;
                var$6 = ($rt_nullCheck(var$6)).data;
                $target = $rt_checkBounds($target, var$6);
                var$6[$target] = 45;
                $target = var$7;
            }
            var$6 = $this.$buffer;
            var$7 = jl_Character_forDigit(Long_lo($value), $radix);
            var$6 = ($rt_nullCheck(var$6)).data;
            var$6[$rt_checkBounds($target, var$6)] = var$7;
        } else {
            $sz = 1;
            $pos = Long_fromInt(1);
            $posLimit = jl_Long_divideUnsigned(Long_fromInt(-1), var$5);
            b: {
                c: {
                    while (true) {
                        var$11 = Long_mul($pos, var$5);
                        if (jl_Long_compareUnsigned(var$11, $value) > 0)
                            break c;
                        $sz = $sz + 1 | 0;
                        if (jl_Long_compareUnsigned(var$11, $posLimit) > 0)
                            break;
                        $pos = var$11;
                    }
                    break b;
                }
                var$11 = $pos;
            }
            if (!$positive)
                $sz = $sz + 1 | 0;
            jl_AbstractStringBuilder_insertSpace($this, $target, $target + $sz | 0);
            if ($positive)
                var$12 = $target;
            else {
                var$6 = $this.$buffer;
                var$12 = $target + 1 | 0;
                var$6 = ($rt_nullCheck(var$6)).data;
                $target = $rt_checkBounds($target, var$6);
                var$6[$target] = 45;
            }
            while (true) {
                if (Long_eq(var$11, Long_ZERO))
                    break a;
                var$6 = $this.$buffer;
                var$13 = var$12 + 1 | 0;
                var$7 = jl_Character_forDigit(Long_lo((jl_Long_divideUnsigned($value, var$11))), $radix);
                var$6 = ($rt_nullCheck(var$6)).data;
                var$6[$rt_checkBounds(var$12, var$6)] = var$7;
                $value = jl_Long_remainderUnsigned($value, var$11);
                var$11 = jl_Long_divideUnsigned(var$11, var$5);
                var$12 = var$13;
            }
        }
    }
    return $this;
},
jl_AbstractStringBuilder_append2 = ($this, $value) => {
    return $this.$insert4($this.$length1, $value);
},
jl_AbstractStringBuilder_insert0 = ($this, $target, $value) => {
    let var$3, $number, $mantissa, $exp, $negative, $intPart, $sz, $digits, $zeros, $leadingZeros, $leadingZero, var$14, var$15, $pos, var$17, var$18, $i, $intDigit;
    var$3 = $rt_compare_less($value, 0.0);
    if (var$3) {
        if (!(isNaN($value) ? 1 : 0)) {
            if (!jl_Float_isInfinite($value)) {
                jl_AbstractStringBuilder$Constants_$callClinit();
                $number = jl_AbstractStringBuilder$Constants_floatAnalysisResult;
                otcit_FloatAnalyzer_analyze($value, $number);
                $number = $rt_nullCheck($number);
                $mantissa = $number.$mantissa;
                $exp = $number.$exponent;
                $negative = $number.$sign1;
                $intPart = 1;
                $sz = 1;
                if ($negative)
                    $sz = 2;
                $digits = 9;
                $zeros = jl_AbstractStringBuilder_trailingDecimalZeros($mantissa);
                if ($zeros > 0)
                    $digits = $digits - $zeros | 0;
                $leadingZeros = 0;
                $leadingZero = 0;
                if ($exp < 7 && $exp >= (-3)) {
                    if ($exp >= 0) {
                        $intPart = $exp + 1 | 0;
                        $digits = jl_Math_max($digits, $intPart + 1 | 0);
                        $exp = 0;
                    } else {
                        $intPart = 0;
                        $leadingZeros = ( -$exp | 0) - 1 | 0;
                        $leadingZero = 1;
                        $sz = $sz + 1 | 0;
                        $exp = 0;
                    }
                }
                if ($exp) {
                    $sz = $sz + 2 | 0;
                    if (!($exp > (-10) && $exp < 10))
                        $sz = $sz + 1 | 0;
                    if ($exp < 0)
                        $sz = $sz + 1 | 0;
                }
                if ($exp && $digits == $intPart)
                    $digits = $digits + 1 | 0;
                var$3 = $sz + ($digits + $leadingZeros | 0) | 0;
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + var$3 | 0);
                if (!$negative)
                    var$14 = $target;
                else {
                    var$15 = $this.$buffer;
                    var$14 = $target + 1 | 0;
                    var$15 = ($rt_nullCheck(var$15)).data;
                    $target = $rt_checkBounds($target, var$15);
                    var$15[$target] = 45;
                }
                $pos = 100000000;
                if ($leadingZero) {
                    var$15 = $this.$buffer;
                    var$17 = var$14 + 1 | 0;
                    var$15 = ($rt_nullCheck(var$15)).data;
                    var$15[$rt_checkBounds(var$14, var$15)] = 48;
                    var$15 = $this.$buffer;
                    var$14 = var$17 + 1 | 0;
                    var$15 = ($rt_nullCheck(var$15)).data;
                    var$15[$rt_checkBounds(var$17, var$15)] = 46;
                    while (true) {
                        var$17 = $leadingZeros + (-1) | 0;
                        if ($leadingZeros <= 0)
                            break;
                        var$15 = $this.$buffer;
                        var$18 = var$14 + 1 | 0;
                        var$15 = ($rt_nullCheck(var$15)).data;
                        var$15[$rt_checkBounds(var$14, var$15)] = 48;
                        $leadingZeros = var$17;
                        var$14 = var$18;
                    }
                }
                $i = 0;
                while ($i < $digits) {
                    if ($pos <= 0)
                        $intDigit = 0;
                    else {
                        $intDigit = $mantissa / $pos | 0;
                        $mantissa = $mantissa % $pos | 0;
                    }
                    var$15 = $this.$buffer;
                    var$17 = var$14 + 1 | 0;
                    var$18 = (48 + $intDigit | 0) & 65535;
                    var$15 = ($rt_nullCheck(var$15)).data;
                    var$15[$rt_checkBounds(var$14, var$15)] = var$18;
                    $intPart = $intPart + (-1) | 0;
                    if ($intPart)
                        var$14 = var$17;
                    else {
                        var$15 = $this.$buffer;
                        var$14 = var$17 + 1 | 0;
                        var$15 = ($rt_nullCheck(var$15)).data;
                        var$15[$rt_checkBounds(var$17, var$15)] = 46;
                    }
                    $pos = $pos / 10 | 0;
                    $i = $i + 1 | 0;
                }
                if ($exp) {
                    var$15 = $this.$buffer;
                    var$17 = var$14 + 1 | 0;
                    var$15 = ($rt_nullCheck(var$15)).data;
                    var$15[$rt_checkBounds(var$14, var$15)] = 69;
                    if ($exp >= 0)
                        var$14 = var$17;
                    else {
                        $exp =  -$exp | 0;
                        var$15 = $this.$buffer;
                        var$14 = var$17 + 1 | 0;
                        var$15 = ($rt_nullCheck(var$15)).data;
                        var$15[$rt_checkBounds(var$17, var$15)] = 45;
                    }
                    if ($exp < 10)
                        var$17 = var$14;
                    else {
                        var$15 = $this.$buffer;
                        var$17 = var$14 + 1 | 0;
                        var$18 = (48 + ($exp / 10 | 0) | 0) & 65535;
                        var$15 = ($rt_nullCheck(var$15)).data;
                        var$15[$rt_checkBounds(var$14, var$15)] = var$18;
                    }
                    var$15 = $this.$buffer;
                    var$3 = (48 + ($exp % 10 | 0) | 0) & 65535;
                    var$15 = ($rt_nullCheck(var$15)).data;
                    var$15[$rt_checkBounds(var$17, var$15)] = var$3;
                }
                return $this;
            }
            if (var$3 > 0) {
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + 8 | 0);
                var$3 = $target;
            } else {
                jl_AbstractStringBuilder_insertSpace($this, $target, $target + 9 | 0);
                var$15 = $this.$buffer;
                var$3 = $target + 1 | 0;
                var$15 = ($rt_nullCheck(var$15)).data;
                $target = $rt_checkBounds($target, var$15);
                var$15[$target] = 45;
            }
            var$15 = $this.$buffer;
            var$17 = var$3 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$3, var$15)] = 73;
            var$15 = $this.$buffer;
            var$3 = var$17 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$17, var$15)] = 110;
            var$15 = $this.$buffer;
            var$17 = var$3 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$3, var$15)] = 102;
            var$15 = $this.$buffer;
            var$3 = var$17 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$17, var$15)] = 105;
            var$15 = $this.$buffer;
            var$17 = var$3 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$3, var$15)] = 110;
            var$15 = $this.$buffer;
            var$3 = var$17 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$17, var$15)] = 105;
            var$15 = $this.$buffer;
            var$17 = var$3 + 1 | 0;
            var$15 = ($rt_nullCheck(var$15)).data;
            var$15[$rt_checkBounds(var$3, var$15)] = 116;
            var$15 = ($rt_nullCheck($this.$buffer)).data;
            var$15[$rt_checkBounds(var$17, var$15)] = 121;
            return $this;
        }
        jl_AbstractStringBuilder_insertSpace($this, $target, $target + 3 | 0);
        var$15 = $this.$buffer;
        var$3 = $target + 1 | 0;
        var$15 = ($rt_nullCheck(var$15)).data;
        $target = $rt_checkBounds($target, var$15);
        var$15[$target] = 78;
        var$15 = $this.$buffer;
        var$17 = var$3 + 1 | 0;
        var$15 = ($rt_nullCheck(var$15)).data;
        var$15[$rt_checkBounds(var$3, var$15)] = 97;
        var$15 = ($rt_nullCheck($this.$buffer)).data;
        var$15[$rt_checkBounds(var$17, var$15)] = 78;
        return $this;
    }
    if (1.0 / $value !== Infinity) {
        jl_AbstractStringBuilder_insertSpace($this, $target, $target + 4 | 0);
        var$15 = $this.$buffer;
        var$3 = $target + 1 | 0;
        var$15 = ($rt_nullCheck(var$15)).data;
        $target = $rt_checkBounds($target, var$15);
        var$15[$target] = 45;
        var$15 = $this.$buffer;
        var$17 = var$3 + 1 | 0;
        var$15 = ($rt_nullCheck(var$15)).data;
        var$15[$rt_checkBounds(var$3, var$15)] = 48;
        var$15 = $this.$buffer;
        var$3 = var$17 + 1 | 0;
        var$15 = ($rt_nullCheck(var$15)).data;
        var$15[$rt_checkBounds(var$17, var$15)] = 46;
        var$15 = ($rt_nullCheck($this.$buffer)).data;
        var$15[$rt_checkBounds(var$3, var$15)] = 48;
        return $this;
    }
    jl_AbstractStringBuilder_insertSpace($this, $target, $target + 3 | 0);
    var$15 = $this.$buffer;
    var$3 = $target + 1 | 0;
    var$15 = ($rt_nullCheck(var$15)).data;
    $target = $rt_checkBounds($target, var$15);
    var$15[$target] = 48;
    var$15 = $this.$buffer;
    var$17 = var$3 + 1 | 0;
    var$15 = ($rt_nullCheck(var$15)).data;
    var$15[$rt_checkBounds(var$3, var$15)] = 46;
    var$15 = ($rt_nullCheck($this.$buffer)).data;
    var$15[$rt_checkBounds(var$17, var$15)] = 48;
    return $this;
},
jl_AbstractStringBuilder_trailingDecimalZeros = $n => {
    let $result, $zeros, var$4, var$5;
    if ($n % 1000000000 | 0) {
        $result = 0;
        $zeros = 1;
        if (!($n % 100000000 | 0)) {
            $result = 8;
            $zeros = 100000000;
        }
        var$4 = $zeros * 10000 | 0;
        if ($n % var$4 | 0)
            var$4 = $zeros;
        else
            $result = $result | 4;
        var$5 = var$4 * 100 | 0;
        if ($n % var$5 | 0)
            var$5 = var$4;
        else
            $result = $result | 2;
        if (!($n % (var$5 * 10 | 0) | 0))
            $result = $result | 1;
        return $result;
    }
    return 9;
},
jl_AbstractStringBuilder_append5 = ($this, $c) => {
    return $this.$insert5($this.$length1, $c);
},
jl_AbstractStringBuilder_insert3 = ($this, $index, $c) => {
    let var$3;
    jl_AbstractStringBuilder_insertSpace($this, $index, $index + 1 | 0);
    var$3 = ($rt_nullCheck($this.$buffer)).data;
    $index = $rt_checkBounds($index, var$3);
    var$3[$index] = $c;
    return $this;
},
jl_AbstractStringBuilder_insert2 = ($this, $index, $obj) => {
    return $this.$insert0($index, $obj === null ? $rt_s(30) : $obj.$toString());
},
jl_AbstractStringBuilder_append1 = ($this, $b) => {
    return $this.$insert6($this.$length1, $b);
},
jl_AbstractStringBuilder_insert = ($this, $index, $b) => {
    return $this.$insert0($index, !$b ? $rt_s(31) : $rt_s(32));
},
jl_AbstractStringBuilder_ensureCapacity = ($this, $capacity) => {
    let $newLength;
    if (($rt_nullCheck($this.$buffer)).data.length < $capacity) {
        $newLength = ($rt_nullCheck($this.$buffer)).data.length >= 1073741823 ? 2147483647 : jl_Math_max($capacity, jl_Math_max(($rt_nullCheck($this.$buffer)).data.length * 2 | 0, 5));
        $this.$buffer = ju_Arrays_copyOf0($this.$buffer, $newLength);
        return;
    }
},
jl_AbstractStringBuilder_toString = $this => {
    return jl_String__init_6($this.$buffer, 0, $this.$length1);
},
jl_AbstractStringBuilder_insertSpace = ($this, $start, $end) => {
    let $sz, $i, var$5, var$6, var$7, var$8;
    $sz = $this.$length1 - $start | 0;
    $this.$ensureCapacity(($this.$length1 + $end | 0) - $start | 0);
    $i = $sz - 1 | 0;
    while ($i >= 0) {
        var$5 = $this.$buffer;
        var$6 = $end + $i | 0;
        var$7 = $this.$buffer;
        var$8 = $start + $i | 0;
        var$7 = ($rt_nullCheck(var$7)).data;
        var$8 = var$7[$rt_checkBounds(var$8, var$7)];
        var$5 = ($rt_nullCheck(var$5)).data;
        var$5[$rt_checkBounds(var$6, var$5)] = var$8;
        $i = $i + (-1) | 0;
    }
    $this.$length1 = $this.$length1 + ($end - $start | 0) | 0;
},
jl_Appendable = $rt_classWithoutFields(0),
jl_StringBuilder = $rt_classWithoutFields(jl_AbstractStringBuilder),
jl_StringBuilder__init_3 = ($this, $capacity) => {
    jl_AbstractStringBuilder__init_($this, $capacity);
},
jl_StringBuilder__init_4 = var_0 => {
    let var_1 = new jl_StringBuilder();
    jl_StringBuilder__init_3(var_1, var_0);
    return var_1;
},
jl_StringBuilder__init_2 = $this => {
    jl_AbstractStringBuilder__init_0($this);
},
jl_StringBuilder__init_ = () => {
    let var_0 = new jl_StringBuilder();
    jl_StringBuilder__init_2(var_0);
    return var_0;
},
jl_StringBuilder__init_1 = ($this, $value) => {
    jl_AbstractStringBuilder__init_2($this, $value);
},
jl_StringBuilder__init_0 = var_0 => {
    let var_1 = new jl_StringBuilder();
    jl_StringBuilder__init_1(var_1, var_0);
    return var_1;
},
jl_StringBuilder_append = ($this, $obj) => {
    jl_AbstractStringBuilder_append4($this, $obj);
    return $this;
},
jl_StringBuilder_append4 = ($this, $string) => {
    jl_AbstractStringBuilder_append($this, $string);
    return $this;
},
jl_StringBuilder_append0 = ($this, $value) => {
    jl_AbstractStringBuilder_append0($this, $value);
    return $this;
},
jl_StringBuilder_append3 = ($this, $value) => {
    jl_AbstractStringBuilder_append3($this, $value);
    return $this;
},
jl_StringBuilder_append2 = ($this, $value) => {
    jl_AbstractStringBuilder_append2($this, $value);
    return $this;
},
jl_StringBuilder_append1 = ($this, $c) => {
    jl_AbstractStringBuilder_append5($this, $c);
    return $this;
},
jl_StringBuilder_append5 = ($this, $b) => {
    jl_AbstractStringBuilder_append1($this, $b);
    return $this;
},
jl_StringBuilder_insert5 = ($this, $target, $value) => {
    jl_AbstractStringBuilder_insert4($this, $target, $value);
    return $this;
},
jl_StringBuilder_insert4 = ($this, $target, $value) => {
    jl_AbstractStringBuilder_insert0($this, $target, $value);
    return $this;
},
jl_StringBuilder_insert7 = ($this, $index, $obj) => {
    jl_AbstractStringBuilder_insert2($this, $index, $obj);
    return $this;
},
jl_StringBuilder_insert1 = ($this, $index, $b) => {
    jl_AbstractStringBuilder_insert($this, $index, $b);
    return $this;
},
jl_StringBuilder_insert2 = ($this, $index, $c) => {
    jl_AbstractStringBuilder_insert3($this, $index, $c);
    return $this;
},
jl_StringBuilder_insert8 = ($this, $index, $string) => {
    jl_AbstractStringBuilder_insert1($this, $index, $string);
    return $this;
},
jl_StringBuilder_toString = $this => {
    return jl_AbstractStringBuilder_toString($this);
};
let jl_StringBuilder_ensureCapacity = ($this, var$1) => {
    jl_AbstractStringBuilder_ensureCapacity($this, var$1);
},
jl_StringBuilder_insert9 = ($this, var$1, var$2) => {
    return $this.$insert7(var$1, var$2);
},
jl_StringBuilder_insert0 = ($this, var$1, var$2) => {
    return $this.$insert8(var$1, var$2);
},
jl_StringBuilder_insert = ($this, var$1, var$2) => {
    return $this.$insert9(var$1, var$2);
},
jl_StringBuilder_insert6 = ($this, var$1, var$2) => {
    return $this.$insert10(var$1, var$2);
},
jl_StringBuilder_insert3 = ($this, var$1, var$2) => {
    return $this.$insert11(var$1, var$2);
},
jl_StringBuilder_insert10 = ($this, var$1, var$2) => {
    return $this.$insert12(var$1, var$2);
},
ipcc_Shorthand = $rt_classWithoutFields(),
ipcc_Shorthand_readNames = $in => {
    let var$2;
    var$2 = ipcc_Shorthand$readNames$lambda$_7_0__init_0();
    $in = $rt_nullCheck($in);
    return ipcb_CborReader_list($in, 8, var$2);
},
ipcc_Shorthand_lambda$readNames$1 = $each => {
    $each = $rt_nullCheck($each);
    return ipcb_CborReader_bytesOf($each, 8);
},
ju_ConcurrentModificationException = $rt_classWithoutFields(jl_RuntimeException),
ju_ConcurrentModificationException__init_0 = $this => {
    jl_RuntimeException__init_($this);
},
ju_ConcurrentModificationException__init_ = () => {
    let var_0 = new ju_ConcurrentModificationException();
    ju_ConcurrentModificationException__init_0(var_0);
    return var_0;
};
function oj_ComparisonFailure$ComparisonCompactor$DiffExtractor() {
    let a = this; jl_Object.call(a);
    a.$sharedPrefix0 = null;
    a.$sharedSuffix0 = null;
    a.$this$0 = null;
}
let oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_0 = ($this, var$1) => {
    $this.$this$0 = var$1;
    jl_Object__init_($this);
    $this.$sharedPrefix0 = oj_ComparisonFailure$ComparisonCompactor_access$100(var$1);
    $this.$sharedSuffix0 = oj_ComparisonFailure$ComparisonCompactor_access$200(var$1, $this.$sharedPrefix0);
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_2 = var_0 => {
    let var_1 = new oj_ComparisonFailure$ComparisonCompactor$DiffExtractor();
    oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_0(var_1, var_0);
    return var_1;
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_expectedDiff = $this => {
    return oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_extractDiff($this, oj_ComparisonFailure$ComparisonCompactor_access$300($this.$this$0));
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_actualDiff = $this => {
    return oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_extractDiff($this, oj_ComparisonFailure$ComparisonCompactor_access$400($this.$this$0));
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_compactPrefix = $this => {
    if (jl_String_length($rt_nullCheck($this.$sharedPrefix0)) > oj_ComparisonFailure$ComparisonCompactor_access$500($this.$this$0))
        return ($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($rt_s(33)))).$append3(jl_String_substring0($rt_nullCheck($this.$sharedPrefix0), jl_String_length($rt_nullCheck($this.$sharedPrefix0)) - oj_ComparisonFailure$ComparisonCompactor_access$500($this.$this$0) | 0)))).$toString();
    return $this.$sharedPrefix0;
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_compactSuffix = $this => {
    if (jl_String_length($rt_nullCheck($this.$sharedSuffix0)) > oj_ComparisonFailure$ComparisonCompactor_access$500($this.$this$0))
        return ($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3(jl_String_substring($rt_nullCheck($this.$sharedSuffix0), 0, oj_ComparisonFailure$ComparisonCompactor_access$500($this.$this$0))))).$append3($rt_s(33)))).$toString();
    return $this.$sharedSuffix0;
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_extractDiff = ($this, $source) => {
    let var$2, var$3;
    var$2 = (jl_StringBuilder__init_()).$append3($rt_s(18));
    var$3 = jl_String_length($rt_nullCheck($this.$sharedPrefix0));
    $source = $rt_nullCheck($source);
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(var$2)).$append3(jl_String_substring($source, var$3, jl_String_length($source) - jl_String_length($rt_nullCheck($this.$sharedSuffix0)) | 0)))).$append3($rt_s(12)))).$toString();
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_ = ($this, $x0, $x1) => {
    oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_0($this, $x0);
},
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_1 = (var_0, var_1) => {
    let var_2 = new oj_ComparisonFailure$ComparisonCompactor$DiffExtractor();
    oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_(var_2, var_0, var_1);
    return var_2;
};
function ipcc_IdentityBundle() {
    let a = this; jl_Record.call(a);
    a.$identityKey1 = null;
    a.$topicKey0 = null;
    a.$epoch = 0;
    a.$envelope3 = null;
}
let ipcc_IdentityBundle__init_ = ($this, $identityKey, $topicKey, $epoch, $envelope) => {
    jl_Record__init_($this);
    $this.$identityKey1 = $identityKey;
    $this.$topicKey0 = $topicKey;
    $this.$epoch = $epoch;
    $this.$envelope3 = $envelope;
},
ipcc_IdentityBundle__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcc_IdentityBundle();
    ipcc_IdentityBundle__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcc_IdentityBundle_of = ($keys, $network) => {
    let $body, var$4, var$5;
    $body = ipcb_CborWriter__init_2(128);
    var$4 = ipcb_CborWriter_array($body, 3);
    $keys = $rt_nullCheck($keys);
    ipcb_CborWriter_uint($rt_nullCheck(ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_bytes($rt_nullCheck(var$4), $keys.$identityPublicKey())), $keys.$topicPublicKey())), 0);
    ipcc_SignedEnvelope$Type_$callClinit();
    var$4 = ipcc_SignedEnvelope_sign(ipcc_SignedEnvelope$Type_IDENTITY, $network, ipcb_CborWriter_toBytes($body), $keys);
    var$5 = ipcc_IdentityBundle$of$lambda$_1_0__init_0();
    var$4 = ipcb_Promise_map($rt_nullCheck(var$4), var$5);
    return var$4;
},
ipcc_IdentityBundle_decode = $encoded => {
    ipcc_SignedEnvelope$Type_$callClinit();
    return ipcc_IdentityBundle_read(ipcc_SignedEnvelope_decode(ipcc_SignedEnvelope$Type_IDENTITY, $encoded));
},
ipcc_IdentityBundle_read = $envelope => {
    let $in, $count, $bundle, var$5, var$6;
    $in = new ipcb_CborReader;
    $envelope = $rt_nullCheck($envelope);
    ipcb_CborReader__init_0($in, ipcc_SignedEnvelope_body($envelope));
    $count = ipcb_CborReader_array($in, 3);
    $bundle = new ipcc_IdentityBundle;
    var$5 = ipcb_CborReader_bytesOf($in, 65);
    var$6 = ipcb_CborReader_bytesOf($in, 32);
    ipcc_IdentityBundle__init_($bundle, var$5, var$6, ipcb_CborReader_uint($in, 2147483647), $envelope);
    ipcb_CborReader_rest($in, $count, 3);
    ipcb_CborReader_end($in);
    return $bundle;
},
ipcc_IdentityBundle_identityKey = $this => {
    return $this.$identityKey1;
},
ipcc_IdentityBundle_topicKey = $this => {
    return $this.$topicKey0;
},
ipcc_IdentityBundle_envelope = $this => {
    return $this.$envelope3;
},
ipcw_LinkMessage = $rt_classWithoutFields(0),
ipcw_DataMessage = $rt_classWithoutFields(0);
function ipcw_DataMessage$Prepared() {
    let a = this; jl_Record.call(a);
    a.$sequence3 = Long_ZERO;
    a.$ballot4 = Long_ZERO;
    a.$promisedSequence = Long_ZERO;
    a.$promisedBallot = Long_ZERO;
    a.$expiresAt0 = Long_ZERO;
    a.$holders2 = null;
    a.$record0 = null;
    a.$isRecorded = 0;
    a.$digest6 = null;
}
let ipcw_DataMessage$Prepared__init_ = ($this, $sequence, $ballot, $promisedSequence, $promisedBallot, $expiresAt, $holders, $record, $isRecorded, $digest) => {
    jl_Record__init_($this);
    $this.$sequence3 = $sequence;
    $this.$ballot4 = $ballot;
    $this.$promisedSequence = $promisedSequence;
    $this.$promisedBallot = $promisedBallot;
    $this.$expiresAt0 = $expiresAt;
    $this.$holders2 = $holders;
    $this.$record0 = $record;
    $this.$isRecorded = $isRecorded;
    $this.$digest6 = $digest;
},
ipcw_DataMessage$Prepared__init_0 = (var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8) => {
    let var_9 = new ipcw_DataMessage$Prepared();
    ipcw_DataMessage$Prepared__init_(var_9, var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8);
    return var_9;
},
ipcw_DataMessage$Prepared_number = $this => {
    return 38;
},
ipcw_DataMessage$Prepared_fields = $this => {
    return 9;
},
ipcw_DataMessage$Prepared_write = ($this, $out) => {
    let var$2, var$3, var$4, var$5;
    var$2 = $this.$sequence3;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_ulong($out, var$2);
    var$2 = $this.$ballot4;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$2);
    var$2 = $this.$promisedSequence;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$2);
    var$2 = $this.$promisedBallot;
    ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$2);
    ipcb_CborWriter_ulong($out, $this.$expiresAt0);
    ipcw_HolderSet_write($rt_nullCheck($this.$holders2), $out);
    var$3 = ipcb_CborWriter_bytes($out, $this.$record0);
    var$4 = $this.$isRecorded;
    var$3 = ipcb_CborWriter_bool($rt_nullCheck(var$3), var$4);
    var$5 = $this.$digest6;
    ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$5);
},
ipcw_DataMessage$Prepared_read = $in => {
    let var$2, var$3, var$4, var$5, var$6, var$7, var$8, var$9, var$10;
    var$2 = new ipcw_DataMessage$Prepared;
    $in = $rt_nullCheck($in);
    var$3 = ipcb_CborReader_ulong($in);
    var$4 = ipcb_CborReader_ulong($in);
    var$5 = ipcb_CborReader_ulong($in);
    var$6 = ipcb_CborReader_ulong($in);
    var$7 = ipcb_CborReader_ulong($in);
    var$8 = ipcw_HolderSet_read($in);
    var$9 = ipcb_CborReader_bytes($in, 67584);
    var$10 = ipcb_CborReader_bool($in);
    ipcw_DataMessage$Prepared__init_(var$2, var$3, var$4, var$5, var$6, var$7, var$8, var$9, var$10, ipcb_CborReader_bytes($in, 8));
    return var$2;
};
function ipcw_LinkMessage$Request() {
    let a = this; jl_Record.call(a);
    a.$id2 = 0;
    a.$deadlineMillis = 0;
    a.$body3 = null;
}
let ipcw_LinkMessage$Request__init_ = ($this, $id, $deadlineMillis, $body) => {
    jl_Record__init_($this);
    $this.$id2 = $id;
    $this.$deadlineMillis = $deadlineMillis;
    $this.$body3 = $body;
},
ipcw_LinkMessage$Request__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcw_LinkMessage$Request();
    ipcw_LinkMessage$Request__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcw_LinkMessage$Request_number = $this => {
    return 10;
},
ipcw_LinkMessage$Request_fields = $this => {
    return 3;
},
ipcw_LinkMessage$Request_write = ($this, $out) => {
    let var$2, var$3;
    var$2 = $this.$id2;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$2 = $this.$deadlineMillis;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$2);
    ipcw_MessageCodec_write($out, $this.$body3);
},
ipcw_LinkMessage$Request_read = ($in, $depth) => {
    let var$3;
    var$3 = new ipcw_LinkMessage$Request;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Request__init_(var$3, ipcb_CborReader_uint($in, 2147483647), ipcb_CborReader_uint($in, 60000), ipcw_MessageCodec_read($in, $depth));
    return var$3;
};
function ju_LinkedHashMapIterator() {
    let a = this; jl_Object.call(a);
    a.$base = null;
    a.$reversed0 = 0;
    a.$expectedModCount = 0;
    a.$futureEntry = null;
    a.$currentEntry = null;
}
let ju_LinkedHashMapIterator__init_ = ($this, $base, $reversed) => {
    jl_Object__init_($this);
    $this.$base = $base;
    $this.$reversed0 = $reversed;
    $base = $rt_nullCheck($base);
    $this.$expectedModCount = $base.$modCount1;
    $this.$futureEntry = !$reversed ? $base.$head1 : $base.$tail;
},
ju_LinkedHashMapIterator__init_0 = (var_0, var_1) => {
    let var_2 = new ju_LinkedHashMapIterator();
    ju_LinkedHashMapIterator__init_(var_2, var_0, var_1);
    return var_2;
},
ju_LinkedHashMapIterator_hasNext = $this => {
    return $this.$futureEntry === null ? 0 : 1;
},
ju_LinkedHashMapIterator_checkConcurrentMod = $this => {
    if ($this.$expectedModCount != ($rt_nullCheck($this.$base)).$modCount1)
        $rt_throw(ju_ConcurrentModificationException__init_());
},
ju_LinkedHashMapIterator_makeNext = $this => {
    ju_LinkedHashMapIterator_checkConcurrentMod($this);
    if ($this.$hasNext()) {
        $this.$currentEntry = $this.$futureEntry;
        $this.$futureEntry = !$this.$reversed0 ? ($rt_nullCheck($this.$futureEntry)).$chainForward : ($rt_nullCheck($this.$futureEntry)).$chainBackward;
        return;
    }
    $rt_throw(ju_NoSuchElementException__init_());
},
ju_LinkedHashMapIterator_remove = $this => {
    if ($this.$currentEntry !== null) {
        ju_LinkedHashMapIterator_checkConcurrentMod($this);
        ($rt_nullCheck($this.$base)).$removeLinkedEntry($this.$currentEntry);
        $this.$currentEntry = null;
        $this.$expectedModCount = $this.$expectedModCount + 1 | 0;
        return;
    }
    $rt_throw(jl_IllegalStateException__init_());
},
ju_Iterator = $rt_classWithoutFields(0),
ju_LinkedHashMapIterator$ValueIterator = $rt_classWithoutFields(ju_LinkedHashMapIterator),
ju_LinkedHashMapIterator$ValueIterator__init_ = ($this, $map, $reversed) => {
    ju_LinkedHashMapIterator__init_($this, $map, $reversed);
},
ju_LinkedHashMapIterator$ValueIterator__init_0 = (var_0, var_1) => {
    let var_2 = new ju_LinkedHashMapIterator$ValueIterator();
    ju_LinkedHashMapIterator$ValueIterator__init_(var_2, var_0, var_1);
    return var_2;
},
ju_LinkedHashMapIterator$ValueIterator_next = $this => {
    ju_LinkedHashMapIterator_makeNext($this);
    return ($rt_nullCheck($this.$currentEntry)).$value4;
},
jl_ClassCastException = $rt_classWithoutFields(jl_RuntimeException),
jl_ClassCastException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jl_ClassCastException__init_0 = () => {
    let var_0 = new jl_ClassCastException();
    jl_ClassCastException__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol = $rt_classWithoutFields(0);
function ipcw_TopicProtocol$AskChosen() {
    let a = this; jl_Record.call(a);
    a.$topic3 = null;
    a.$page = Long_ZERO;
    a.$ids = null;
    a.$most2 = 0;
}
let ipcw_TopicProtocol$AskChosen__init_ = ($this, $topic, $page, $ids, $most) => {
    jl_Record__init_($this);
    $this.$topic3 = $topic;
    $this.$page = $page;
    $this.$ids = $ids;
    $this.$most2 = $most;
},
ipcw_TopicProtocol$AskChosen__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_TopicProtocol$AskChosen();
    ipcw_TopicProtocol$AskChosen__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_TopicProtocol$AskChosen_number = $this => {
    return 62;
},
ipcw_TopicProtocol$AskChosen_fields = $this => {
    return 4;
},
ipcw_TopicProtocol$AskChosen_write = ($this, $out) => {
    let var$2, var$3, var$4, var$5, var$6;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic3));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = $this.$page;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
    var$5 = $this.$ids;
    var$3 = ipcb_CborWriter_list($rt_nullCheck(var$3), var$5);
    var$6 = $this.$most2;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$6);
},
ipcw_TopicProtocol$AskChosen_read = $in => {
    let var$2, var$3, var$4, var$5;
    var$2 = new ipcw_TopicProtocol$AskChosen;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    var$4 = ipcb_CborReader_ulong($in);
    var$5 = ipcw_TopicProtocol$AskChosen$read$lambda$_4_0__init_0();
    var$5 = ipcb_CborReader_list($in, 256, var$5);
    ipcw_TopicProtocol$AskChosen__init_(var$2, var$3, var$4, var$5, ipcb_CborReader_uint($in, 262144));
    return var$2;
},
ipcw_TopicProtocol$AskChosen_lambda$read$0 = $i => {
    $i = $rt_nullCheck($i);
    return ipcb_CborReader_bytesOf($i, 16);
},
jnc_CoderMalfunctionError = $rt_classWithoutFields(jl_Error),
jnc_CoderMalfunctionError__init_ = ($this, $cause) => {
    jl_Error__init_($this, $cause);
},
jnc_CoderMalfunctionError__init_0 = var_0 => {
    let var_1 = new jnc_CoderMalfunctionError();
    jnc_CoderMalfunctionError__init_(var_1, var_0);
    return var_1;
},
jl_Cloneable = $rt_classWithoutFields(0);
function ju_HashMap() {
    let a = this; ju_AbstractMap.call(a);
    a.$elementCount = 0;
    a.$elementData = null;
    a.$modCount1 = 0;
    a.$loadFactor = 0.0;
    a.$threshold = 0;
}
let ju_HashMap__init_0 = $this => {
    ju_HashMap__init_($this, 16);
},
ju_HashMap__init_4 = () => {
    let var_0 = new ju_HashMap();
    ju_HashMap__init_0(var_0);
    return var_0;
},
ju_HashMap__init_ = ($this, $capacity) => {
    ju_HashMap__init_1($this, $capacity, 0.75);
},
ju_HashMap__init_2 = var_0 => {
    let var_1 = new ju_HashMap();
    ju_HashMap__init_(var_1, var_0);
    return var_1;
},
ju_HashMap_calculateCapacity = $x => {
    let var$2, var$3;
    if ($x < 1073741824) {
        if ($x) {
            var$2 = $x - 1 | 0;
            var$3 = var$2 | var$2 >> 1;
            var$3 = var$3 | var$3 >> 2;
            var$3 = var$3 | var$3 >> 4;
            var$3 = var$3 | var$3 >> 8;
            var$3 = var$3 | var$3 >> 16;
            return var$3 + 1 | 0;
        }
        return 16;
    }
    return 1073741824;
},
ju_HashMap__init_1 = ($this, $capacity, $loadFactor) => {
    let var$3;
    ju_AbstractMap__init_($this);
    if ($capacity >= 0 && $loadFactor > 0.0) {
        var$3 = ju_HashMap_calculateCapacity($capacity);
        $this.$elementCount = 0;
        $this.$elementData = $this.$newElementArray(var$3);
        $this.$loadFactor = $loadFactor;
        ju_HashMap_computeThreshold($this);
        return;
    }
    $rt_throw(jl_IllegalArgumentException__init_0());
},
ju_HashMap__init_3 = (var_0, var_1) => {
    let var_2 = new ju_HashMap();
    ju_HashMap__init_1(var_2, var_0, var_1);
    return var_2;
},
ju_HashMap_computeThreshold = $this => {
    $this.$threshold = ($rt_nullCheck($this.$elementData)).data.length * $this.$loadFactor | 0;
},
ju_HashMap_findNonNullKeyEntry = ($this, $key, $index, $keyHash) => {
    let var$4, $m;
    var$4 = ($rt_nullCheck($this.$elementData)).data;
    $index = $rt_checkBounds($index, var$4);
    $m = var$4[$index];
    while ($m !== null && !($m.$origKeyHash == $keyHash && ju_HashMap_areEqualKeys($key, $m.$key))) {
        $m = $m.$next2;
    }
    return $m;
},
ju_HashMap_findNullKeyEntry = $this => {
    let var$1, $m;
    var$1 = ($rt_nullCheck($this.$elementData)).data;
    $m = var$1[$rt_checkUpperBound(0, var$1)];
    while ($m !== null && $m.$key !== null) {
        $m = $m.$next2;
    }
    return $m;
},
ju_HashMap_rehash0 = ($this, $capacity) => {
    let $length, $newData, $i, var$5, $entry, var$7, $index, $next;
    $length = ju_HashMap_calculateCapacity(!$capacity ? 1 : $capacity << 1);
    $newData = $this.$newElementArray($length);
    $i = 0;
    while ($i < ($rt_nullCheck($this.$elementData)).data.length) {
        var$5 = ($rt_nullCheck($this.$elementData)).data;
        $i = $rt_checkBounds($i, var$5);
        $entry = var$5[$i];
        var$5 = $this.$elementData;
        var$7 = null;
        var$5 = ($rt_nullCheck(var$5)).data;
        $i = $rt_checkUpperBound($i, var$5);
        var$5[$i] = var$7;
        while ($entry !== null) {
            $index = $entry.$origKeyHash & ($length - 1 | 0);
            $next = $entry.$next2;
            $newData = $rt_nullCheck($newData);
            var$5 = $newData.data;
            $index = $rt_checkBounds($index, var$5);
            $entry.$next2 = var$5[$index];
            var$5[$index] = $entry;
            $entry = $next;
        }
        $i = $i + 1 | 0;
    }
    $this.$elementData = $newData;
    ju_HashMap_computeThreshold($this);
},
ju_HashMap_rehash = $this => {
    $this.$rehash(($rt_nullCheck($this.$elementData)).data.length);
},
ju_HashMap_removeEntry = ($this, $entry) => {
    let $index, var$3, $m, var$5, var$6;
    $entry = $rt_nullCheck($entry);
    $index = $entry.$origKeyHash & (($rt_nullCheck($this.$elementData)).data.length - 1 | 0);
    var$3 = ($rt_nullCheck($this.$elementData)).data;
    $index = $rt_checkBounds($index, var$3);
    $m = var$3[$index];
    if ($m === $entry) {
        var$3 = $this.$elementData;
        var$5 = $entry.$next2;
        var$3 = ($rt_nullCheck(var$3)).data;
        $index = $rt_checkUpperBound($index, var$3);
        var$3[$index] = var$5;
    } else {
        while (true) {
            var$6 = $rt_nullCheck($m);
            if (var$6.$next2 === $entry)
                break;
            $m = var$6.$next2;
        }
        var$6.$next2 = $entry.$next2;
    }
    $this.$modCount1 = $this.$modCount1 + 1 | 0;
    $this.$elementCount = $this.$elementCount - 1 | 0;
},
ju_HashMap_removeByKey = ($this, $key) => {
    let $index, $last, var$4, $entry, $entry_0, $hash, var$8, var$9;
    a: {
        $index = 0;
        $last = null;
        if ($key === null) {
            var$4 = ($rt_nullCheck($this.$elementData)).data;
            $entry = var$4[$rt_checkUpperBound(0, var$4)];
            b: {
                while ($entry !== null) {
                    if ($entry.$key === null)
                        break b;
                    $entry_0 = $entry.$next2;
                    $last = $entry;
                    $entry = $entry_0;
                }
                break a;
            }
        } else {
            $hash = $key.$hashCode();
            var$8 = $hash & (($rt_nullCheck($this.$elementData)).data.length - 1 | 0);
            var$4 = ($rt_nullCheck($this.$elementData)).data;
            $index = $rt_checkBounds(var$8, var$4);
            $entry = var$4[$index];
            while ($entry !== null && !($entry.$origKeyHash == $hash && ju_HashMap_areEqualKeys($key, $entry.$key))) {
                $entry_0 = $entry.$next2;
                $last = $entry;
                $entry = $entry_0;
            }
        }
    }
    if ($entry !== null) {
        if ($last !== null)
            $last.$next2 = $entry.$next2;
        else {
            var$4 = $this.$elementData;
            var$9 = $entry.$next2;
            var$4 = ($rt_nullCheck(var$4)).data;
            var$4[$rt_checkBounds($index, var$4)] = var$9;
        }
        $this.$modCount1 = $this.$modCount1 + 1 | 0;
        $this.$elementCount = $this.$elementCount - 1 | 0;
        return $entry;
    }
    return null;
},
ju_HashMap_size = $this => {
    return $this.$elementCount;
},
ju_HashMap_areEqualKeys = ($key1, $key2) => {
    let var$3;
    a: {
        b: {
            if ($key1 !== $key2) {
                $key1 = $rt_nullCheck($key1);
                if (!$key1.$equals0($key2))
                    break b;
            }
            var$3 = 1;
            break a;
        }
        var$3 = 0;
    }
    return var$3;
};
function ju_LinkedHashMap() {
    let a = this; ju_HashMap.call(a);
    a.$accessOrder = 0;
    a.$head1 = null;
    a.$tail = null;
}
let ju_LinkedHashMap__init_ = $this => {
    ju_HashMap__init_0($this);
    $this.$accessOrder = 0;
    $this.$head1 = null;
},
ju_LinkedHashMap__init_0 = () => {
    let var_0 = new ju_LinkedHashMap();
    ju_LinkedHashMap__init_(var_0);
    return var_0;
},
ju_LinkedHashMap_newElementArray = ($this, $s) => {
    return $rt_createArray(ju_LinkedHashMap$LinkedHashMapEntry, $s);
},
ju_LinkedHashMap_createHashedEntry = ($this, $key, $index, $hash, $first) => {
    let $entry, var$6;
    $entry = ju_LinkedHashMap$LinkedHashMapEntry__init_0($key, $hash);
    var$6 = ($rt_nullCheck($this.$elementData)).data;
    $index = $rt_checkBounds($index, var$6);
    $entry.$next2 = var$6[$index];
    var$6 = ($rt_nullCheck($this.$elementData)).data;
    $index = $rt_checkUpperBound($index, var$6);
    var$6[$index] = $entry;
    if (!$first) {
        if ($this.$tail === null)
            $this.$head1 = $entry;
        else
            ($rt_nullCheck($this.$tail)).$chainForward = $entry;
        $entry.$chainBackward = $this.$tail;
        $this.$tail = $entry;
    } else {
        if ($this.$head1 === null)
            $this.$tail = $entry;
        else
            ($rt_nullCheck($this.$head1)).$chainBackward = $entry;
        $entry.$chainForward = $this.$head1;
        $this.$head1 = $entry;
    }
    return $entry;
},
ju_LinkedHashMap_put = ($this, $key, $value) => {
    let $oldSize, $existing;
    $oldSize = $this.$size();
    $existing = $this.$putImpl($key, $value, 0, $this.$accessOrder);
    if ($this.$size() != $oldSize && $this.$removeEldestEntry($this.$head1))
        $this.$removeLinkedEntry($this.$head1);
    return $existing;
},
ju_LinkedHashMap_putImpl = ($this, $key, $value, $first, $forceMotion) => {
    let $hash, var$6, $index, $entry, var$9, var$10, $existing;
    if (!$this.$elementCount) {
        $this.$head1 = null;
        $this.$tail = null;
    }
    $hash = ju_Objects_hashCode($key);
    var$6 = $hash & 2147483647;
    $index = var$6 % ($rt_nullCheck($this.$elementData)).data.length | 0;
    $entry = $rt_castToClass($key === null ? ju_HashMap_findNullKeyEntry($this) : ju_HashMap_findNonNullKeyEntry($this, $key, $index, $hash), ju_LinkedHashMap$LinkedHashMapEntry);
    if ($entry === null) {
        $this.$modCount1 = $this.$modCount1 + 1 | 0;
        var$9 = $this.$elementCount + 1 | 0;
        $this.$elementCount = var$9;
        if (var$9 > $this.$threshold) {
            $this.$rehash0();
            $index = var$6 % ($rt_nullCheck($this.$elementData)).data.length | 0;
        }
        $entry = $rt_castToClass(ju_LinkedHashMap_createHashedEntry($this, $key, $index, $hash, $first), ju_LinkedHashMap$LinkedHashMapEntry);
    } else if ($forceMotion)
        ju_LinkedHashMap_linkEntry($this, $entry, $first);
    var$10 = $rt_nullCheck($entry);
    $existing = var$10.$value4;
    var$10.$value4 = $value;
    return $existing;
},
ju_LinkedHashMap_linkEntry = ($this, $entry, $first) => {
    let $n, $p;
    a: {
        if (!$first) {
            $entry = $rt_nullCheck($entry);
            $n = $entry.$chainForward;
            if ($n !== null) {
                $p = $entry.$chainBackward;
                if ($p === null)
                    $this.$head1 = $n;
                else
                    $p.$chainForward = $n;
                $n.$chainBackward = $p;
                if ($this.$tail !== null)
                    ($rt_nullCheck($this.$tail)).$chainForward = $entry;
                $entry.$chainBackward = $this.$tail;
                $entry.$chainForward = null;
                $this.$tail = $entry;
                break a;
            }
            return;
        }
        $entry = $rt_nullCheck($entry);
        $p = $entry.$chainBackward;
        if ($p !== null) {
            $n = $entry.$chainForward;
            if ($n === null)
                $this.$tail = $p;
            else
                $n.$chainBackward = $p;
            $p.$chainForward = $n;
            if ($this.$head1 !== null)
                ($rt_nullCheck($this.$head1)).$chainBackward = $entry;
            $entry.$chainForward = $this.$head1;
            $entry.$chainBackward = null;
            $this.$head1 = $entry;
        } else
            return;
    }
},
ju_LinkedHashMap_values = $this => {
    return $this.$sequencedValues();
},
ju_LinkedHashMap_sequencedValues = $this => {
    if ($this.$cachedValues === null)
        $this.$cachedValues = ju_LinkedHashMapValues__init_0($this, 0);
    return $rt_castToInterface($this.$cachedValues, ju_SequencedCollection);
},
ju_LinkedHashMap_remove = ($this, $key) => {
    let $m;
    $m = $rt_castToClass(ju_HashMap_removeByKey($this, $key), ju_LinkedHashMap$LinkedHashMapEntry);
    if ($m !== null) {
        ju_LinkedHashMap_unlinkEntry($this, $m);
        return $m.$value4;
    }
    return null;
},
ju_LinkedHashMap_removeLinkedEntry = ($this, $entry) => {
    ju_HashMap_removeEntry($this, $entry);
    ju_LinkedHashMap_unlinkEntry($this, $entry);
},
ju_LinkedHashMap_unlinkEntry = ($this, $entry) => {
    let $p, $n;
    $entry = $rt_nullCheck($entry);
    $p = $entry.$chainBackward;
    $n = $entry.$chainForward;
    if ($p !== null) {
        $p.$chainForward = $n;
        if ($n === null)
            $this.$tail = $p;
        else
            $n.$chainBackward = $p;
    } else {
        $this.$head1 = $n;
        if ($n === null)
            $this.$tail = null;
        else
            $n.$chainBackward = null;
    }
},
ju_LinkedHashMap_removeEldestEntry = ($this, $eldest) => {
    return 0;
},
ipcw_RoutingMessage = $rt_classWithoutFields(0);
function ipcw_RoutingMessage$FindNode() {
    let a = this; jl_Record.call(a);
    a.$target = null;
    a.$trace = null;
    a.$hops = 0;
    a.$serversOnly = 0;
    a.$most1 = 0;
}
let ipcw_RoutingMessage$FindNode__init_ = ($this, $target, $trace, $hops, $serversOnly, $most) => {
    jl_Record__init_($this);
    $this.$target = $target;
    $this.$trace = $trace;
    $this.$hops = $hops;
    $this.$serversOnly = $serversOnly;
    $this.$most1 = $most;
},
ipcw_RoutingMessage$FindNode__init_0 = (var_0, var_1, var_2, var_3, var_4) => {
    let var_5 = new ipcw_RoutingMessage$FindNode();
    ipcw_RoutingMessage$FindNode__init_(var_5, var_0, var_1, var_2, var_3, var_4);
    return var_5;
},
ipcw_RoutingMessage$FindNode_number = $this => {
    return 20;
},
ipcw_RoutingMessage$FindNode_fields = $this => {
    return 5;
},
ipcw_RoutingMessage$FindNode_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = $this.$target;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$2 = $this.$trace;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$2);
    var$4 = $this.$hops;
    var$3 = ipcb_CborWriter_uint($rt_nullCheck(var$3), var$4);
    var$4 = $this.$serversOnly;
    var$3 = ipcb_CborWriter_bool($rt_nullCheck(var$3), var$4);
    var$4 = $this.$most1;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$4);
},
ipcw_RoutingMessage$FindNode_read = $in => {
    let var$2, var$3, var$4, var$5, var$6;
    var$2 = new ipcw_RoutingMessage$FindNode;
    $in = $rt_nullCheck($in);
    var$3 = ipcb_CborReader_bytesOf($in, 32);
    var$4 = ipcb_CborReader_bytesOf($in, 8);
    var$5 = ipcb_CborReader_uint($in, 6);
    var$6 = ipcb_CborReader_bool($in);
    ipcw_RoutingMessage$FindNode__init_(var$2, var$3, var$4, var$5, var$6, ipcb_CborReader_uint($in, 8));
    return var$2;
};
function jn_Buffer() {
    let a = this; jl_Object.call(a);
    a.$position3 = 0;
    a.$limit0 = 0;
    a.$mark = 0;
}
let jn_Buffer__init_ = $this => {
    jl_Object__init_($this);
    $this.$mark = (-1);
},
jn_Buffer_capacity = $this => {
    return $this.$capacityImpl();
},
jn_Buffer_position = $this => {
    return $this.$position3;
},
jn_Buffer_position0 = ($this, $newPosition) => {
    let var$2, var$3, var$4;
    if ($newPosition >= 0 && $newPosition <= $this.$limit0) {
        $this.$position3 = $newPosition;
        if ($newPosition < $this.$mark)
            $this.$mark = 0;
        return $this;
    }
    var$2 = new jl_IllegalArgumentException;
    var$3 = $this.$limit0;
    var$4 = jl_StringBuilder__init_();
    jl_StringBuilder_append1($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(34))), $newPosition)), $rt_s(35))), var$3)), 93);
    jl_IllegalArgumentException__init_(var$2, jl_StringBuilder_toString(var$4));
    $rt_throw(var$2);
},
jn_Buffer_limit = $this => {
    return $this.$limit0;
},
jn_Buffer_flip = $this => {
    $this.$limit0 = $this.$position3;
    $this.$position3 = 0;
    $this.$mark = (-1);
    return $this;
},
jn_Buffer_remaining = $this => {
    return $this.$limit0 - $this.$position3 | 0;
},
jn_Buffer_hasRemaining = $this => {
    return $this.$position3 >= $this.$limit0 ? 0 : 1;
},
oji_ComparisonCriteria = $rt_classWithoutFields(),
oji_ComparisonCriteria_END_OF_ARRAY_SENTINEL = null,
oji_ComparisonCriteria_$callClinit = () => {
    oji_ComparisonCriteria_$callClinit = $rt_eraseClinit(oji_ComparisonCriteria);
    oji_ComparisonCriteria__clinit_();
},
oji_ComparisonCriteria__init_ = $this => {
    oji_ComparisonCriteria_$callClinit();
    jl_Object__init_($this);
},
oji_ComparisonCriteria_arrayEquals0 = ($this, $message, $expecteds, $actuals) => {
    oji_ComparisonCriteria_arrayEquals($this, $message, $expecteds, $actuals, 1);
},
oji_ComparisonCriteria_arrayEquals = ($this, $message, $expecteds, $actuals, $outer) => {
    let var$5, var$6, $header, $exceptionMessage, $actualsLength, $expectedsLength, var$11, $prefixLength, $i, $expected, $actual, $e, $$je;
    if ($expecteds !== $actuals) {
        var$5 = $rt_createArray(jl_Object, 1);
        var$5.data[0] = $expecteds;
        var$6 = $rt_createArray(jl_Object, 1);
        var$6.data[0] = $actuals;
        if (!ju_Arrays_deepEquals(var$5, var$6)) {
            $header = $message === null ? $rt_s(1) : ($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($message))).$append3($rt_s(2)))).$toString();
            $exceptionMessage = !$outer ? $rt_s(1) : $header;
            if ($expecteds === null)
                oj_Assert_fail(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($exceptionMessage))).$append3($rt_s(36)))).$toString());
            if ($actuals === null)
                oj_Assert_fail(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($exceptionMessage))).$append3($rt_s(37)))).$toString());
            $actualsLength = jlr_Array_getLength($actuals);
            $expectedsLength = jlr_Array_getLength($expecteds);
            var$11 = $rt_compare($actualsLength, $expectedsLength);
            if (var$11)
                $header = ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($header))).$append3($rt_s(38)))).$append1($expectedsLength))).$append3($rt_s(39)))).$append1($actualsLength))).$append3($rt_s(19)))).$toString();
            $prefixLength = jl_Math_min($actualsLength, $expectedsLength);
            $i = 0;
            a: while (true) {
                if ($i >= $prefixLength) {
                    b: {
                        if (var$11) {
                            $expected = oji_ComparisonCriteria_getToStringableArrayElement($this, $expecteds, $expectedsLength, $prefixLength);
                            $actual = oji_ComparisonCriteria_getToStringableArrayElement($this, $actuals, $actualsLength, $prefixLength);
                            try {
                                oj_Assert_assertEquals($expected, $actual);
                                break b;
                            } catch ($$e) {
                                $$je = $rt_wrapException($$e);
                                if ($$je instanceof jl_AssertionError) {
                                    $e = $$je;
                                    $rt_throw(oji_ArrayComparisonFailure__init_($header, $e, $prefixLength));
                                } else {
                                    throw $$e;
                                }
                            }
                        }
                    }
                    return;
                }
                c: {
                    $expected = jlr_Array_get($expecteds, $i);
                    $actual = jlr_Array_get($actuals, $i);
                    if (!(oji_ComparisonCriteria_isArray($this, $expected) && oji_ComparisonCriteria_isArray($this, $actual)))
                        try {
                            $this.$assertElementsEqual($expected, $actual);
                            break c;
                        } catch ($$e) {
                            $$je = $rt_wrapException($$e);
                            if ($$je instanceof jl_AssertionError) {
                                $e = $$je;
                                $rt_throw(oji_ArrayComparisonFailure__init_($header, $e, $i));
                            } else {
                                throw $$e;
                            }
                        }
                    try {
                        oji_ComparisonCriteria_arrayEquals($this, $message, $expected, $actual, 0);
                        break c;
                    } catch ($$e) {
                        $$je = $rt_wrapException($$e);
                        if ($$je instanceof oji_ArrayComparisonFailure) {
                            $e = $$je;
                            break a;
                        } else if ($$je instanceof jl_AssertionError) {
                            $e = $$je;
                            $rt_throw(oji_ArrayComparisonFailure__init_($header, $e, $i));
                        } else {
                            throw $$e;
                        }
                    }
                }
                $i = $i + 1 | 0;
            }
            $e.$addDimension($i);
            $rt_throw($e);
        }
    }
},
oji_ComparisonCriteria_getToStringableArrayElement = ($this, $array, $length, $index) => {
    let $element, var$5;
    if ($index < $length) {
        $element = jlr_Array_get($array, $index);
        if (oji_ComparisonCriteria_isArray($this, $element)) {
            var$5 = jl_StringBuilder__init_();
            $element = $rt_nullCheck($element);
            return oji_ComparisonCriteria_objectWithToString(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(var$5.$append3(oji_ComparisonCriteria_componentTypeName($this, jl_Object_getClass($element))))).$append3($rt_s(18)))).$append1(jlr_Array_getLength($element)))).$append3($rt_s(12)))).$toString());
        }
        return $element;
    }
    oji_ComparisonCriteria_$callClinit();
    return oji_ComparisonCriteria_END_OF_ARRAY_SENTINEL;
},
oji_ComparisonCriteria_objectWithToString = $string => {
    oji_ComparisonCriteria_$callClinit();
    return oji_ComparisonCriteria$1__init_0($string);
},
oji_ComparisonCriteria_componentTypeName = ($this, $arrayClass) => {
    let $componentType;
    $arrayClass = $rt_nullCheck($arrayClass);
    $componentType = jl_Class_getComponentType($arrayClass);
    $componentType = $rt_nullCheck($componentType);
    if (jl_Class_isArray($componentType))
        return ($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3(oji_ComparisonCriteria_componentTypeName($this, $componentType)))).$append3($rt_s(40)))).$toString();
    return jl_Class_getName($componentType);
},
oji_ComparisonCriteria_isArray = ($this, $expected) => {
    return !($expected !== null && jl_Class_isArray($rt_nullCheck(jl_Object_getClass($expected)))) ? 0 : 1;
},
oji_ComparisonCriteria__clinit_ = () => {
    oji_ComparisonCriteria_END_OF_ARRAY_SENTINEL = oji_ComparisonCriteria_objectWithToString($rt_s(41));
};
function jl_StackTraceElement() {
    let a = this; jl_Object.call(a);
    a.$declaringClass = null;
    a.$methodName = null;
    a.$fileName = null;
    a.$lineNumber = 0;
}
let jl_StackTraceElement__init_ = ($this, $declaringClass, $methodName, $fileName, $lineNumber) => {
    jl_Object__init_($this);
    if ($declaringClass !== null && $methodName !== null) {
        $this.$declaringClass = $declaringClass;
        $this.$methodName = $methodName;
        $this.$fileName = $fileName;
        $this.$lineNumber = $lineNumber;
        return;
    }
    $rt_throw(jl_NullPointerException__init_());
},
jl_StackTraceElement__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new jl_StackTraceElement();
    jl_StackTraceElement__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
jl_StackTraceElement_equals = ($this, $obj) => {
    let $other, var$3, var$4, var$5;
    if ($this !== $obj) {
        if ($obj instanceof jl_StackTraceElement) {
            a: {
                b: {
                    $other = $rt_castToClass($obj, jl_StackTraceElement);
                    var$3 = $this.$declaringClass;
                    $other = $rt_nullCheck($other);
                    if (ju_Objects_equals(var$3, $other.$declaringClass)) {
                        var$3 = $this.$methodName;
                        var$4 = $other.$methodName;
                        if (ju_Objects_equals(var$3, var$4)) {
                            var$3 = $this.$fileName;
                            var$4 = $other.$fileName;
                            if (ju_Objects_equals(var$3, var$4) && $this.$lineNumber == $other.$lineNumber)
                                break b;
                        }
                    }
                    var$5 = 0;
                    break a;
                }
                var$5 = 1;
            }
            return var$5;
        }
        return 0;
    }
    return 1;
},
jl_StackTraceElement_toString = $this => {
    let $sb;
    $sb = jl_StringBuilder__init_();
    ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck($sb.$append3($this.$declaringClass))).$append0(46))).$append3($this.$methodName))).$append0(40);
    if ($this.$fileName === null)
        $sb.$append3($rt_s(42));
    else
        ($rt_nullCheck(($rt_nullCheck($sb.$append3($this.$fileName))).$append0(58))).$append1($this.$lineNumber);
    $sb.$append3($rt_s(43));
    return $sb.$toString();
},
jl_Iterable = $rt_classWithoutFields(0),
jl_Iterable_forEach = ($this, $action) => {
    let $itr, var$3;
    $itr = $this.$iterator();
    while (true) {
        $itr = $rt_nullCheck($itr);
        if (!$itr.$hasNext())
            break;
        var$3 = $itr.$next();
        $action = $rt_nullCheck($action);
        $action.$accept0(var$3);
    }
},
ju_Collection = $rt_classWithoutFields(0),
ju_AbstractCollection = $rt_classWithoutFields(),
ju_AbstractCollection__init_ = $this => {
    jl_Object__init_($this);
},
ju_AbstractCollection_isEmpty = $this => {
    return $this.$size() ? 0 : 1;
},
ju_AbstractCollection_toArray = ($this, $a) => {
    let $i, var$3, var$4, var$5, $iter;
    $i = $this.$size();
    $a = $rt_nullCheck($a);
    var$3 = $a.data;
    var$4 = var$3.length;
    if (var$4 < $i)
        $a = $rt_castToInterface(jlr_Array_newInstance(jl_Class_getComponentType($rt_nullCheck(jl_Object_getClass($a))), $i), $rt_arraycls(jl_Object));
    else
        while ($i < var$4) {
            var$5 = null;
            $i = $rt_checkLowerBound($i);
            var$3[$i] = var$5;
            $i = $i + 1 | 0;
        }
    $i = 0;
    $iter = $this.$iterator();
    while (true) {
        $iter = $rt_nullCheck($iter);
        if (!$iter.$hasNext())
            break;
        var$4 = $i + 1 | 0;
        var$5 = $iter.$next();
        $a = $rt_nullCheck($a);
        var$3 = $a.data;
        var$3[$rt_checkBounds($i, var$3)] = var$5;
        $i = var$4;
    }
    return $a;
},
ju_AbstractCollection_addAll = ($this, $c) => {
    let $changed, $iter;
    $changed = 0;
    $c = $rt_nullCheck($c);
    $iter = $c.$iterator();
    while (true) {
        $iter = $rt_nullCheck($iter);
        if (!$iter.$hasNext())
            break;
        if (!$this.$add($iter.$next()))
            continue;
        $changed = 1;
    }
    return $changed;
},
ju_AbstractCollection_toString = $this => {
    let $sb, $iter, $e, var$4;
    $sb = jl_StringBuilder__init_();
    $sb.$append0(91);
    $iter = $this.$iterator();
    $iter = $rt_nullCheck($iter);
    if ($iter.$hasNext()) {
        $e = $iter.$next();
        if ($e === $this)
            $e = $rt_s(44);
        $sb.$append($e);
    }
    while ($iter.$hasNext()) {
        $e = $iter.$next();
        var$4 = $sb.$append3($rt_s(27));
        if ($e === $this)
            $e = $rt_s(44);
        ($rt_nullCheck(var$4)).$append($e);
    }
    $sb.$append0(93);
    return $sb.$toString();
},
ju_SequencedCollection = $rt_classWithoutFields(0);
function ju_LinkedHashMapValues() {
    let a = this; ju_AbstractCollection.call(a);
    a.$base0 = null;
    a.$reversed = 0;
}
let ju_LinkedHashMapValues__init_ = ($this, $base, $reversed) => {
    ju_AbstractCollection__init_($this);
    $this.$base0 = $base;
    $this.$reversed = $reversed;
},
ju_LinkedHashMapValues__init_0 = (var_0, var_1) => {
    let var_2 = new ju_LinkedHashMapValues();
    ju_LinkedHashMapValues__init_(var_2, var_0, var_1);
    return var_2;
},
ju_LinkedHashMapValues_iterator = $this => {
    return ju_LinkedHashMapIterator$ValueIterator__init_0($this.$base0, $this.$reversed);
};
function ipcb_Bytes() {
    jl_Object.call(this);
    this.$value0 = null;
}
let ipcb_Bytes_HEX = null,
ipcb_Bytes_$callClinit = () => {
    ipcb_Bytes_$callClinit = $rt_eraseClinit(ipcb_Bytes);
    ipcb_Bytes__clinit_();
},
ipcb_Bytes__init_ = ($this, $value) => {
    ipcb_Bytes_$callClinit();
    jl_Object__init_($this);
    $this.$value0 = $value;
},
ipcb_Bytes__init_0 = var_0 => {
    let var_1 = new ipcb_Bytes();
    ipcb_Bytes__init_(var_1, var_0);
    return var_1;
},
ipcb_Bytes_wrap = $value => {
    ipcb_Bytes_$callClinit();
    return ipcb_Bytes__init_0($value);
},
ipcb_Bytes_array = $this => {
    return $this.$value0;
},
ipcb_Bytes_compareTo = ($this, $other) => {
    let var$2;
    var$2 = $this.$value0;
    $other = $rt_nullCheck($other);
    return ipcb_Bytes_compare(var$2, $other.$value0);
},
ipcb_Bytes_equals = ($this, $other) => {
    let $bytes, var$3, var$4;
    a: {
        b: {
            if ($other instanceof ipcb_Bytes) {
                $bytes = $rt_castToClass($other, ipcb_Bytes);
                var$3 = $this.$value0;
                $bytes = $rt_nullCheck($bytes);
                if (ipcb_Bytes_equal(var$3, $bytes.$value0))
                    break b;
            }
            var$4 = 0;
            break a;
        }
        var$4 = 1;
    }
    return var$4;
},
ipcb_Bytes_hashCode = $this => {
    let $hash, var$2, var$3, var$4, var$5, $b;
    $hash = 1;
    var$2 = ($rt_nullCheck($this.$value0)).data;
    var$3 = var$2.length;
    var$4 = 0;
    while (var$4 < var$3) {
        var$5 = $rt_checkLowerBound(var$4);
        $b = var$2[var$5];
        $hash = (31 * $hash | 0) + $b | 0;
        var$4 = var$5 + 1 | 0;
    }
    return $hash;
},
ipcb_Bytes_toString = $this => {
    return ipcb_Bytes_hex($this.$value0);
},
ipcb_Bytes_compare = ($a, $b) => {
    let var$3, var$4, var$5, var$6, $common, $i, var$9, $order;
    ipcb_Bytes_$callClinit();
    $a = $rt_nullCheck($a);
    var$3 = $a.data;
    var$4 = var$3.length;
    $b = $rt_nullCheck($b);
    var$5 = $b.data;
    var$6 = var$5.length;
    $common = jl_Math_min(var$4, var$6);
    $i = 0;
    while (true) {
        if ($i >= $common)
            return var$4 - var$6 | 0;
        $i = $rt_checkBounds($i, var$3);
        var$9 = var$3[$i] & 255;
        $i = $rt_checkUpperBound($i, var$5);
        $order = var$9 - (var$5[$i] & 255) | 0;
        if ($order)
            break;
        $i = $i + 1 | 0;
    }
    return $order;
},
ipcb_Bytes_equal = ($a, $b) => {
    let var$3;
    ipcb_Bytes_$callClinit();
    $a = $rt_nullCheck($a);
    var$3 = $a.data.length;
    $b = $rt_nullCheck($b);
    return !(var$3 == $b.data.length && !ipcb_Bytes_compare($a, $b)) ? 0 : 1;
},
ipcb_Bytes_concat = $parts => {
    let $length, var$3, var$4, var$5, var$6, $part, $all, $at, var$10;
    ipcb_Bytes_$callClinit();
    $length = 0;
    $parts = $rt_nullCheck($parts);
    var$3 = $parts.data;
    var$4 = var$3.length;
    var$5 = 0;
    while (var$5 < var$4) {
        var$6 = $rt_checkLowerBound(var$5);
        $part = var$3[var$6];
        $part = $rt_nullCheck($part);
        $length = $length + $part.data.length | 0;
        var$5 = var$6 + 1 | 0;
    }
    $all = $rt_createByteArray($length);
    $at = 0;
    var$5 = 0;
    while (var$5 < var$4) {
        var$10 = $rt_checkLowerBound(var$5);
        $part = var$3[var$10];
        $part = $rt_nullCheck($part);
        var$6 = $part.data.length;
        jl_System_fastArraycopy($part, 0, $all, $at, var$6);
        $at = $at + var$6 | 0;
        var$5 = var$10 + 1 | 0;
    }
    return $all;
},
ipcb_Bytes_slice = ($source, $from, $to) => {
    let $part, var$5;
    ipcb_Bytes_$callClinit();
    $part = $rt_createByteArray($to - $from | 0);
    var$5 = $part.data;
    jl_System_fastArraycopy($source, $from, $part, 0, var$5.length);
    return $part;
},
ipcb_Bytes_utf8 = $text => {
    let var$2;
    ipcb_Bytes_$callClinit();
    jnc_StandardCharsets_$callClinit();
    var$2 = jnc_StandardCharsets_UTF_8;
    $text = $rt_nullCheck($text);
    return jl_String_getBytes($text, var$2);
},
ipcb_Bytes_utf80 = $bytes => {
    let var$2;
    ipcb_Bytes_$callClinit();
    var$2 = new jl_String;
    jnc_StandardCharsets_$callClinit();
    jl_String__init_(var$2, $bytes, jnc_StandardCharsets_UTF_8);
    return var$2;
},
ipcb_Bytes_bigEndian = $value => {
    let $out, $high, $low, $i, var$6, var$7, var$8;
    ipcb_Bytes_$callClinit();
    $out = $rt_createByteArray(8);
    $high = Long_hi($value);
    $low = Long_lo($value);
    $i = 0;
    while ($i < 4) {
        var$6 = $out.data;
        var$7 = 24 - (8 * $i | 0) | 0;
        var$8 = ($high >>> var$7 | 0) << 24 >> 24;
        $i = $rt_checkBounds($i, var$6);
        var$6[$i] = var$8;
        var$8 = 4 + $i | 0;
        var$7 = ($low >>> var$7 | 0) << 24 >> 24;
        var$6[$rt_checkBounds(var$8, var$6)] = var$7;
        $i = $i + 1 | 0;
    }
    return $out;
},
ipcb_Bytes_hex = $bytes => {
    let var$2, var$3, $out, $i, var$6, var$7, var$8, var$9;
    ipcb_Bytes_$callClinit();
    $bytes = $rt_nullCheck($bytes);
    var$2 = $bytes.data;
    var$3 = var$2.length;
    $out = $rt_createCharArray(var$3 * 2 | 0);
    $i = 0;
    while ($i < var$3) {
        var$6 = $out.data;
        var$7 = 2 * $i | 0;
        var$8 = ipcb_Bytes_HEX;
        $i = $rt_checkLowerBound($i);
        var$9 = var$2[$i] >> 4 & 15;
        var$8 = ($rt_nullCheck(var$8)).data;
        var$9 = var$8[$rt_checkBounds(var$9, var$8)];
        var$7 = $rt_checkBounds(var$7, var$6);
        var$6[var$7] = var$9;
        var$9 = var$7 + 1 | 0;
        var$8 = ipcb_Bytes_HEX;
        var$7 = var$2[$i] & 15;
        var$8 = ($rt_nullCheck(var$8)).data;
        var$7 = var$8[$rt_checkBounds(var$7, var$8)];
        var$6[$rt_checkBounds(var$9, var$6)] = var$7;
        $i = $i + 1 | 0;
    }
    return jl_String__init_0($out);
},
ipcb_Bytes__clinit_ = () => {
    ipcb_Bytes_HEX = jl_String_toCharArray($rt_s(45));
},
ju_Map$Entry = $rt_classWithoutFields(0);
function ju_MapEntry() {
    let a = this; jl_Object.call(a);
    a.$key = null;
    a.$value4 = null;
}
let ju_MapEntry__init_ = ($this, $theKey, $theValue) => {
    jl_Object__init_($this);
    $this.$key = $theKey;
    $this.$value4 = $theValue;
},
ju_MapEntry__init_0 = (var_0, var_1) => {
    let var_2 = new ju_MapEntry();
    ju_MapEntry__init_(var_2, var_0, var_1);
    return var_2;
};
function ju_HashMap$HashEntry() {
    let a = this; ju_MapEntry.call(a);
    a.$origKeyHash = 0;
    a.$next2 = null;
}
let ju_HashMap$HashEntry__init_ = ($this, $theKey, $hash) => {
    ju_MapEntry__init_($this, $theKey, null);
    $this.$origKeyHash = $hash;
},
ju_HashMap$HashEntry__init_0 = (var_0, var_1) => {
    let var_2 = new ju_HashMap$HashEntry();
    ju_HashMap$HashEntry__init_(var_2, var_0, var_1);
    return var_2;
};
function ju_LinkedHashMap$LinkedHashMapEntry() {
    let a = this; ju_HashMap$HashEntry.call(a);
    a.$chainForward = null;
    a.$chainBackward = null;
}
let ju_LinkedHashMap$LinkedHashMapEntry__init_ = ($this, $theKey, $hash) => {
    ju_HashMap$HashEntry__init_($this, $theKey, $hash);
    $this.$chainForward = null;
    $this.$chainBackward = null;
},
ju_LinkedHashMap$LinkedHashMapEntry__init_0 = (var_0, var_1) => {
    let var_2 = new ju_LinkedHashMap$LinkedHashMapEntry();
    ju_LinkedHashMap$LinkedHashMapEntry__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Ids$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$Ids$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$Ids$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$Ids$read$lambda$_4_0();
    ipcw_TopicProtocol$Ids$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$Ids$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$Ids$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$Ids$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$Ids_lambda$read$0(var$1);
},
jl_ArrayIndexOutOfBoundsException = $rt_classWithoutFields(jl_IndexOutOfBoundsException),
jl_ArrayIndexOutOfBoundsException__init_0 = $this => {
    jl_IndexOutOfBoundsException__init_0($this);
},
jl_ArrayIndexOutOfBoundsException__init_ = () => {
    let var_0 = new jl_ArrayIndexOutOfBoundsException();
    jl_ArrayIndexOutOfBoundsException__init_0(var_0);
    return var_0;
},
ipcw_DataMessage$Offer$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_DataMessage$Offer$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_DataMessage$Offer$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_DataMessage$Offer$read$lambda$_4_0();
    ipcw_DataMessage$Offer$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_DataMessage$Offer$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_DataMessage$Offer$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_DataMessage$Offer$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_DataMessage$Held_read(var$1);
};
function ipcw_LinkMessage$Hello() {
    let a = this; jl_Record.call(a);
    a.$minProtocol = 0;
    a.$maxProtocol = 0;
    a.$network = null;
    a.$ephemeralKey = null;
    a.$nonce = null;
    a.$origin = null;
    a.$known = null;
}
let ipcw_LinkMessage$Hello__init_ = ($this, $minProtocol, $maxProtocol, $network, $ephemeralKey, $nonce, $origin, $known) => {
    jl_Record__init_($this);
    $this.$minProtocol = $minProtocol;
    $this.$maxProtocol = $maxProtocol;
    $this.$network = $network;
    $this.$ephemeralKey = $ephemeralKey;
    $this.$nonce = $nonce;
    $this.$origin = $origin;
    $this.$known = $known;
},
ipcw_LinkMessage$Hello__init_0 = (var_0, var_1, var_2, var_3, var_4, var_5, var_6) => {
    let var_7 = new ipcw_LinkMessage$Hello();
    ipcw_LinkMessage$Hello__init_(var_7, var_0, var_1, var_2, var_3, var_4, var_5, var_6);
    return var_7;
},
ipcw_LinkMessage$Hello_number = $this => {
    return 1;
},
ipcw_LinkMessage$Hello_fields = $this => {
    return 7;
},
ipcw_LinkMessage$Hello_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = $this.$minProtocol;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$2 = $this.$maxProtocol;
    var$3 = ipcb_CborWriter_uint($rt_nullCheck(var$3), var$2);
    var$4 = $this.$network;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    var$4 = $this.$ephemeralKey;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    var$4 = $this.$nonce;
    ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    ipcb_CborWriter_text($out, $this.$origin);
    ipcb_CborWriter_list($out, $this.$known);
},
ipcw_LinkMessage$Hello_read = $in => {
    let var$2, var$3, var$4, var$5, var$6, var$7, var$8;
    var$2 = new ipcw_LinkMessage$Hello;
    $in = $rt_nullCheck($in);
    var$3 = ipcb_CborReader_uint($in, 65535);
    var$4 = ipcb_CborReader_uint($in, 65535);
    var$5 = ipcb_CborReader_bytesOf($in, 32);
    var$6 = ipcb_CborReader_bytesOf($in, 65);
    var$7 = ipcb_CborReader_bytesOf($in, 16);
    var$8 = ipcb_CborReader_text($in, 256);
    ipcw_LinkMessage$Hello__init_(var$2, var$3, var$4, var$5, var$6, var$7, var$8, ipcc_Shorthand_readNames($in));
    return var$2;
};
function ju_TreeMap() {
    let a = this; ju_AbstractMap.call(a);
    a.$root = null;
    a.$comparator = null;
    a.$originalComparator = null;
    a.$revertedComparator = null;
    a.$modCount = 0;
    a.$cachedEntrySet = null;
}
let ju_TreeMap_clone = $entry => {
    return $entry === null ? null : ju_Map_entry($entry.$getKey(), $entry.$getValue());
},
ju_TreeMap__init_1 = $this => {
    ju_TreeMap__init_0($this, $rt_castToInterface(null, ju_Comparator));
},
ju_TreeMap__init_ = () => {
    let var_0 = new ju_TreeMap();
    ju_TreeMap__init_1(var_0);
    return var_0;
},
ju_TreeMap__init_0 = ($this, $comparator) => {
    ju_AbstractMap__init_($this);
    $this.$originalComparator = $comparator;
    if ($comparator === null)
        $comparator = ju_Comparator$NaturalOrder_instance();
    $this.$comparator = $comparator;
},
ju_TreeMap__init_2 = var_0 => {
    let var_1 = new ju_TreeMap();
    ju_TreeMap__init_0(var_1, var_0);
    return var_1;
},
ju_TreeMap_ensureRevertedComparator = $this => {
    if ($this.$revertedComparator === null)
        $this.$revertedComparator = ju_TreeMap$ensureRevertedComparator$lambda$_5_0__init_0($this);
},
ju_TreeMap_get = ($this, $key) => {
    let $node;
    $node = $this.$findExact($key);
    return $node === null ? null : $node.$getValue();
},
ju_TreeMap_put = ($this, $key, $value) => {
    let $node, $old;
    $this.$root = ju_TreeMap_getOrCreateNode($this, $this.$root, $key);
    $node = $this.$findExact($key);
    $node = $rt_nullCheck($node);
    $old = $node.$setValue($value);
    $node.$setValue($value);
    $this.$modCount = $this.$modCount + 1 | 0;
    return $old;
},
ju_TreeMap_remove = ($this, $key) => {
    let $node;
    $node = $this.$findExact($key);
    if ($node !== null) {
        $this.$root = ju_TreeMap_deleteNode($this, $this.$root, $key);
        $this.$modCount = $this.$modCount + 1 | 0;
        return $node.$getValue();
    }
    return null;
},
ju_TreeMap_clear = $this => {
    $this.$root = null;
    $this.$modCount = $this.$modCount + 1 | 0;
},
ju_TreeMap_isEmpty = $this => {
    return $this.$root !== null ? 0 : 1;
},
ju_TreeMap_containsKey = ($this, $key) => {
    return $this.$findExact($key) === null ? 0 : 1;
},
ju_TreeMap_findExact = ($this, $key) => {
    let $node, $cmp;
    $node = $this.$root;
    ($rt_nullCheck($this.$comparator)).$compare2($key, $key);
    while (true) {
        if ($node === null)
            return null;
        $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $node.$getKey());
        if (!$cmp)
            break;
        $node = $cmp >= 0 ? $node.$right : $node.$left;
    }
    return $node;
},
ju_TreeMap_findExactOrNext = ($this, $key, $reverse) => {
    let $node, $lastForward, $cmp, var$6;
    $node = $this.$root;
    $lastForward = null;
    while ($node !== null) {
        $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $node.$getKey());
        if ($reverse)
            $cmp =  -$cmp | 0;
        if (!$cmp)
            return $node;
        if ($cmp >= 0)
            var$6 = $node.$down($reverse);
        else {
            var$6 = $node.$forward($reverse);
            $lastForward = $node;
        }
        $node = var$6;
    }
    return $lastForward;
},
ju_TreeMap_pathToExactOrNext = ($this, $key, $reverse) => {
    let $path, $depth, $node, $cmp, var$7, var$8, var$9;
    $path = $rt_createArray(ju_TreeMap$TreeNode, $this.$height());
    $depth = 0;
    $node = $this.$root;
    a: {
        b: {
            while ($node !== null) {
                $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $node.$getKey());
                if ($reverse)
                    $cmp =  -$cmp | 0;
                if (!$cmp)
                    break b;
                if ($cmp >= 0)
                    $node = $node.$down($reverse);
                else {
                    var$7 = $depth + 1 | 0;
                    $path = $rt_nullCheck($path);
                    var$8 = $path.data;
                    var$8[$rt_checkBounds($depth, var$8)] = $node;
                    $node = $node.$forward($reverse);
                    $depth = var$7;
                }
            }
            var$9 = $depth;
            break a;
        }
        var$9 = $depth + 1 | 0;
        $path = $rt_nullCheck($path);
        var$8 = $path.data;
        var$8[$rt_checkBounds($depth, var$8)] = $node;
    }
    return $rt_castToInterface(ju_Arrays_copyOf($path, var$9), $rt_arraycls(ju_TreeMap$TreeNode));
},
ju_TreeMap_findNext = ($this, $key, $reverse) => {
    let $node, $lastForward, $cmp, var$6;
    $node = $this.$root;
    $lastForward = null;
    while ($node !== null) {
        $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $node.$getKey());
        if ($reverse)
            $cmp =  -$cmp | 0;
        if ($cmp >= 0)
            var$6 = $node.$down($reverse);
        else {
            var$6 = $node.$forward($reverse);
            $lastForward = $node;
        }
        $node = var$6;
    }
    return $lastForward;
},
ju_TreeMap_pathToNext = ($this, $key, $reverse) => {
    let $path, $depth, $node, $cmp, var$7, var$8;
    $path = $rt_createArray(ju_TreeMap$TreeNode, $this.$height());
    $depth = 0;
    $node = $this.$root;
    while ($node !== null) {
        $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $node.$getKey());
        if ($reverse)
            $cmp =  -$cmp | 0;
        if ($cmp >= 0)
            $node = $node.$down($reverse);
        else {
            var$7 = $depth + 1 | 0;
            $path = $rt_nullCheck($path);
            var$8 = $path.data;
            var$8[$rt_checkBounds($depth, var$8)] = $node;
            $node = $node.$forward($reverse);
            $depth = var$7;
        }
    }
    return $rt_castToInterface(ju_Arrays_copyOf($path, $depth), $rt_arraycls(ju_TreeMap$TreeNode));
},
ju_TreeMap_pathToFirst = ($this, $reverse) => {
    let $path, $depth, $node, var$5, var$6;
    $path = $rt_createArray(ju_TreeMap$TreeNode, $this.$height());
    $depth = 0;
    $node = $this.$root;
    while ($node !== null) {
        var$5 = $path.data;
        var$6 = $depth + 1 | 0;
        var$5[$rt_checkBounds($depth, var$5)] = $node;
        $node = $node.$forward($reverse);
        $depth = var$6;
    }
    return $rt_castToInterface(ju_Arrays_copyOf($path, $depth), $rt_arraycls(ju_TreeMap$TreeNode));
},
ju_TreeMap_getOrCreateNode = ($this, $root, $key) => {
    let $cmp;
    if ($root !== null) {
        $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $root.$getKey());
        if ($cmp) {
            if ($cmp >= 0)
                $root.$right = ju_TreeMap_getOrCreateNode($this, $root.$right, $key);
            else
                $root.$left = ju_TreeMap_getOrCreateNode($this, $root.$left, $key);
            $root.$fix();
            return $root.$balance();
        }
        return $root;
    }
    return ju_TreeMap$TreeNode__init_0($key);
},
ju_TreeMap_deleteNode = ($this, $root, $key) => {
    let $cmp, $left, $right, $pathToMin, $minDepth, var$8, $minDepth_0, var$10, $node;
    if ($root !== null) {
        $cmp = ($rt_nullCheck($this.$comparator)).$compare2($key, $root.$getKey());
        if ($cmp < 0)
            $root.$left = ju_TreeMap_deleteNode($this, $root.$left, $key);
        else if ($cmp > 0)
            $root.$right = ju_TreeMap_deleteNode($this, $root.$right, $key);
        else if ($root.$right !== null) {
            $left = $root.$left;
            $right = $root.$right;
            $right = $rt_nullCheck($right);
            $pathToMin = $rt_createArray(ju_TreeMap$TreeNode, $right.$height0);
            $minDepth = 0;
            while (true) {
                $root = $rt_nullCheck($right);
                if ($root.$left === null)
                    break;
                var$8 = $pathToMin.data;
                $minDepth_0 = $minDepth + 1 | 0;
                $minDepth = $rt_checkBounds($minDepth, var$8);
                var$8[$minDepth] = $root;
                $right = $root.$left;
                $minDepth = $minDepth_0;
            }
            var$10 = $root.$right;
            while ($minDepth > 0) {
                var$8 = $pathToMin.data;
                $minDepth = $rt_checkBounds($minDepth + (-1) | 0, var$8);
                $node = var$8[$minDepth];
                $node = $rt_nullCheck($node);
                $node.$left = var$10;
                $node.$fix();
                var$10 = $node.$balance();
            }
            $root.$right = var$10;
            $root.$left = $left;
            $root.$fix();
        } else
            return $root.$left;
        $root.$fix();
        return $root.$balance();
    }
    return null;
},
ju_TreeMap_entrySet = $this => {
    return $this.$sequencedEntrySet();
},
ju_TreeMap_firstKey = $this => {
    let $node;
    $node = ju_TreeMap_firstNode($this, 0);
    if ($node === null)
        $rt_throw(ju_NoSuchElementException__init_());
    return $node.$getKey();
},
ju_TreeMap_lastKey = $this => {
    let $node;
    $node = ju_TreeMap_firstNode($this, 1);
    if ($node === null)
        $rt_throw(ju_NoSuchElementException__init_());
    return $node.$getKey();
},
ju_TreeMap_lowerKey = ($this, $key) => {
    let $node;
    $node = $this.$findNext($key, 1);
    return $node === null ? null : $node.$getKey();
},
ju_TreeMap_pollFirstEntry = $this => {
    let $node;
    $node = ju_TreeMap_firstNode($this, 0);
    if ($node !== null) {
        $this.$root = ju_TreeMap_deleteNode($this, $this.$root, $node.$getKey());
        $this.$modCount = $this.$modCount + 1 | 0;
    }
    return ju_TreeMap_clone($node);
},
ju_TreeMap_pollLastEntry = $this => {
    let $node;
    $node = ju_TreeMap_firstNode($this, 1);
    if ($node !== null) {
        $this.$root = ju_TreeMap_deleteNode($this, $this.$root, $node.$getKey());
        $this.$modCount = $this.$modCount + 1 | 0;
    }
    return ju_TreeMap_clone($node);
},
ju_TreeMap_values = $this => {
    return $this.$sequencedValues();
},
ju_TreeMap_sequencedValues = $this => {
    if ($this.$cachedValues === null)
        $this.$cachedValues = ju_TreeMap$NavigableMapValues__init_0($this);
    return $rt_castToInterface($this.$cachedValues, ju_SequencedCollection);
},
ju_TreeMap_sequencedEntrySet = $this => {
    if ($this.$cachedEntrySet === null)
        $this.$cachedEntrySet = ju_TreeMap$EntrySet__init_($this, null, 1, 0, null, 1, 0, 0);
    return $this.$cachedEntrySet;
},
ju_TreeMap_subMap = ($this, $fromKey, $fromInclusive, $toKey, $toInclusive) => {
    return ju_TreeMap$MapView__init_0($this, $fromKey, $fromInclusive, 1, $toKey, $toInclusive, 1, 0);
},
ju_TreeMap_firstNode = ($this, $reverse) => {
    let $prev, $prev_0, var$4;
    $prev = $this.$root;
    $prev_0 = null;
    while ($prev !== null) {
        var$4 = $prev.$forward($reverse);
        $prev_0 = $prev;
        $prev = var$4;
    }
    return $prev_0;
},
ju_TreeMap_size = $this => {
    return $this.$root === null ? 0 : ($rt_nullCheck($this.$root)).$size1;
},
ju_TreeMap_height = $this => {
    return $this.$root === null ? 0 : ($rt_nullCheck($this.$root)).$height0;
};
function ju_AbstractList$1() {
    let a = this; jl_Object.call(a);
    a.$index = 0;
    a.$modCount4 = 0;
    a.$size3 = 0;
    a.$removeIndex = 0;
    a.$this$00 = null;
}
let ju_AbstractList$1__init_ = ($this, $this$0) => {
    $this.$this$00 = $this$0;
    jl_Object__init_($this);
    $this.$modCount4 = ($rt_nullCheck($this.$this$00)).$modCount0;
    $this.$size3 = ($rt_nullCheck($this.$this$00)).$size();
    $this.$removeIndex = (-1);
},
ju_AbstractList$1__init_0 = var_0 => {
    let var_1 = new ju_AbstractList$1();
    ju_AbstractList$1__init_(var_1, var_0);
    return var_1;
},
ju_AbstractList$1_hasNext = $this => {
    return $this.$index >= $this.$size3 ? 0 : 1;
},
ju_AbstractList$1_next = $this => {
    let var$1, var$2;
    ju_AbstractList$1_checkConcurrentModification($this);
    $this.$removeIndex = $this.$index;
    var$1 = $this.$this$00;
    var$2 = $this.$index;
    $this.$index = var$2 + 1 | 0;
    return ($rt_nullCheck(var$1)).$get1(var$2);
},
ju_AbstractList$1_checkConcurrentModification = $this => {
    if ($this.$modCount4 != ($rt_nullCheck($this.$this$00)).$modCount0)
        $rt_throw(ju_ConcurrentModificationException__init_());
},
ipcc_Hash = $rt_classWithoutFields(0);
function ju_AbstractMap$SimpleEntry() {
    let a = this; jl_Object.call(a);
    a.$key0 = null;
    a.$value3 = null;
}
let ju_AbstractMap$SimpleEntry__init_ = ($this, $key, $value) => {
    jl_Object__init_($this);
    $this.$key0 = $key;
    $this.$value3 = $value;
},
ju_AbstractMap$SimpleEntry__init_0 = (var_0, var_1) => {
    let var_2 = new ju_AbstractMap$SimpleEntry();
    ju_AbstractMap$SimpleEntry__init_(var_2, var_0, var_1);
    return var_2;
},
ju_AbstractMap$SimpleEntry_getValue = $this => {
    return $this.$value3;
},
ju_AbstractMap$SimpleEntry_setValue = ($this, $value) => {
    let $old;
    $old = $this.$value3;
    $this.$value3 = $value;
    return $old;
},
ju_AbstractMap$SimpleEntry_getKey = $this => {
    return $this.$key0;
},
ju_AbstractMap$SimpleEntry_equals = ($this, $obj) => {
    let $entry, var$3;
    if ($this !== $obj) {
        if ($rt_isInstance($obj, ju_Map$Entry)) {
            $entry = $rt_castToInterface($obj, ju_Map$Entry);
            var$3 = $this.$key0;
            $entry = $rt_nullCheck($entry);
            return !(ju_Objects_equals(var$3, $entry.$getKey()) && ju_Objects_equals($this.$value3, $entry.$getValue())) ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_AbstractMap$SimpleEntry_toString = $this => {
    let var$1, var$2, var$3;
    var$1 = jl_String_valueOf($this.$getKey());
    var$2 = jl_String_valueOf($this.$getValue());
    var$3 = jl_StringBuilder__init_();
    jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append1($rt_nullCheck(jl_StringBuilder_append(var$3, var$1)), 61)), var$2);
    return jl_StringBuilder_toString(var$3);
},
jl_Readable = $rt_classWithoutFields(0),
jn_CharBuffer = $rt_classWithoutFields(jn_Buffer),
jn_CharBuffer__init_ = ($this, $position, $limit) => {
    jn_Buffer__init_($this);
    $this.$position3 = $position;
    $this.$limit0 = $limit;
},
jn_CharBuffer_allocate = $capacity => {
    let var$2, var$3, $array;
    if ($capacity < 0) {
        var$2 = new jl_IllegalArgumentException;
        var$3 = jl_StringBuilder__init_();
        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(46))), $capacity);
        jl_IllegalArgumentException__init_(var$2, jl_StringBuilder_toString(var$3));
        $rt_throw(var$2);
    }
    $array = $rt_createCharArray($capacity);
    return jn_CharBufferOverTypedArray__init_(0, $capacity, 0, $array.data, $array);
},
jn_CharBuffer_wrap0 = ($array, $offset, $length) => {
    let var$4, var$5, $result;
    if ($length >= 0 && $offset >= 0) {
        var$4 = $length + $offset | 0;
        $array = $rt_nullCheck($array);
        var$5 = $array.data.length;
        if (var$4 <= var$5) {
            $result = jn_CharBufferOverTypedArray__init_(0, var$5, 0, $array.data, $array);
            $result.$position3 = $offset;
            $result.$limit0 = var$4;
            return $result;
        }
    }
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
jn_CharBuffer_wrap = $array => {
    $array = $rt_nullCheck($array);
    return jn_CharBuffer_wrap0($array, 0, $array.data.length);
},
jn_CharBuffer_get = ($this, $dst, $offset, $length) => {
    let var$4;
    if ($length >= 0 && $offset >= 0) {
        var$4 = $offset + $length | 0;
        $dst = $rt_nullCheck($dst);
        if (var$4 <= $dst.data.length) {
            if ($length <= jn_Buffer_remaining($this)) {
                $this.$getImpl($this.$position3, $dst, $offset, $length);
                $this.$position3 = $this.$position3 + $length | 0;
                return $this;
            }
            $rt_throw(jn_BufferUnderflowException__init_0());
        }
    }
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
jn_CharBuffer_get0 = ($this, $dst) => {
    $dst = $rt_nullCheck($dst);
    return $this.$get2($dst, 0, $dst.data.length);
},
jn_CharBuffer_put1 = ($this, $src, $offset, $length) => {
    let var$4;
    if (!$this.$isReadOnly()) {
        if (jn_Buffer_remaining($this) >= $length) {
            if ($length >= 0 && $offset >= 0) {
                var$4 = $offset + $length | 0;
                $src = $rt_nullCheck($src);
                if (var$4 <= $src.data.length) {
                    $this.$putImpl0($this.$position3, $src, $offset, $length);
                    $this.$position3 = $this.$position3 + $length | 0;
                    return $this;
                }
            }
            $rt_throw(jl_IndexOutOfBoundsException__init_());
        }
        $rt_throw(jn_BufferOverflowException__init_());
    }
    $rt_throw(jn_ReadOnlyBufferException__init_());
},
jn_CharBuffer_put0 = ($this, $src, $start, $end) => {
    let $sz, $pos;
    if (!$this.$isReadOnly()) {
        if ($end >= $start && $start >= 0) {
            $src = $rt_nullCheck($src);
            if ($end <= jl_String_length($src)) {
                $sz = $end - $start | 0;
                if (jn_Buffer_remaining($this) >= $sz) {
                    $pos = $this.$position3;
                    $this.$putImpl1($pos, $src, $start, $end);
                    $this.$position3 = $this.$position3 + $sz | 0;
                    return $this;
                }
                $rt_throw(jn_BufferOverflowException__init_());
            }
        }
        $rt_throw(jl_IndexOutOfBoundsException__init_());
    }
    $rt_throw(jn_ReadOnlyBufferException__init_());
},
jn_CharBuffer_put = ($this, $src) => {
    $src = $rt_nullCheck($src);
    return $this.$put1($src, 0, jl_String_length($src));
},
jn_CharBuffer_hasArray = $this => {
    return $this.$isArrayPresent();
},
jn_CharBuffer_array = $this => {
    return $this.$getArray();
},
jn_CharBuffer_flip = $this => {
    jn_Buffer_flip($this);
    return $this;
},
jn_CharBuffer_position = ($this, $newPosition) => {
    jn_Buffer_position0($this, $newPosition);
    return $this;
},
jn_CharBufferImpl = $rt_classWithoutFields(jn_CharBuffer),
jn_CharBufferImpl__init_ = ($this, $position, $limit) => {
    jn_CharBuffer__init_($this, $position, $limit);
},
jn_CharBufferImpl_isReadOnly = $this => {
    return $this.$readOnly();
},
jn_ArrayBufferViewProvider = $rt_classWithoutFields(0);
function jn_CharBufferOverTypedArray() {
    let a = this; jn_CharBufferImpl.call(a);
    a.$readOnly0 = 0;
    a.$data = null;
    a.$array6 = null;
}
let jn_CharBufferOverTypedArray__init_0 = ($this, $position, $limit, $readOnly, $data, $array) => {
    jn_CharBufferImpl__init_($this, $position, $limit);
    $this.$readOnly0 = $readOnly;
    $this.$data = $data;
    $this.$array6 = $array;
},
jn_CharBufferOverTypedArray__init_ = (var_0, var_1, var_2, var_3, var_4) => {
    let var_5 = new jn_CharBufferOverTypedArray();
    jn_CharBufferOverTypedArray__init_0(var_5, var_0, var_1, var_2, var_3, var_4);
    return var_5;
},
jn_CharBufferOverTypedArray_readOnly = $this => {
    return $this.$readOnly0;
},
jn_CharBufferOverTypedArray_isArrayPresent = $this => {
    return $this.$array6 === null ? 0 : 1;
},
jn_CharBufferOverTypedArray_getArray = $this => {
    if ($this.$array6 === null)
        $rt_throw(jl_UnsupportedOperationException__init_0());
    return $this.$array6;
},
jn_CharBufferOverTypedArray_capacityImpl = $this => {
    return $this.$data.length;
},
jn_CharBufferOverTypedArray_getImpl = ($this, $index, $dst, $offset, $length) => {
    let var$5, var$6, $slice;
    var$5 = $this.$data.buffer;
    var$6 = $this.$data.byteOffset + ($index * 2 | 0) | 0;
    $slice = new Uint16Array(var$5, var$6, $length);
    $dst.data.set($slice, $offset);
},
jn_CharBufferOverTypedArray_putImpl0 = ($this, $index, $src, $offset, $length) => {
    let var$5, var$6, $slice;
    var$5 = $src.data.buffer;
    var$6 = $offset * 2 | 0;
    $slice = new Uint16Array(var$5, var$6, $length);
    $this.$data.set($slice, $index);
},
jn_CharBufferOverTypedArray_putImpl = ($this, $index, $src, $offset, $length) => {
    let $length_0, var$6, $index_0, $offset_0, var$9;
    while (true) {
        $length_0 = $length + (-1) | 0;
        if ($length <= 0)
            break;
        var$6 = $this.$data;
        $index_0 = $index + 1 | 0;
        $offset_0 = $offset + 1 | 0;
        $src = $rt_nullCheck($src);
        var$9 = jl_String_charAt($src, $offset);
        var$6[$index] = var$9;
        $length = $length_0;
        $index = $index_0;
        $offset = $offset_0;
    }
},
ju_TemplateCollections$AbstractImmutableMap = $rt_classWithoutFields(ju_AbstractMap),
ju_TemplateCollections$AbstractImmutableMap__init_ = $this => {
    ju_AbstractMap__init_($this);
};
function oj_ComparisonFailure() {
    let a = this; jl_AssertionError.call(a);
    a.$fExpected = null;
    a.$fActual = null;
}
let oj_ComparisonFailure__init_ = ($this, $message, $expected, $actual) => {
    jl_AssertionError__init_($this, $message);
    $this.$fExpected = $expected;
    $this.$fActual = $actual;
},
oj_ComparisonFailure__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new oj_ComparisonFailure();
    oj_ComparisonFailure__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
oj_ComparisonFailure_getMessage = $this => {
    return (oj_ComparisonFailure$ComparisonCompactor__init_0(20, $this.$fExpected, $this.$fActual)).$compact(jl_Throwable_getMessage($this));
};
function jl_Enum() {
    let a = this; jl_Object.call(a);
    a.$name = null;
    a.$ordinal = 0;
}
let jl_Enum__init_ = ($this, $name, $ordinal) => {
    jl_Object__init_($this);
    $this.$name = $name;
    $this.$ordinal = $ordinal;
},
jl_Enum_toString = $this => {
    return jl_String_toString($rt_nullCheck($this.$name));
},
jl_Enum_equals = ($this, $other) => {
    return $this !== $other ? 0 : 1;
};
function ipcc_SignedEnvelope$Type() {
    let a = this; jl_Enum.call(a);
    a.$number2 = 0;
    a.$ed25519 = 0;
    a.$unsentBytes = 0;
}
let ipcc_SignedEnvelope$Type_IDENTITY = null,
ipcc_SignedEnvelope$Type_TOKEN = null,
ipcc_SignedEnvelope$Type_PROOF = null,
ipcc_SignedEnvelope$Type_RECORD = null,
ipcc_SignedEnvelope$Type_RECEIPT = null,
ipcc_SignedEnvelope$Type_MESSAGE = null,
ipcc_SignedEnvelope$Type_LEASE = null,
ipcc_SignedEnvelope$Type_ROUTED = null,
ipcc_SignedEnvelope$Type_JOIN = null,
ipcc_SignedEnvelope$Type_ADMISSION = null,
ipcc_SignedEnvelope$Type_$VALUES = null,
ipcc_SignedEnvelope$Type_$callClinit = () => {
    ipcc_SignedEnvelope$Type_$callClinit = $rt_eraseClinit(ipcc_SignedEnvelope$Type);
    ipcc_SignedEnvelope$Type__clinit_();
},
ipcc_SignedEnvelope$Type__init_2 = ($this, var$1, var$2, $number, $ed25519) => {
    ipcc_SignedEnvelope$Type_$callClinit();
    ipcc_SignedEnvelope$Type__init_1($this, var$1, var$2, $number, $ed25519, 0);
},
ipcc_SignedEnvelope$Type__init_ = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcc_SignedEnvelope$Type();
    ipcc_SignedEnvelope$Type__init_2(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcc_SignedEnvelope$Type__init_1 = ($this, var$1, var$2, $number, $ed25519, $unsentBytes) => {
    ipcc_SignedEnvelope$Type_$callClinit();
    jl_Enum__init_($this, var$1, var$2);
    $this.$number2 = $number;
    $this.$ed25519 = $ed25519;
    $this.$unsentBytes = $unsentBytes;
},
ipcc_SignedEnvelope$Type__init_0 = (var_0, var_1, var_2, var_3, var_4) => {
    let var_5 = new ipcc_SignedEnvelope$Type();
    ipcc_SignedEnvelope$Type__init_1(var_5, var_0, var_1, var_2, var_3, var_4);
    return var_5;
},
ipcc_SignedEnvelope$Type_$values = () => {
    let var$1, var$2;
    ipcc_SignedEnvelope$Type_$callClinit();
    var$1 = $rt_createArray(ipcc_SignedEnvelope$Type, 10);
    var$2 = var$1.data;
    var$2[0] = ipcc_SignedEnvelope$Type_IDENTITY;
    var$2[1] = ipcc_SignedEnvelope$Type_TOKEN;
    var$2[2] = ipcc_SignedEnvelope$Type_PROOF;
    var$2[3] = ipcc_SignedEnvelope$Type_RECORD;
    var$2[4] = ipcc_SignedEnvelope$Type_RECEIPT;
    var$2[5] = ipcc_SignedEnvelope$Type_MESSAGE;
    var$2[6] = ipcc_SignedEnvelope$Type_LEASE;
    var$2[7] = ipcc_SignedEnvelope$Type_ROUTED;
    var$2[8] = ipcc_SignedEnvelope$Type_JOIN;
    var$2[9] = ipcc_SignedEnvelope$Type_ADMISSION;
    return var$1;
},
ipcc_SignedEnvelope$Type__clinit_ = () => {
    ipcc_SignedEnvelope$Type_IDENTITY = ipcc_SignedEnvelope$Type__init_($rt_s(47), 0, 1, 0);
    ipcc_SignedEnvelope$Type_TOKEN = ipcc_SignedEnvelope$Type__init_($rt_s(48), 1, 2, 0);
    ipcc_SignedEnvelope$Type_PROOF = ipcc_SignedEnvelope$Type__init_0($rt_s(49), 2, 3, 0, 64);
    ipcc_SignedEnvelope$Type_RECORD = ipcc_SignedEnvelope$Type__init_($rt_s(50), 3, 5, 0);
    ipcc_SignedEnvelope$Type_RECEIPT = ipcc_SignedEnvelope$Type__init_($rt_s(51), 4, 6, 0);
    ipcc_SignedEnvelope$Type_MESSAGE = ipcc_SignedEnvelope$Type__init_($rt_s(52), 5, 7, 1);
    ipcc_SignedEnvelope$Type_LEASE = ipcc_SignedEnvelope$Type__init_($rt_s(53), 6, 8, 1);
    ipcc_SignedEnvelope$Type_ROUTED = ipcc_SignedEnvelope$Type__init_0($rt_s(54), 7, 9, 0, 40);
    ipcc_SignedEnvelope$Type_JOIN = ipcc_SignedEnvelope$Type__init_($rt_s(55), 8, 10, 0);
    ipcc_SignedEnvelope$Type_ADMISSION = ipcc_SignedEnvelope$Type__init_($rt_s(56), 9, 11, 0);
    ipcc_SignedEnvelope$Type_$VALUES = ipcc_SignedEnvelope$Type_$values();
},
jl_UnsupportedOperationException = $rt_classWithoutFields(jl_RuntimeException),
jl_UnsupportedOperationException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jl_UnsupportedOperationException__init_0 = () => {
    let var_0 = new jl_UnsupportedOperationException();
    jl_UnsupportedOperationException__init_(var_0);
    return var_0;
},
jn_ReadOnlyBufferException = $rt_classWithoutFields(jl_UnsupportedOperationException),
jn_ReadOnlyBufferException__init_0 = $this => {
    jl_UnsupportedOperationException__init_($this);
},
jn_ReadOnlyBufferException__init_ = () => {
    let var_0 = new jn_ReadOnlyBufferException();
    jn_ReadOnlyBufferException__init_0(var_0);
    return var_0;
};
function ipcw_RoutingMessage$InviteDial() {
    jl_Record.call(this);
    this.$address = null;
}
let ipcw_RoutingMessage$InviteDial__init_ = ($this, $address) => {
    jl_Record__init_($this);
    $this.$address = $address;
},
ipcw_RoutingMessage$InviteDial__init_0 = var_0 => {
    let var_1 = new ipcw_RoutingMessage$InviteDial();
    ipcw_RoutingMessage$InviteDial__init_(var_1, var_0);
    return var_1;
},
ipcw_RoutingMessage$InviteDial_number = $this => {
    return 27;
},
ipcw_RoutingMessage$InviteDial_fields = $this => {
    return 1;
},
ipcw_RoutingMessage$InviteDial_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$address;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_text($out, var$2);
},
ipcw_RoutingMessage$InviteDial_read = $in => {
    let var$2;
    var$2 = new ipcw_RoutingMessage$InviteDial;
    $in = $rt_nullCheck($in);
    ipcw_RoutingMessage$InviteDial__init_(var$2, ipcb_CborReader_text($in, 256));
    return var$2;
};
function oji_ComparisonCriteria$1() {
    jl_Object.call(this);
    this.$val$string = null;
}
let oji_ComparisonCriteria$1__init_ = ($this, var$1) => {
    $this.$val$string = var$1;
    jl_Object__init_($this);
},
oji_ComparisonCriteria$1__init_0 = var_0 => {
    let var_1 = new oji_ComparisonCriteria$1();
    oji_ComparisonCriteria$1__init_(var_1, var_0);
    return var_1;
},
oji_ComparisonCriteria$1_toString = $this => {
    return $this.$val$string;
},
jlr_Array = $rt_classWithoutFields(),
jlr_Array_getLength = $array => {
    let $cls;
    $array = $rt_nullCheck($array);
    $cls = jl_Class_getClassInfo($rt_nullCheck($rt_castToClass(jl_Object_getClass($array), jl_Class)));
    $cls = $rt_nullCheck($cls);
    if ($cls[$rt_meta].itemType === null)
        $rt_throw(jl_IllegalArgumentException__init_0());
    return $rt_arrayLength($array);
},
jlr_Array_newInstance = ($componentType, $length) => {
    let $cls;
    if ($componentType !== null) {
        if ($componentType !== $rt_cls($rt_voidcls)) {
            if ($length >= 0) {
                $cls = jl_Class_getClassInfo($rt_nullCheck($rt_castToClass($componentType, jl_Class)));
                $cls = $rt_nullCheck($cls);
                return otrr_ClassInfo_newArrayInstance($cls, $length);
            }
            $rt_throw(jl_NegativeArraySizeException__init_0());
        }
        $rt_throw(jl_IllegalArgumentException__init_0());
    }
    $rt_throw(jl_NullPointerException__init_());
},
jlr_Array_get = ($array, $index) => {
    let $classInfo;
    if ($index >= 0 && $index < jlr_Array_getLength($array)) {
        $array = $rt_nullCheck($array);
        $classInfo = jl_Class_getClassInfo($rt_nullCheck($rt_castToClass(jl_Object_getClass($array), jl_Class)));
        $classInfo = $rt_nullCheck($classInfo);
        return $rt_arrayGet($classInfo, $array, $index);
    }
    $rt_throw(jl_ArrayIndexOutOfBoundsException__init_());
},
ju_Set = $rt_classWithoutFields(0),
ju_SequencedSet = $rt_classWithoutFields(0),
ju_SortedSet = $rt_classWithoutFields(0),
ju_ListIterator = $rt_classWithoutFields(0),
otcit_DoubleAnalyzer$Result = $rt_classWithoutFields(),
otcit_DoubleAnalyzer$Result__init_ = $this => {
    jl_Object__init_($this);
},
otcit_DoubleAnalyzer$Result__init_0 = () => {
    let var_0 = new otcit_DoubleAnalyzer$Result();
    otcit_DoubleAnalyzer$Result__init_(var_0);
    return var_0;
};
function jnci_BufferedDecoder() {
    let a = this; jnc_CharsetDecoder.call(a);
    a.$inArray = null;
    a.$outArray = null;
}
let jnci_BufferedDecoder__init_ = ($this, $cs, $averageCharsPerByte, $maxCharsPerByte) => {
    jnc_CharsetDecoder__init_($this, $cs, $averageCharsPerByte, $maxCharsPerByte);
    $this.$inArray = $rt_createByteArray(512);
    $this.$outArray = $rt_createCharArray(512);
},
jnci_BufferedDecoder_decodeLoop = ($this, $in, $out) => {
    let $inArray, $inPos, $inSize, $outArray, $i, var$8, var$9, var$10, $outPos, $outSize, $controller, $result;
    $inArray = $this.$inArray;
    $inPos = 0;
    $inSize = 0;
    $outArray = $this.$outArray;
    a: {
        b: {
            while (true) {
                if (($inPos + 32 | 0) > $inSize) {
                    $in = $rt_nullCheck($in);
                    if (jn_Buffer_hasRemaining($in)) {
                        $i = $inPos;
                        while ($i < $inSize) {
                            var$8 = $i - $inPos | 0;
                            $inArray = $rt_nullCheck($inArray);
                            var$9 = $inArray.data;
                            $i = $rt_checkBounds($i, var$9);
                            var$9[$rt_checkBounds(var$8, var$9)] = var$9[$i];
                            $i = $i + 1 | 0;
                        }
                        var$8 = $inSize - $inPos | 0;
                        var$10 = jn_Buffer_remaining($in) + var$8 | 0;
                        $inArray = $rt_nullCheck($inArray);
                        $inSize = jl_Math_min(var$10, $inArray.data.length);
                        $in.$get3($inArray, var$8, $inSize - var$8 | 0);
                        $inPos = 0;
                    }
                }
                $out = $rt_nullCheck($out);
                if (!jn_Buffer_hasRemaining($out))
                    break b;
                $outPos = 0;
                var$8 = jn_Buffer_remaining($out);
                $outArray = $rt_nullCheck($outArray);
                $outSize = jl_Math_min(var$8, $outArray.data.length);
                $controller = jnci_BufferedDecoder$Controller__init_0($in, $out);
                $result = $this.$arrayDecode($inArray, $inPos, $inSize, $outArray, $outPos, $outSize, $controller);
                $inPos = $controller.$inPosition0;
                if ($result === null && $outPos == $controller.$outPosition) {
                    jnc_CoderResult_$callClinit();
                    $result = jnc_CoderResult_UNDERFLOW;
                }
                var$8 = $controller.$outPosition;
                $out.$put2($outArray, 0, var$8);
                if ($result !== null)
                    break;
            }
            break a;
        }
        $in = $rt_nullCheck($in);
        if (!(!jn_Buffer_hasRemaining($in) && $inPos >= $inSize)) {
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_OVERFLOW;
        } else {
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_UNDERFLOW;
        }
    }
    $in = $rt_nullCheck($in);
    $in.$position(jn_Buffer_position($in) - ($inSize - $inPos | 0) | 0);
    return $result;
},
jnci_UTF8Decoder = $rt_classWithoutFields(jnci_BufferedDecoder),
jnci_UTF8Decoder__init_ = ($this, $cs) => {
    jnci_BufferedDecoder__init_($this, $cs, 0.3333333432674408, 0.5);
},
jnci_UTF8Decoder__init_0 = var_0 => {
    let var_1 = new jnci_UTF8Decoder();
    jnci_UTF8Decoder__init_(var_1, var_0);
    return var_1;
},
jnci_UTF8Decoder_arrayDecode = ($this, $inArray, $inPos, $inSize, $outArray, $outPos, $outSize, $controller) => {
    let $result, var$9, var$10, $b, var$12, var$13, $b2, var$15, $b3, $c, $b4, $code;
    $result = null;
    a: {
        b: {
            c: {
                d: {
                    e: {
                        f: {
                            g: {
                                h: {
                                    i: {
                                        j: {
                                            k: {
                                                while ($inPos < $inSize) {
                                                    if ($outPos >= $outSize)
                                                        break k;
                                                    var$9 = $inPos + 1 | 0;
                                                    $inArray = $rt_nullCheck($inArray);
                                                    var$10 = $inArray.data;
                                                    $b = var$10[$rt_checkBounds($inPos, var$10)] & 255;
                                                    if (!($b & 128)) {
                                                        var$12 = $outPos + 1 | 0;
                                                        var$13 = $b & 65535;
                                                        $outArray = $rt_nullCheck($outArray);
                                                        var$10 = $outArray.data;
                                                        var$10[$rt_checkBounds($outPos, var$10)] = var$13;
                                                    } else if (($b & 224) == 192) {
                                                        if (var$9 >= $inSize)
                                                            break b;
                                                        var$13 = var$9 + 1 | 0;
                                                        $b2 = var$10[$rt_checkBounds(var$9, var$10)];
                                                        if (!jnci_UTF8Decoder_checkMidByte($this, $b2))
                                                            break f;
                                                        var$12 = $outPos + 1 | 0;
                                                        var$15 = (($b & 31) << 6 | $b2 & 63) & 65535;
                                                        $outArray = $rt_nullCheck($outArray);
                                                        var$10 = $outArray.data;
                                                        var$10[$rt_checkBounds($outPos, var$10)] = var$15;
                                                        var$9 = var$13;
                                                    } else if (($b & 240) == 224) {
                                                        if ((var$9 + 2 | 0) > $inSize)
                                                            break c;
                                                        var$13 = var$9 + 1 | 0;
                                                        $b2 = var$10[$rt_checkBounds(var$9, var$10)];
                                                        var$9 = var$13 + 1 | 0;
                                                        $b3 = var$10[$rt_checkBounds(var$13, var$10)];
                                                        if (!jnci_UTF8Decoder_checkMidByte($this, $b2))
                                                            break g;
                                                        if (!jnci_UTF8Decoder_checkMidByte($this, $b3))
                                                            break g;
                                                        $c = (($b & 15) << 12 | ($b2 & 63) << 6 | $b3 & 63) & 65535;
                                                        if (jl_Character_isSurrogate($c))
                                                            break h;
                                                        var$12 = $outPos + 1 | 0;
                                                        $outArray = $rt_nullCheck($outArray);
                                                        var$10 = $outArray.data;
                                                        var$10[$rt_checkBounds($outPos, var$10)] = $c;
                                                    } else {
                                                        if (($b & 248) != 240)
                                                            break i;
                                                        if ((var$9 + 3 | 0) > $inSize)
                                                            break d;
                                                        if (($outPos + 2 | 0) > $outSize)
                                                            break e;
                                                        var$13 = var$9 + 1 | 0;
                                                        $b2 = var$10[$rt_checkBounds(var$9, var$10)];
                                                        var$15 = var$13 + 1 | 0;
                                                        $b3 = var$10[$rt_checkBounds(var$13, var$10)];
                                                        var$9 = var$15 + 1 | 0;
                                                        $b4 = var$10[$rt_checkBounds(var$15, var$10)];
                                                        if (!jnci_UTF8Decoder_checkMidByte($this, $b2))
                                                            break j;
                                                        if (!jnci_UTF8Decoder_checkMidByte($this, $b3))
                                                            break j;
                                                        if (!jnci_UTF8Decoder_checkMidByte($this, $b4))
                                                            break j;
                                                        $code = ($b & 7) << 18 | ($b2 & 63) << 12 | ($b3 & 63) << 6 | $b4 & 63;
                                                        var$15 = $outPos + 1 | 0;
                                                        var$12 = jl_Character_highSurrogate($code);
                                                        $outArray = $rt_nullCheck($outArray);
                                                        var$10 = $outArray.data;
                                                        var$10[$rt_checkBounds($outPos, var$10)] = var$12;
                                                        var$12 = var$15 + 1 | 0;
                                                        var$10[$rt_checkBounds(var$15, var$10)] = jl_Character_lowSurrogate($code);
                                                    }
                                                    $inPos = var$9;
                                                    $outPos = var$12;
                                                }
                                                break a;
                                            }
                                            break a;
                                        }
                                        $inPos = var$9 + (-3) | 0;
                                        $result = jnc_CoderResult_malformedForLength(1);
                                        break a;
                                    }
                                    $inPos = var$9 + (-1) | 0;
                                    $result = jnc_CoderResult_malformedForLength(1);
                                    break a;
                                }
                                $inPos = var$9 + (-3) | 0;
                                $result = jnc_CoderResult_malformedForLength(3);
                                break a;
                            }
                            $inPos = var$9 + (-3) | 0;
                            $result = jnc_CoderResult_malformedForLength(1);
                            break a;
                        }
                        $inPos = var$13 + (-2) | 0;
                        $result = jnc_CoderResult_malformedForLength(1);
                        break a;
                    }
                    $inPos = var$9 + (-1) | 0;
                    $controller = $rt_nullCheck($controller);
                    if ($controller.$hasMoreOutput(2))
                        break a;
                    jnc_CoderResult_$callClinit();
                    $result = jnc_CoderResult_OVERFLOW;
                    break a;
                }
                $inPos = var$9 + (-1) | 0;
                $controller = $rt_nullCheck($controller);
                if ($controller.$hasMoreInput(4))
                    break a;
                jnc_CoderResult_$callClinit();
                $result = jnc_CoderResult_UNDERFLOW;
                break a;
            }
            $inPos = var$9 + (-1) | 0;
            $controller = $rt_nullCheck($controller);
            if ($controller.$hasMoreInput(3))
                break a;
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_UNDERFLOW;
            break a;
        }
        $inPos = var$9 + (-1) | 0;
        $controller = $rt_nullCheck($controller);
        if (!$controller.$hasMoreInput(2)) {
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_UNDERFLOW;
        }
    }
    $controller = $rt_nullCheck($controller);
    $controller.$setInPosition($inPos);
    $controller.$setOutPosition($outPos);
    return $result;
},
jnci_UTF8Decoder_checkMidByte = ($this, $b) => {
    return ($b & 192) != 128 ? 0 : 1;
};
function jnci_BufferedDecoder$Controller() {
    let a = this; jl_Object.call(a);
    a.$in = null;
    a.$out = null;
    a.$inPosition0 = 0;
    a.$outPosition = 0;
}
let jnci_BufferedDecoder$Controller__init_ = ($this, $in, $out) => {
    jl_Object__init_($this);
    $this.$in = $in;
    $this.$out = $out;
},
jnci_BufferedDecoder$Controller__init_0 = (var_0, var_1) => {
    let var_2 = new jnci_BufferedDecoder$Controller();
    jnci_BufferedDecoder$Controller__init_(var_2, var_0, var_1);
    return var_2;
},
jnci_BufferedDecoder$Controller_hasMoreInput = ($this, $sz) => {
    return jn_Buffer_remaining($rt_nullCheck($this.$in)) < $sz ? 0 : 1;
},
jnci_BufferedDecoder$Controller_hasMoreOutput = ($this, $sz) => {
    return jn_Buffer_remaining($rt_nullCheck($this.$out)) < $sz ? 0 : 1;
},
jnci_BufferedDecoder$Controller_setInPosition = ($this, $inPosition) => {
    $this.$inPosition0 = $inPosition;
},
jnci_BufferedDecoder$Controller_setOutPosition = ($this, $outPosition) => {
    $this.$outPosition = $outPosition;
},
otci_IntegerUtil = $rt_classWithoutFields(),
otci_IntegerUtil_toUnsignedLogRadixString = ($value, $radixLog2) => {
    let $radix, $mask, $sz, $chars, $pos, $target, var$9, $target_0, var$11;
    if ($value) {
        $radix = 1 << $radixLog2;
        $mask = $radix - 1 | 0;
        $sz = (((32 - jl_Integer_numberOfLeadingZeros($value) | 0) + $radixLog2 | 0) - 1 | 0) / $radixLog2 | 0;
        $chars = $rt_createCharArray($sz);
        $pos = $rt_imul($sz - 1 | 0, $radixLog2);
        $target = 0;
        while ($pos >= 0) {
            var$9 = $chars.data;
            $target_0 = $target + 1 | 0;
            var$11 = jl_Character_forDigit(($value >>> $pos | 0) & $mask, $radix);
            $target = $rt_checkBounds($target, var$9);
            var$9[$target] = var$11;
            $pos = $pos - $radixLog2 | 0;
            $target = $target_0;
        }
        return jl_String__init_0($chars);
    }
    return $rt_s(57);
};
function ipcw_RoutingMessage$Announce() {
    jl_Record.call(this);
    this.$contacts0 = null;
}
let ipcw_RoutingMessage$Announce__init_ = ($this, $contacts) => {
    jl_Record__init_($this);
    $this.$contacts0 = $contacts;
},
ipcw_RoutingMessage$Announce__init_0 = var_0 => {
    let var_1 = new ipcw_RoutingMessage$Announce();
    ipcw_RoutingMessage$Announce__init_(var_1, var_0);
    return var_1;
},
ipcw_RoutingMessage$Announce_number = $this => {
    return 24;
},
ipcw_RoutingMessage$Announce_fields = $this => {
    return 1;
},
ipcw_RoutingMessage$Announce_write = ($this, $out) => {
    ipcw_ContactInfo_writeAll($out, $this.$contacts0);
},
ipcw_RoutingMessage$Announce_read = $in => {
    return ipcw_RoutingMessage$Announce__init_0(ipcw_ContactInfo_readAll($in));
},
jl_Thread$UncaughtExceptionHandler = $rt_classWithoutFields(0),
jl_DefaultUncaughtExceptionHandler = $rt_classWithoutFields(),
jl_DefaultUncaughtExceptionHandler__init_ = $this => {
    jl_Object__init_($this);
},
jl_DefaultUncaughtExceptionHandler__init_0 = () => {
    let var_0 = new jl_DefaultUncaughtExceptionHandler();
    jl_DefaultUncaughtExceptionHandler__init_(var_0);
    return var_0;
};
function ipcw_DataMessage$Stored() {
    jl_Record.call(this);
    this.$receipt = null;
}
let ipcw_DataMessage$Stored__init_ = ($this, $receipt) => {
    jl_Record__init_($this);
    $this.$receipt = $receipt;
},
ipcw_DataMessage$Stored__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Stored();
    ipcw_DataMessage$Stored__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Stored_number = $this => {
    return 31;
},
ipcw_DataMessage$Stored_fields = $this => {
    return 1;
},
ipcw_DataMessage$Stored_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$receipt;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
},
ipcw_DataMessage$Stored_read = $in => {
    let var$2;
    var$2 = new ipcw_DataMessage$Stored;
    $in = $rt_nullCheck($in);
    ipcw_DataMessage$Stored__init_(var$2, ipcb_CborReader_bytes($in, 512));
    return var$2;
};
function ipcw_LinkMessage$Credit() {
    jl_Record.call(this);
    this.$bytes4 = 0;
}
let ipcw_LinkMessage$Credit__init_ = ($this, $bytes) => {
    jl_Record__init_($this);
    $this.$bytes4 = $bytes;
},
ipcw_LinkMessage$Credit__init_0 = var_0 => {
    let var_1 = new ipcw_LinkMessage$Credit();
    ipcw_LinkMessage$Credit__init_(var_1, var_0);
    return var_1;
},
ipcw_LinkMessage$Credit_number = $this => {
    return 9;
},
ipcw_LinkMessage$Credit_fields = $this => {
    return 1;
},
ipcw_LinkMessage$Credit_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$bytes4;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_uint($out, var$2);
},
ipcw_LinkMessage$Credit_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Credit;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Credit__init_(var$2, ipcb_CborReader_uint($in, 16777216));
    return var$2;
},
ipcw_RoutingMessage$AskLinks = $rt_classWithoutFields(jl_Record),
ipcw_RoutingMessage$AskLinks__init_ = $this => {
    jl_Record__init_($this);
},
ipcw_RoutingMessage$AskLinks__init_0 = () => {
    let var_0 = new ipcw_RoutingMessage$AskLinks();
    ipcw_RoutingMessage$AskLinks__init_(var_0);
    return var_0;
},
ipcw_RoutingMessage$AskLinks_number = $this => {
    return 28;
},
ipcw_RoutingMessage$AskLinks_fields = $this => {
    return 0;
},
ipcw_RoutingMessage$AskLinks_write = ($this, $out) => {
    return;
};
function ipcw_LinkMessage$Ping() {
    jl_Record.call(this);
    this.$nonce3 = 0;
}
let ipcw_LinkMessage$Ping__init_ = ($this, $nonce) => {
    jl_Record__init_($this);
    $this.$nonce3 = $nonce;
},
ipcw_LinkMessage$Ping__init_0 = var_0 => {
    let var_1 = new ipcw_LinkMessage$Ping();
    ipcw_LinkMessage$Ping__init_(var_1, var_0);
    return var_1;
},
ipcw_LinkMessage$Ping_number = $this => {
    return 6;
},
ipcw_LinkMessage$Ping_fields = $this => {
    return 1;
},
ipcw_LinkMessage$Ping_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$nonce3;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_uint($out, var$2);
},
ipcw_LinkMessage$Ping_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Ping;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Ping__init_(var$2, ipcb_CborReader_uint($in, 2147483647));
    return var$2;
},
otji_JS = $rt_classWithoutFields();
function ipcw_TopicProtocol$Span() {
    let a = this; jl_Record.call(a);
    a.$level0 = 0;
    a.$number1 = Long_ZERO;
    a.$digest2 = null;
}
let ipcw_TopicProtocol$Span__init_ = ($this, $level, $number, $digest) => {
    jl_Record__init_($this);
    $this.$level0 = $level;
    $this.$number1 = $number;
    $this.$digest2 = $digest;
},
ipcw_TopicProtocol$Span__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcw_TopicProtocol$Span();
    ipcw_TopicProtocol$Span__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcw_TopicProtocol$Span_numberOf = ($page, $level) => {
    return Long_shr($page, 4 * $level | 0);
},
ipcw_TopicProtocol$Span_pages0 = ($level, $number) => {
    let var$3, $from;
    var$3 = 4 * $level | 0;
    $from = Long_shl($number, var$3);
    return ipcw_TopicProtocol$Pages__init_($from, Long_or($from, Long_sub(Long_shl(Long_fromInt(1), var$3), Long_fromInt(1))));
},
ipcw_TopicProtocol$Span_pages = $this => {
    return ipcw_TopicProtocol$Span_pages0($this.$level0, $this.$number1);
},
ipcw_TopicProtocol$Span_read = $in => {
    let $count, $span, var$4;
    $in = $rt_nullCheck($in);
    $count = ipcb_CborReader_array($in, 3);
    $span = ipcw_TopicProtocol$Span__init_0(ipcb_CborReader_uint($in, 3), ipcb_CborReader_ulong($in), ipcb_CborReader_bytesOf($in, 16));
    ipcb_CborReader_rest($in, $count, 3);
    if (Long_gt($span.$number1, ipcw_TopicProtocol$Span_numberOf(Long_create(4294967295, 2147483647), $span.$level0))) {
        var$4 = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        ipcb_PeerloomException__init_(var$4, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(58));
        $rt_throw(var$4);
    }
    return $span;
},
ipcw_TopicProtocol$Span_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(59))).$append3($rt_s(60)))).$append1($this.$level0))).$append3($rt_s(61)))).$append4($this.$number1))).$append3($rt_s(62)))).$append($this.$digest2))).$append3($rt_s(12)))).$toString();
},
ipcw_TopicProtocol$Span_equals = ($this, $o) => {
    let var$2, var$3;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcw_TopicProtocol$Span))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcw_TopicProtocol$Span);
            var$2 = $this.$level0;
            var$3 = $rt_nullCheck(var$3);
            if (var$2 != var$3.$level0)
                var$2 = 0;
            else if (Long_ne($this.$number1, var$3.$number1))
                var$2 = 0;
            else if (ju_Objects_equals($this.$digest2, var$3.$digest2))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
},
ipcw_TopicProtocol$Span_level = $this => {
    return $this.$level0;
},
ipcw_TopicProtocol$Span_number = $this => {
    return $this.$number1;
},
ipcw_TopicProtocol$Span_digest = $this => {
    return $this.$digest2;
};
function jnc_Charset() {
    let a = this; jl_Object.call(a);
    a.$canonicalName = null;
    a.$aliases = null;
}
let jnc_Charset__init_ = ($this, $canonicalName, $aliases) => {
    let var$3, var$4, var$5, var$6, $alias;
    jl_Object__init_($this);
    jnc_Charset_checkCanonicalName($canonicalName);
    $aliases = $rt_nullCheck($aliases);
    var$3 = $aliases.data;
    var$4 = var$3.length;
    var$5 = 0;
    while (var$5 < var$4) {
        var$6 = $rt_checkLowerBound(var$5);
        $alias = var$3[var$6];
        jnc_Charset_checkCanonicalName($alias);
        var$5 = var$6 + 1 | 0;
    }
    $this.$canonicalName = $canonicalName;
    $this.$aliases = $rt_castToInterface($aliases.$clone0(), $rt_arraycls(jl_String));
},
jnc_Charset_checkCanonicalName = $name => {
    let $i, $c;
    $name = $rt_nullCheck($name);
    if (!jl_String_isEmpty($name)) {
        if (jnc_Charset_isValidCharsetStart(jl_String_charAt($name, 0))) {
            $i = 1;
            while ($i < jl_String_length($name)) {
                a: {
                    b: {
                        $c = jl_String_charAt($name, $i);
                        switch ($c) {
                            case 43:
                            case 45:
                            case 46:
                            case 58:
                            case 95:
                                break;
                            default:
                                break b;
                        }
                        break a;
                    }
                    if (!jnc_Charset_isValidCharsetStart($c))
                        $rt_throw(jnc_IllegalCharsetNameException__init_($name));
                }
                $i = $i + 1 | 0;
            }
            return;
        }
        $rt_throw(jnc_IllegalCharsetNameException__init_($name));
    }
    $rt_throw(jnc_IllegalCharsetNameException__init_($name));
},
jnc_Charset_isValidCharsetStart = $c => {
    let var$2;
    a: {
        b: {
            if (!($c >= 48 && $c <= 57) && !($c >= 97 && $c <= 122)) {
                if ($c < 65)
                    break b;
                if ($c > 90)
                    break b;
            }
            var$2 = 1;
            break a;
        }
        var$2 = 0;
    }
    return var$2;
},
jnc_Charset_decode = ($this, $bb) => {
    let var$2, var$3, $e, $$je;
    try {
        var$2 = $this.$newDecoder();
        jnc_CodingErrorAction_$callClinit();
        var$3 = jnc_CodingErrorAction_REPLACE;
        var$3 = jnc_CharsetDecoder_onMalformedInput($rt_nullCheck(var$2), var$3);
        var$2 = jnc_CodingErrorAction_REPLACE;
        var$3 = jnc_CharsetDecoder_onUnmappableCharacter($rt_nullCheck(var$3), var$2);
        var$3 = jnc_CharsetDecoder_decode0($rt_nullCheck(var$3), $bb);
    } catch ($$e) {
        $$je = $rt_wrapException($$e);
        if ($$je instanceof jnc_CharacterCodingException) {
            $e = $$je;
            $rt_throw(jl_AssertionError__init_2($rt_s(63), $e));
        } else {
            throw $$e;
        }
    }
    return var$3;
},
jnc_Charset_encode = ($this, $cb) => {
    let var$2, var$3, $e, $$je;
    try {
        var$2 = $this.$newEncoder();
        jnc_CodingErrorAction_$callClinit();
        var$3 = jnc_CodingErrorAction_REPLACE;
        var$3 = jnc_CharsetEncoder_onMalformedInput($rt_nullCheck(var$2), var$3);
        var$2 = jnc_CodingErrorAction_REPLACE;
        var$3 = jnc_CharsetEncoder_onUnmappableCharacter($rt_nullCheck(var$3), var$2);
        var$3 = jnc_CharsetEncoder_encode0($rt_nullCheck(var$3), $cb);
    } catch ($$e) {
        $$je = $rt_wrapException($$e);
        if ($$je instanceof jnc_CharacterCodingException) {
            $e = $$je;
            $rt_throw(jl_AssertionError__init_2($rt_s(63), $e));
        } else {
            throw $$e;
        }
    }
    return var$3;
};
function jnci_UTF16Charset() {
    let a = this; jnc_Charset.call(a);
    a.$bom = 0;
    a.$littleEndian = 0;
}
let jnci_UTF16Charset__init_0 = ($this, $canonicalName, $bom, $littleEndian) => {
    jnc_Charset__init_($this, $canonicalName, $rt_createArray(jl_String, 0));
    $this.$bom = $bom;
    $this.$littleEndian = $littleEndian;
},
jnci_UTF16Charset__init_ = (var_0, var_1, var_2) => {
    let var_3 = new jnci_UTF16Charset();
    jnci_UTF16Charset__init_0(var_3, var_0, var_1, var_2);
    return var_3;
},
otp_PlatformRunnable = $rt_classWithoutFields(0),
ipcc_Shorthand$readNames$lambda$_7_0 = $rt_classWithoutFields(),
ipcc_Shorthand$readNames$lambda$_7_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcc_Shorthand$readNames$lambda$_7_0__init_0 = () => {
    let var_0 = new ipcc_Shorthand$readNames$lambda$_7_0();
    ipcc_Shorthand$readNames$lambda$_7_0__init_(var_0);
    return var_0;
},
ipcc_Shorthand$readNames$lambda$_7_0_apply0 = (var$0, var$1) => {
    return ipcc_Shorthand$readNames$lambda$_7_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcc_Shorthand$readNames$lambda$_7_0_apply = (var$0, var$1) => {
    return ipcc_Shorthand_lambda$readNames$1(var$1);
},
ipcp_Items = $rt_classWithoutFields(),
ipcp_Items_HASH = null,
ipcp_Items_TOPIC = null,
ipcp_Items_$callClinit = () => {
    ipcp_Items_$callClinit = $rt_eraseClinit(ipcp_Items);
    ipcp_Items__clinit_();
},
ipcp_Items_item0 = ($stream, $sequence, $publishedAt) => {
    ipcp_Items_$callClinit();
    return ipcp_Items_item($stream, $sequence, $publishedAt, 3600);
},
ipcp_Items_item = ($stream, $sequence, $publishedAt, $ttlSeconds) => {
    let $network, $bundle, $body, var$8, var$9, var$10, $encoded;
    ipcp_Items_$callClinit();
    $network = $rt_createByteArray(32);
    ipcp_Items$Unsigned_$callClinit();
    $bundle = ipcc_SignedEnvelope_encoded($rt_nullCheck(ipcc_IdentityBundle_envelope($rt_nullCheck($rt_castToClass(ipcb_Promise_value($rt_nullCheck(ipcc_IdentityBundle_of(ipcp_Items$Unsigned_KEYS, $network))), ipcc_IdentityBundle)))));
    $body = ipcb_CborWriter__init_0();
    var$8 = ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_array($body, 8)), ipcp_Items$Unsigned_topicPublicKey($rt_nullCheck(ipcp_Items$Unsigned_KEYS)))), $bundle);
    var$9 = ipci_Point_bytes($rt_nullCheck(ipcp_Items_TOPIC));
    ipcb_CborWriter_bytes($rt_nullCheck(var$8), var$9);
    ipcb_CborWriter_uint($rt_nullCheck(ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_bytes($body, ipcb_Bytes_bigEndian(Long_fromInt($stream)))), Long_fromInt($sequence))), $publishedAt)), $ttlSeconds);
    var$9 = $rt_createByteArray(1);
    var$9.data[0] = 1;
    ipcb_CborWriter_bytes($body, var$9);
    ipcc_SignedEnvelope$Type_$callClinit();
    var$10 = ipcc_SignedEnvelope$Type_MESSAGE;
    var$10 = ipcc_SignedEnvelope_sign(var$10, $network, ipcb_CborWriter_toBytes($body), ipcp_Items$Unsigned_KEYS);
    var$10 = $rt_castToClass(ipcb_Promise_value($rt_nullCheck(var$10)), ipcc_SignedEnvelope);
    $encoded = ipcc_SignedEnvelope_encoded($rt_nullCheck(var$10));
    return ipcp_TopicItem_decode(ipcp_Items_HASH, $encoded);
},
ipcp_Items__clinit_ = () => {
    ipcp_Items_HASH = ipcc_Sha256__init_0();
    ipcp_Items_TOPIC = ipci_Key__init_0($rt_createByteArray(32));
};
function ipcw_RoutingMessage$Routed() {
    jl_Record.call(this);
    this.$envelope0 = null;
}
let ipcw_RoutingMessage$Routed__init_ = ($this, $envelope) => {
    jl_Record__init_($this);
    $this.$envelope0 = $envelope;
},
ipcw_RoutingMessage$Routed__init_0 = var_0 => {
    let var_1 = new ipcw_RoutingMessage$Routed();
    ipcw_RoutingMessage$Routed__init_(var_1, var_0);
    return var_1;
},
ipcw_RoutingMessage$Routed_number = $this => {
    return 23;
},
ipcw_RoutingMessage$Routed_fields = $this => {
    return 1;
},
ipcw_RoutingMessage$Routed_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$envelope0;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
},
ipcw_RoutingMessage$Routed_read = $in => {
    let var$2;
    var$2 = new ipcw_RoutingMessage$Routed;
    $in = $rt_nullCheck($in);
    ipcw_RoutingMessage$Routed__init_(var$2, ipcb_CborReader_bytes($in, 4096));
    return var$2;
};
function jl_Object$monitorEnterWait$lambda$_6_0() {
    let a = this; jl_Object.call(a);
    a.$_03 = null;
    a.$_10 = null;
    a.$_2 = 0;
    a.$_3 = null;
}
let jl_Object$monitorEnterWait$lambda$_6_0__init_ = (var$0, var$1, var$2, var$3, var$4) => {
    jl_Object__init_(var$0);
    var$0.$_03 = var$1;
    var$0.$_10 = var$2;
    var$0.$_2 = var$3;
    var$0.$_3 = var$4;
},
jl_Object$monitorEnterWait$lambda$_6_0__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new jl_Object$monitorEnterWait$lambda$_6_0();
    jl_Object$monitorEnterWait$lambda$_6_0__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
jl_Object$monitorEnterWait$lambda$_6_0_run = var$0 => {
    jl_Object_lambda$monitorEnterWait$0(var$0.$_03, var$0.$_10, var$0.$_2, var$0.$_3);
};
function ju_TreeMap$EntryIterator() {
    let a = this; jl_Object.call(a);
    a.$modCount2 = 0;
    a.$owner2 = null;
    a.$path = null;
    a.$last = null;
    a.$to3 = null;
    a.$toChecked1 = 0;
    a.$toIncluded1 = 0;
    a.$depth = 0;
    a.$reverse1 = 0;
}
let ju_TreeMap$EntryIterator__init_ = ($this, $owner, $path, $to, $toChecked, $toIncluded, $reverse) => {
    jl_Object__init_($this);
    $this.$owner2 = $owner;
    $owner = $rt_nullCheck($owner);
    $this.$modCount2 = $owner.$modCount;
    $this.$path = $rt_castToInterface(ju_Arrays_copyOf($path, $owner.$root === null ? 0 : ($rt_nullCheck($owner.$root)).$height0), $rt_arraycls(ju_TreeMap$TreeNode));
    $path = $rt_nullCheck($path);
    $this.$depth = $path.data.length;
    $this.$to3 = $to;
    $this.$toChecked1 = $toChecked;
    $this.$toIncluded1 = $toIncluded;
    $this.$reverse1 = $reverse;
    ju_TreeMap$EntryIterator_checkFinished($this);
},
ju_TreeMap$EntryIterator__init_0 = (var_0, var_1, var_2, var_3, var_4, var_5) => {
    let var_6 = new ju_TreeMap$EntryIterator();
    ju_TreeMap$EntryIterator__init_(var_6, var_0, var_1, var_2, var_3, var_4, var_5);
    return var_6;
},
ju_TreeMap$EntryIterator_hasNext = $this => {
    return $this.$depth <= 0 ? 0 : 1;
},
ju_TreeMap$EntryIterator_next = $this => {
    let var$1, var$2, $node, $down, var$5;
    if ($this.$modCount2 == ($rt_nullCheck($this.$owner2)).$modCount) {
        if ($this.$depth) {
            a: {
                var$1 = $this.$path;
                var$2 = $this.$depth - 1 | 0;
                $this.$depth = var$2;
                var$1 = ($rt_nullCheck(var$1)).data;
                $node = var$1[$rt_checkBounds(var$2, var$1)];
                $this.$last = $node;
                var$2 = $this.$reverse1;
                $node = $rt_nullCheck($node);
                $down = $node.$down(var$2);
                if ($down !== null)
                    while (true) {
                        if ($down === null)
                            break a;
                        var$1 = $this.$path;
                        var$5 = $this.$depth;
                        $this.$depth = var$5 + 1 | 0;
                        var$1 = ($rt_nullCheck(var$1)).data;
                        var$1[$rt_checkBounds(var$5, var$1)] = $down;
                        $down = $down.$forward($this.$reverse1);
                    }
            }
            ju_TreeMap$EntryIterator_checkFinished($this);
            return $this.$last;
        }
        $rt_throw(ju_NoSuchElementException__init_());
    }
    $rt_throw(ju_ConcurrentModificationException__init_());
},
ju_TreeMap$EntryIterator_checkFinished = $this => {
    let var$1, var$2, var$3, $cmp;
    if ($this.$toChecked1 && $this.$depth) {
        var$1 = ($rt_nullCheck($this.$owner2)).$comparator;
        var$2 = $this.$path;
        var$3 = $this.$depth - 1 | 0;
        var$2 = ($rt_nullCheck(var$2)).data;
        $cmp = ($rt_nullCheck(var$1)).$compare2(($rt_nullCheck(var$2[$rt_checkBounds(var$3, var$2)])).$getKey(), $this.$to3);
        if ($this.$reverse1)
            $cmp =  -$cmp | 0;
        if (!$this.$toIncluded1) {
            if ($cmp >= 0)
                $this.$depth = 0;
        } else if ($cmp > 0)
            $this.$depth = 0;
        return;
    }
},
ju_TreeMap$EntryIterator_remove = $this => {
    let $newPath, var$2, var$3, var$4, var$5;
    if ($this.$modCount2 == ($rt_nullCheck($this.$owner2)).$modCount) {
        if ($this.$last !== null) {
            ($rt_nullCheck($this.$owner2)).$root = ju_TreeMap_deleteNode($rt_nullCheck($this.$owner2), ($rt_nullCheck($this.$owner2)).$root, ($rt_nullCheck($this.$last)).$getKey());
            $newPath = ($rt_nullCheck($this.$owner2)).$pathToNext(($rt_nullCheck($this.$last)).$getKey(), $this.$reverse1);
            var$2 = $this.$path;
            $newPath = $rt_nullCheck($newPath);
            var$3 = $newPath.data.length;
            jl_System_fastArraycopy($newPath, 0, var$2, 0, var$3);
            $this.$depth = var$3;
            var$4 = $rt_nullCheck($this.$owner2);
            var$5 = var$4.$modCount + 1 | 0;
            var$4.$modCount = var$5;
            $this.$modCount2 = var$5;
            $this.$last = null;
            return;
        }
        $rt_throw(jl_IllegalStateException__init_());
    }
    $rt_throw(ju_ConcurrentModificationException__init_());
},
ju_TreeMap$EntryIterator_next0 = $this => {
    return $this.$next0();
};
function ipcw_DataMessage$Records() {
    jl_Record.call(this);
    this.$records = null;
}
let ipcw_DataMessage$Records__init_ = ($this, $records) => {
    jl_Record__init_($this);
    $this.$records = $records;
},
ipcw_DataMessage$Records__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Records();
    ipcw_DataMessage$Records__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Records_number = $this => {
    return 33;
},
ipcw_DataMessage$Records_fields = $this => {
    return 1;
},
ipcw_DataMessage$Records_write = ($this, $out) => {
    let var$2, var$3, $record;
    var$2 = ($rt_nullCheck($this.$records)).$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$2);
    var$3 = ($rt_nullCheck($this.$records)).$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $record = $rt_castToInterface(var$3.$next(), $rt_arraycls($rt_bytecls));
        ipcb_CborWriter_bytes($out, $record);
    }
},
ipcw_DataMessage$Records_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_DataMessage$Records;
    var$3 = ipcw_DataMessage$Records$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_DataMessage$Records__init_(var$2, ipcb_CborReader_list($in, 16, var$3));
    return var$2;
},
ipcw_DataMessage$Records_lambda$read$0 = $each => {
    $each = $rt_nullCheck($each);
    return ipcb_CborReader_bytes($each, 67584);
},
ju_Objects = $rt_classWithoutFields(),
ju_Objects_equals = ($a, $b) => {
    if ($a !== $b)
        return $a !== null ? $a.$equals0($b) : $b !== null ? 0 : 1;
    return 1;
},
ju_Objects_hashCode = $o => {
    return $o !== null ? $o.$hashCode() : 0;
},
ju_Objects_requireNonNull = $obj => {
    return ju_Objects_requireNonNull0($obj, $rt_s(1));
},
ju_Objects_requireNonNull0 = ($obj, $message) => {
    if ($obj === null)
        $rt_throw(jl_NullPointerException__init_1($message));
    return $obj;
},
ju_Objects_deepEquals = ($a, $b) => {
    if ($a !== $b) {
        if ($a !== null) {
            if (!$rt_isInstance($a, $rt_arraycls($rt_booleancls))) {
                if (!$rt_isInstance($b, $rt_arraycls($rt_booleancls))) {
                    if (!$rt_isInstance($a, $rt_arraycls($rt_bytecls))) {
                        if (!$rt_isInstance($b, $rt_arraycls($rt_bytecls))) {
                            if (!$rt_isInstance($a, $rt_arraycls($rt_shortcls))) {
                                if (!$rt_isInstance($b, $rt_arraycls($rt_shortcls))) {
                                    if (!$rt_isInstance($a, $rt_arraycls($rt_intcls))) {
                                        if (!$rt_isInstance($b, $rt_arraycls($rt_intcls))) {
                                            if (!$rt_isInstance($a, $rt_arraycls($rt_charcls))) {
                                                if (!$rt_isInstance($b, $rt_arraycls($rt_charcls))) {
                                                    if (!$rt_isInstance($a, $rt_arraycls($rt_floatcls))) {
                                                        if (!$rt_isInstance($b, $rt_arraycls($rt_floatcls))) {
                                                            if (!$rt_isInstance($a, $rt_arraycls($rt_doublecls))) {
                                                                if (!$rt_isInstance($b, $rt_arraycls($rt_doublecls))) {
                                                                    if ($rt_isInstance($a, $rt_arraycls(jl_Object)))
                                                                        return !($rt_isInstance($b, $rt_arraycls(jl_Object)) && ju_Arrays_deepEquals($rt_castToInterface($a, $rt_arraycls(jl_Object)), $rt_castToInterface($b, $rt_arraycls(jl_Object)))) ? 0 : 1;
                                                                    if ($rt_isInstance($b, $rt_arraycls(jl_Object)))
                                                                        return 0;
                                                                    return $a.$equals0($b);
                                                                }
                                                                return 0;
                                                            }
                                                            return !($rt_isInstance($b, $rt_arraycls($rt_doublecls)) && ju_Arrays_equals4($rt_castToInterface($a, $rt_arraycls($rt_doublecls)), $rt_castToInterface($b, $rt_arraycls($rt_doublecls)))) ? 0 : 1;
                                                        }
                                                        return 0;
                                                    }
                                                    return !($rt_isInstance($b, $rt_arraycls($rt_floatcls)) && ju_Arrays_equals1($rt_castToInterface($a, $rt_arraycls($rt_floatcls)), $rt_castToInterface($b, $rt_arraycls($rt_floatcls)))) ? 0 : 1;
                                                }
                                                return 0;
                                            }
                                            return !($rt_isInstance($b, $rt_arraycls($rt_charcls)) && ju_Arrays_equals5($rt_castToInterface($a, $rt_arraycls($rt_charcls)), $rt_castToInterface($b, $rt_arraycls($rt_charcls)))) ? 0 : 1;
                                        }
                                        return 0;
                                    }
                                    return !($rt_isInstance($b, $rt_arraycls($rt_intcls)) && ju_Arrays_equals0($rt_castToInterface($a, $rt_arraycls($rt_intcls)), $rt_castToInterface($b, $rt_arraycls($rt_intcls)))) ? 0 : 1;
                                }
                                return 0;
                            }
                            return !($rt_isInstance($b, $rt_arraycls($rt_shortcls)) && ju_Arrays_equals3($rt_castToInterface($a, $rt_arraycls($rt_shortcls)), $rt_castToInterface($b, $rt_arraycls($rt_shortcls)))) ? 0 : 1;
                        }
                        return 0;
                    }
                    return !($rt_isInstance($b, $rt_arraycls($rt_bytecls)) && ju_Arrays_equals($rt_castToInterface($a, $rt_arraycls($rt_bytecls)), $rt_castToInterface($b, $rt_arraycls($rt_bytecls)))) ? 0 : 1;
                }
                return 0;
            }
            return !($rt_isInstance($b, $rt_arraycls($rt_booleancls)) && ju_Arrays_equals2($rt_castToInterface($a, $rt_arraycls($rt_booleancls)), $rt_castToInterface($b, $rt_arraycls($rt_booleancls)))) ? 0 : 1;
        }
        return $b !== null ? 0 : 1;
    }
    return 1;
},
ju_Objects_checkFromIndexSize = ($fromIndex, $size, $length) => {
    if ($fromIndex >= 0 && $size >= 0 && $size <= ($length - $fromIndex | 0))
        return $fromIndex;
    $rt_throw(jl_IndexOutOfBoundsException__init_());
};
function ju_TreeMap$TreeNode() {
    let a = this; ju_AbstractMap$SimpleEntry.call(a);
    a.$left = null;
    a.$right = null;
    a.$height0 = 0;
    a.$size1 = 0;
}
let ju_TreeMap$TreeNode__init_ = ($this, $key) => {
    ju_AbstractMap$SimpleEntry__init_($this, $key, null);
    $this.$height0 = 1;
    $this.$size1 = 1;
},
ju_TreeMap$TreeNode__init_0 = var_0 => {
    let var_1 = new ju_TreeMap$TreeNode();
    ju_TreeMap$TreeNode__init_(var_1, var_0);
    return var_1;
},
ju_TreeMap$TreeNode_balance = $this => {
    let $factor;
    $factor = $this.$factor();
    if ($factor != 2) {
        if ($factor == (-2)) {
            if (($rt_nullCheck($this.$left)).$factor() > 0)
                $this.$left = ($rt_nullCheck($this.$left)).$rotateLeft();
            return $this.$rotateRight();
        }
        return $this;
    }
    if (($rt_nullCheck($this.$right)).$factor() < 0)
        $this.$right = ($rt_nullCheck($this.$right)).$rotateRight();
    return $this.$rotateLeft();
},
ju_TreeMap$TreeNode_factor = $this => {
    return ($this.$right === null ? 0 : ($rt_nullCheck($this.$right)).$height0) - ($this.$left === null ? 0 : ($rt_nullCheck($this.$left)).$height0) | 0;
},
ju_TreeMap$TreeNode_rotateRight = $this => {
    let $left;
    $left = $this.$left;
    $left = $rt_nullCheck($left);
    $this.$left = $left.$right;
    $left.$right = $this;
    $this.$fix();
    $left.$fix();
    return $left;
},
ju_TreeMap$TreeNode_rotateLeft = $this => {
    let $right;
    $right = $this.$right;
    $right = $rt_nullCheck($right);
    $this.$right = $right.$left;
    $right.$left = $this;
    $this.$fix();
    $right.$fix();
    return $right;
},
ju_TreeMap$TreeNode_fix = $this => {
    let var$1, var$2;
    var$1 = $this.$right === null ? 0 : ($rt_nullCheck($this.$right)).$height0;
    var$2 = $this.$left === null ? 0 : ($rt_nullCheck($this.$left)).$height0;
    $this.$height0 = jl_Math_max(var$1, var$2) + 1 | 0;
    $this.$size1 = 1;
    if ($this.$left !== null)
        $this.$size1 = $this.$size1 + ($rt_nullCheck($this.$left)).$size1 | 0;
    if ($this.$right !== null)
        $this.$size1 = $this.$size1 + ($rt_nullCheck($this.$right)).$size1 | 0;
},
ju_TreeMap$TreeNode_forward = ($this, $reverse) => {
    return $reverse ? $this.$right : $this.$left;
},
ju_TreeMap$TreeNode_down = ($this, $reverse) => {
    return $reverse ? $this.$left : $this.$right;
},
ipcc_Sha256 = $rt_classWithoutFields(),
ipcc_Sha256_K = null,
ipcc_Sha256_$callClinit = () => {
    ipcc_Sha256_$callClinit = $rt_eraseClinit(ipcc_Sha256);
    ipcc_Sha256__clinit_();
},
ipcc_Sha256__init_ = $this => {
    ipcc_Sha256_$callClinit();
    jl_Object__init_($this);
},
ipcc_Sha256__init_0 = () => {
    let var_0 = new ipcc_Sha256();
    ipcc_Sha256__init_(var_0);
    return var_0;
},
ipcc_Sha256_sha256 = ($this, $parts) => {
    let var$2, $message, $state, $words, var$6, $whole, $at, var$9, $tail, var$11, $bits, $highBits, $i, var$15, var$16, $digest;
    $parts = $rt_nullCheck($parts);
    var$2 = $parts.data;
    $message = var$2.length != 1 ? ipcb_Bytes_concat($parts) : var$2[$rt_checkUpperBound(0, var$2)];
    $state = $rt_createIntArray(8);
    var$2 = $state.data;
    var$2[0] = 1779033703;
    var$2[1] = (-1150833019);
    var$2[2] = 1013904242;
    var$2[3] = (-1521486534);
    var$2[4] = 1359893119;
    var$2[5] = (-1694144372);
    var$2[6] = 528734635;
    var$2[7] = 1541459225;
    $words = $rt_createIntArray(64);
    $message = $rt_nullCheck($message);
    var$6 = $message.data.length;
    $whole = (var$6 / 64 | 0) * 64 | 0;
    $at = 0;
    while ($at < $whole) {
        ipcc_Sha256_block($state, $words, $message, $at);
        $at = $at + 64 | 0;
    }
    var$9 = var$6 - $whole | 0;
    $tail = $rt_createByteArray(var$9 >= 56 ? 128 : 64);
    var$11 = $tail.data;
    jl_System_fastArraycopy($message, $whole, $tail, 0, var$9);
    var$11[$rt_checkBounds(var$9, var$11)] = (-128);
    $bits = var$6 << 3;
    $highBits = var$6 >>> 29 | 0;
    $i = 0;
    while ($i < 4) {
        var$6 = var$11.length;
        var$9 = (var$6 - 1 | 0) - $i | 0;
        var$15 = 8 * $i | 0;
        var$16 = ($bits >>> var$15 | 0) << 24 >> 24;
        var$11[$rt_checkBounds(var$9, var$11)] = var$16;
        var$9 = (var$6 - 5 | 0) - $i | 0;
        var$6 = ($highBits >>> var$15 | 0) << 24 >> 24;
        var$11[$rt_checkBounds(var$9, var$11)] = var$6;
        $i = $i + 1 | 0;
    }
    $at = 0;
    while ($at < var$11.length) {
        ipcc_Sha256_block($state, $words, $tail, $at);
        $at = $at + 64 | 0;
    }
    $digest = $rt_createByteArray(32);
    $i = 0;
    while ($i < 32) {
        var$11 = $digest.data;
        var$9 = (var$2[$rt_checkBounds($i >> 2, var$2)] >>> (24 - (8 * ($i & 3) | 0) | 0) | 0) << 24 >> 24;
        $i = $rt_checkBounds($i, var$11);
        var$11[$i] = var$9;
        $i = $i + 1 | 0;
    }
    return $digest;
},
ipcc_Sha256_block = ($state, $w, $m, $at) => {
    let $i, $p, var$7, var$8, $a, $b, $s0, $s1, $c, $d, $e, $f, $g, $h, var$19, $t1, $t2, var$22;
    ipcc_Sha256_$callClinit();
    $i = 0;
    while ($i < 16) {
        $p = $at + (4 * $i | 0) | 0;
        $m = $rt_nullCheck($m);
        var$7 = $m.data;
        $p = $rt_checkBounds($p, var$7);
        var$8 = var$7[$p] << 24 | (var$7[$rt_checkBounds($p + 1 | 0, var$7)] & 255) << 16 | (var$7[$rt_checkBounds($p + 2 | 0, var$7)] & 255) << 8 | var$7[$rt_checkBounds($p + 3 | 0, var$7)] & 255;
        $w = $rt_nullCheck($w);
        var$7 = $w.data;
        $i = $rt_checkBounds($i, var$7);
        var$7[$i] = var$8;
        $i = $i + 1 | 0;
    }
    $i = 16;
    while ($i < 64) {
        var$8 = $i - 15 | 0;
        $w = $rt_nullCheck($w);
        var$7 = $w.data;
        $a = var$7[$rt_checkBounds(var$8, var$7)];
        $b = var$7[$rt_checkBounds($i - 2 | 0, var$7)];
        $s0 = jl_Integer_rotateRight($a, 7) ^ jl_Integer_rotateRight($a, 18) ^ ($a >>> 3 | 0);
        $s1 = jl_Integer_rotateRight($b, 17) ^ jl_Integer_rotateRight($b, 19) ^ ($b >>> 10 | 0);
        var$8 = ((var$7[$rt_checkBounds($i - 16 | 0, var$7)] + $s0 | 0) + var$7[$rt_checkBounds($i - 7 | 0, var$7)] | 0) + $s1 | 0;
        $i = $rt_checkBounds($i, var$7);
        var$7[$i] = var$8;
        $i = $i + 1 | 0;
    }
    $state = $rt_nullCheck($state);
    var$7 = $state.data;
    $a = var$7[$rt_checkUpperBound(0, var$7)];
    $b = var$7[$rt_checkUpperBound(1, var$7)];
    $c = var$7[$rt_checkUpperBound(2, var$7)];
    $d = var$7[$rt_checkUpperBound(3, var$7)];
    $e = var$7[$rt_checkUpperBound(4, var$7)];
    $f = var$7[$rt_checkUpperBound(5, var$7)];
    $g = var$7[$rt_checkUpperBound(6, var$7)];
    $h = var$7[$rt_checkUpperBound(7, var$7)];
    $i = 0;
    while ($i < 64) {
        $s1 = jl_Integer_rotateRight($e, 6) ^ jl_Integer_rotateRight($e, 11) ^ jl_Integer_rotateRight($e, 25);
        var$8 = ($h + $s1 | 0) + ($e & $f ^ ($e ^ (-1)) & $g) | 0;
        var$19 = ($rt_nullCheck(ipcc_Sha256_K)).data;
        $i = $rt_checkBounds($i, var$19);
        var$8 = var$8 + var$19[$i] | 0;
        $w = $rt_nullCheck($w);
        var$19 = $w.data;
        $i = $rt_checkUpperBound($i, var$19);
        $t1 = var$8 + var$19[$i] | 0;
        $s0 = jl_Integer_rotateRight($a, 2) ^ jl_Integer_rotateRight($a, 13) ^ jl_Integer_rotateRight($a, 22);
        $t2 = $s0 + ($a & $b ^ $a & $c ^ $b & $c) | 0;
        var$8 = $d + $t1 | 0;
        var$22 = $t1 + $t2 | 0;
        $i = $i + 1 | 0;
        $h = $g;
        $g = $f;
        $f = $e;
        $e = var$8;
        $d = $c;
        $c = $b;
        $b = $a;
        $a = var$22;
    }
    var$8 = $rt_checkUpperBound(0, var$7);
    var$7[var$8] = var$7[var$8] + $a | 0;
    var$22 = $rt_checkUpperBound(1, var$7);
    var$7[var$22] = var$7[var$22] + $b | 0;
    var$22 = $rt_checkUpperBound(2, var$7);
    var$7[var$22] = var$7[var$22] + $c | 0;
    var$22 = $rt_checkUpperBound(3, var$7);
    var$7[var$22] = var$7[var$22] + $d | 0;
    var$22 = $rt_checkUpperBound(4, var$7);
    var$7[var$22] = var$7[var$22] + $e | 0;
    var$22 = $rt_checkUpperBound(5, var$7);
    var$7[var$22] = var$7[var$22] + $f | 0;
    var$22 = $rt_checkUpperBound(6, var$7);
    var$7[var$22] = var$7[var$22] + $g | 0;
    var$22 = $rt_checkUpperBound(7, var$7);
    var$7[var$22] = var$7[var$22] + $h | 0;
},
ipcc_Sha256__clinit_ = () => {
    ipcc_Sha256_K = $rt_createIntArrayFromData([1116352408, 1899447441, (-1245643825), (-373957723), 961987163, 1508970993, (-1841331548), (-1424204075), (-670586216), 310598401, 607225278, 1426881987, 1925078388, (-2132889090), (-1680079193), (-1046744716), (-459576895), (-272742522), 264347078, 604807628, 770255983, 1249150122, 1555081692, 1996064986, (-1740746414), (-1473132947), (-1341970488), (-1084653625), (-958395405), (-710438585), 113926993, 338241895, 666307205, 773529912, 1294757372, 1396182291, 1695183700,
    1986661051, (-2117940946), (-1838011259), (-1564481375), (-1474664885), (-1035236496), (-949202525), (-778901479), (-694614492), (-200395387), 275423344, 430227734, 506948616, 659060556, 883997877, 958139571, 1322822218, 1537002063, 1747873779, 1955562222, 2024104815, (-2067236844), (-1933114872), (-1866530822), (-1538233109), (-1090935817), (-965641998)]);
};
function jnc_CharsetEncoder() {
    let a = this; jl_Object.call(a);
    a.$charset = null;
    a.$replacement0 = null;
    a.$averageBytesPerChar = 0.0;
    a.$maxBytesPerChar = 0.0;
    a.$malformedAction0 = null;
    a.$unmappableAction0 = null;
    a.$status = 0;
}
let jnc_CharsetEncoder__init_0 = ($this, $cs, $averageBytesPerChar, $maxBytesPerChar, $replacement) => {
    jl_Object__init_($this);
    jnc_CodingErrorAction_$callClinit();
    $this.$malformedAction0 = jnc_CodingErrorAction_REPORT;
    $this.$unmappableAction0 = jnc_CodingErrorAction_REPORT;
    jnc_CharsetEncoder_checkReplacement($this, $replacement);
    $this.$charset = $cs;
    $replacement = $rt_nullCheck($replacement);
    $this.$replacement0 = $rt_castToInterface($replacement.$clone0(), $rt_arraycls($rt_bytecls));
    $this.$averageBytesPerChar = $averageBytesPerChar;
    $this.$maxBytesPerChar = $maxBytesPerChar;
},
jnc_CharsetEncoder__init_ = ($this, $cs, $averageBytesPerChar, $maxBytesPerChar) => {
    let var$4;
    var$4 = $rt_createByteArray(1);
    var$4.data[0] = 63;
    jnc_CharsetEncoder__init_0($this, $cs, $averageBytesPerChar, $maxBytesPerChar, var$4);
},
jnc_CharsetEncoder_checkReplacement = ($this, $replacement) => {
    let var$2;
    if ($replacement !== null) {
        var$2 = $replacement.data.length;
        if (var$2 && !(var$2 < $this.$maxBytesPerChar))
            return;
    }
    $rt_throw(jl_IllegalArgumentException__init_1($rt_s(64)));
},
jnc_CharsetEncoder_onMalformedInput = ($this, $newAction) => {
    if ($newAction === null)
        $rt_throw(jl_IllegalArgumentException__init_1($rt_s(65)));
    $this.$malformedAction0 = $newAction;
    $this.$implOnMalformedInput($newAction);
    return $this;
},
jnc_CharsetEncoder_implOnMalformedInput = ($this, $newAction) => {
    return;
},
jnc_CharsetEncoder_onUnmappableCharacter = ($this, $newAction) => {
    if ($newAction === null)
        $rt_throw(jl_IllegalArgumentException__init_1($rt_s(65)));
    $this.$unmappableAction0 = $newAction;
    $this.$implOnUnmappableCharacter($newAction);
    return $this;
},
jnc_CharsetEncoder_implOnUnmappableCharacter = ($this, $newAction) => {
    return;
},
jnc_CharsetEncoder_encode = ($this, $in, $out, $endOfInput) => {
    let $result, $e, $remaining, var$7, $action, $$je;
    a: {
        if ($this.$status != 3) {
            if ($endOfInput)
                break a;
            if ($this.$status != 2)
                break a;
        }
        $rt_throw(jl_IllegalStateException__init_());
    }
    $this.$status = !$endOfInput ? 1 : 2;
    while (true) {
        try {
            $result = $this.$encodeLoop($in, $out);
        } catch ($$e) {
            $$je = $rt_wrapException($$e);
            if ($$je instanceof jl_RuntimeException) {
                $e = $$je;
                $rt_throw(jnc_CoderMalfunctionError__init_0($e));
            } else {
                throw $$e;
            }
        }
        $result = $rt_nullCheck($result);
        if ($result.$isUnderflow()) {
            if (!$endOfInput)
                return $result;
            $in = $rt_nullCheck($in);
            $remaining = jn_Buffer_remaining($in);
            if ($remaining <= 0)
                return $result;
            $result = jnc_CoderResult_malformedForLength($remaining);
        } else if ($result.$isOverflow())
            return $result;
        var$7 = $rt_nullCheck($result);
        $action = !var$7.$isUnmappable() ? $this.$malformedAction0 : $this.$unmappableAction0;
        jnc_CodingErrorAction_$callClinit();
        if ($action === jnc_CodingErrorAction_REPLACE) {
            $out = $rt_nullCheck($out);
            if (jn_Buffer_remaining($out) < ($rt_nullCheck($this.$replacement0)).data.length)
                return jnc_CoderResult_OVERFLOW;
            jn_ByteBuffer_put($out, $this.$replacement0);
        } else if ($action !== jnc_CodingErrorAction_IGNORE)
            break;
        $in = $rt_nullCheck($in);
        $in.$position1(jn_Buffer_position($in) + var$7.$length() | 0);
    }
    return var$7;
},
jnc_CharsetEncoder_encode0 = ($this, $in) => {
    let $output, $result, var$4;
    $in = $rt_nullCheck($in);
    if (jn_Buffer_remaining($in)) {
        jnc_CharsetEncoder_reset($this);
        $output = jn_ByteBuffer_allocate(jn_Buffer_remaining($in) * $this.$averageBytesPerChar | 0);
        while (true) {
            $result = jnc_CharsetEncoder_encode($this, $in, $output, 0);
            jnc_CoderResult_$callClinit();
            if ($result === jnc_CoderResult_UNDERFLOW)
                break;
            if ($result === jnc_CoderResult_OVERFLOW) {
                $output = jnc_CharsetEncoder_allocateMore($this, $output);
                continue;
            }
            $result = $rt_nullCheck($result);
            if (!$result.$isError())
                continue;
            $result.$throwException();
        }
        var$4 = jnc_CharsetEncoder_encode($this, $in, $output, 1);
        var$4 = $rt_nullCheck(var$4);
        if (var$4.$isError())
            var$4.$throwException();
        while (true) {
            var$4 = jnc_CharsetEncoder_flush($this, $output);
            var$4 = $rt_nullCheck(var$4);
            if (var$4.$isUnderflow())
                break;
            if (!var$4.$isOverflow())
                continue;
            $output = jnc_CharsetEncoder_allocateMore($this, $output);
        }
        var$4 = $rt_nullCheck($output);
        jn_ByteBuffer_flip(var$4);
        return var$4;
    }
    return jn_ByteBuffer_allocate(0);
},
jnc_CharsetEncoder_allocateMore = ($this, $buffer) => {
    let $array, var$3, $result, var$5;
    $buffer = $rt_nullCheck($buffer);
    $array = jn_ByteBuffer_array($buffer);
    $array = $rt_nullCheck($array);
    var$3 = ju_Arrays_copyOf1($array, $array.data.length * 2 | 0);
    $result = jn_ByteBuffer_wrap0(var$3);
    var$5 = jn_Buffer_position($buffer);
    $result = $rt_nullCheck($result);
    $result.$position(var$5);
    return $result;
},
jnc_CharsetEncoder_flush = ($this, $out) => {
    let $result;
    if ($this.$status != 2 && $this.$status != 4)
        $rt_throw(jl_IllegalStateException__init_());
    $result = $this.$implFlush0($out);
    jnc_CoderResult_$callClinit();
    if ($result === jnc_CoderResult_UNDERFLOW)
        $this.$status = 3;
    return $result;
},
jnc_CharsetEncoder_implFlush = ($this, $out) => {
    jnc_CoderResult_$callClinit();
    return jnc_CoderResult_UNDERFLOW;
},
jnc_CharsetEncoder_reset = $this => {
    $this.$status = 0;
    $this.$implReset();
    return $this;
},
jnc_CharsetEncoder_implReset = $this => {
    return;
},
ju_Comparator$NaturalOrder = $rt_classWithoutFields(),
ju_Comparator$NaturalOrder_INSTANCE = null,
ju_Comparator$NaturalOrder_$callClinit = () => {
    ju_Comparator$NaturalOrder_$callClinit = $rt_eraseClinit(ju_Comparator$NaturalOrder);
    ju_Comparator$NaturalOrder__clinit_();
},
ju_Comparator$NaturalOrder__init_ = $this => {
    ju_Comparator$NaturalOrder_$callClinit();
    jl_Object__init_($this);
},
ju_Comparator$NaturalOrder__init_0 = () => {
    let var_0 = new ju_Comparator$NaturalOrder();
    ju_Comparator$NaturalOrder__init_(var_0);
    return var_0;
},
ju_Comparator$NaturalOrder_compare = ($this, $o1, $o2) => {
    return ($rt_nullCheck($rt_castToInterface($o1, jl_Comparable))).$compareTo2($o2);
},
ju_Comparator$NaturalOrder_instance = () => {
    ju_Comparator$NaturalOrder_$callClinit();
    return ju_Comparator$NaturalOrder_INSTANCE;
},
ju_Comparator$NaturalOrder__clinit_ = () => {
    ju_Comparator$NaturalOrder_INSTANCE = ju_Comparator$NaturalOrder__init_0();
};
function ipcp_StreamOrder$Outcome() {
    let a = this; jl_Record.call(a);
    a.$ready0 = null;
    a.$returned = null;
}
let ipcp_StreamOrder$Outcome__init_ = ($this, $ready, $returned) => {
    jl_Record__init_($this);
    $this.$ready0 = $ready;
    $this.$returned = $returned;
},
ipcp_StreamOrder$Outcome__init_0 = (var_0, var_1) => {
    let var_2 = new ipcp_StreamOrder$Outcome();
    ipcp_StreamOrder$Outcome__init_(var_2, var_0, var_1);
    return var_2;
},
ipcp_StreamOrder$Outcome_ready = $this => {
    return $this.$ready0;
},
ipcw_LinkMessage$Done = $rt_classWithoutFields(jl_Record),
ipcw_LinkMessage$Done__init_ = $this => {
    jl_Record__init_($this);
},
ipcw_LinkMessage$Done__init_0 = () => {
    let var_0 = new ipcw_LinkMessage$Done();
    ipcw_LinkMessage$Done__init_(var_0);
    return var_0;
},
ipcw_LinkMessage$Done_number = $this => {
    return 13;
},
ipcw_LinkMessage$Done_fields = $this => {
    return 0;
},
ipcw_LinkMessage$Done_write = ($this, $out) => {
    return;
},
jnci_AsciiCharset = $rt_classWithoutFields(jnc_Charset),
jnci_AsciiCharset__init_ = $this => {
    jnc_Charset__init_($this, $rt_s(66), $rt_createArray(jl_String, 0));
},
jnci_AsciiCharset__init_0 = () => {
    let var_0 = new jnci_AsciiCharset();
    jnci_AsciiCharset__init_(var_0);
    return var_0;
};
function ipcw_DataMessage$Fetch() {
    jl_Record.call(this);
    this.$key1 = null;
}
let ipcw_DataMessage$Fetch__init_ = ($this, $key) => {
    jl_Record__init_($this);
    $this.$key1 = $key;
},
ipcw_DataMessage$Fetch__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Fetch();
    ipcw_DataMessage$Fetch__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Fetch_number = $this => {
    return 32;
},
ipcw_DataMessage$Fetch_fields = $this => {
    return 1;
},
ipcw_DataMessage$Fetch_write = ($this, $out) => {
    let var$2;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$key1));
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
},
ipcw_DataMessage$Fetch_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_DataMessage$Fetch;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_DataMessage$Fetch__init_(var$2, var$3);
    return var$2;
},
ju_Queue = $rt_classWithoutFields(0),
jl_ArrayStoreException = $rt_classWithoutFields(jl_RuntimeException),
jl_ArrayStoreException__init_0 = $this => {
    jl_RuntimeException__init_($this);
},
jl_ArrayStoreException__init_ = () => {
    let var_0 = new jl_ArrayStoreException();
    jl_ArrayStoreException__init_0(var_0);
    return var_0;
};
function ipcw_DataMessage$Offer$write$lambda$_3_0() {
    jl_Object.call(this);
    this.$_01 = null;
}
let ipcw_DataMessage$Offer$write$lambda$_3_0__init_ = (var$0, var$1) => {
    jl_Object__init_(var$0);
    var$0.$_01 = var$1;
},
ipcw_DataMessage$Offer$write$lambda$_3_0__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Offer$write$lambda$_3_0();
    ipcw_DataMessage$Offer$write$lambda$_3_0__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Offer$write$lambda$_3_0_accept0 = (var$0, var$1) => {
    ipcw_DataMessage$Offer$write$lambda$_3_0_accept(var$0, $rt_castToClass(var$1, ipcw_DataMessage$Held));
},
ipcw_DataMessage$Offer$write$lambda$_3_0_accept = (var$0, var$1) => {
    ipcw_DataMessage$Offer_lambda$write$0(var$0.$_01, var$1);
};
function ipcw_LinkMessage$Goodbye() {
    let a = this; jl_Record.call(a);
    a.$code1 = null;
    a.$reason = null;
}
let ipcw_LinkMessage$Goodbye__init_ = ($this, $code, $reason) => {
    jl_Record__init_($this);
    $this.$code1 = $code;
    $this.$reason = $reason;
},
ipcw_LinkMessage$Goodbye__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_LinkMessage$Goodbye();
    ipcw_LinkMessage$Goodbye__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_LinkMessage$Goodbye_number = $this => {
    return 5;
},
ipcw_LinkMessage$Goodbye_fields = $this => {
    return 2;
},
ipcw_LinkMessage$Goodbye_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ipcb_ErrorCode_number($rt_nullCheck($this.$code1));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$4 = $this.$reason;
    ipcb_CborWriter_text($rt_nullCheck(var$3), var$4);
},
ipcw_LinkMessage$Goodbye_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Goodbye;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Goodbye__init_(var$2, ipcb_ErrorCode_of(ipcb_CborReader_uint($in, 65535)), ipcb_CborReader_text($in, 256));
    return var$2;
},
ju_AbstractSet = $rt_classWithoutFields(ju_AbstractCollection),
ju_AbstractSet__init_ = $this => {
    ju_AbstractCollection__init_($this);
},
ju_AbstractSet_equals = ($this, $obj) => {
    let $other, var$3, $iter;
    if ($this !== $obj) {
        if ($rt_isInstance($obj, ju_Set)) {
            $other = $rt_castToInterface($obj, ju_Set);
            var$3 = $this.$size();
            $other = $rt_nullCheck($other);
            if (var$3 == $other.$size()) {
                $iter = $other.$iterator();
                while (true) {
                    $iter = $rt_nullCheck($iter);
                    if (!$iter.$hasNext())
                        break;
                    if (!$this.$contains($iter.$next()))
                        return 0;
                }
                return 1;
            }
            return 0;
        }
        return 0;
    }
    return 1;
};
function ju_TreeMap$EntrySet() {
    let a = this; ju_AbstractSet.call(a);
    a.$modCount3 = 0;
    a.$owner = null;
    a.$from1 = null;
    a.$fromIncluded0 = 0;
    a.$fromChecked0 = 0;
    a.$to1 = null;
    a.$toIncluded = 0;
    a.$toChecked0 = 0;
    a.$cachedSize = 0;
    a.$reverse3 = 0;
}
let ju_TreeMap$EntrySet__init_0 = ($this, $owner, $from, $fromIncluded, $fromChecked, $to, $toIncluded, $toChecked, $reverse) => {
    ju_AbstractSet__init_($this);
    $this.$modCount3 = (-1);
    $this.$owner = $owner;
    $this.$from1 = $from;
    $this.$fromIncluded0 = $fromIncluded;
    $this.$fromChecked0 = $fromChecked;
    $this.$to1 = $to;
    $this.$toIncluded = $toIncluded;
    $this.$toChecked0 = $toChecked;
    $this.$reverse3 = $reverse;
},
ju_TreeMap$EntrySet__init_ = (var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7) => {
    let var_8 = new ju_TreeMap$EntrySet();
    ju_TreeMap$EntrySet__init_0(var_8, var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7);
    return var_8;
},
ju_TreeMap$EntrySet_isEmpty = $this => {
    return ($rt_nullCheck($this.$iterator())).$hasNext() ? 0 : 1;
},
ju_TreeMap$EntrySet_size = $this => {
    let $size, $fromPath, var$3, var$4, var$5, var$6, var$7, $node, $path;
    if ($this.$modCount3 != ($rt_nullCheck($this.$owner)).$modCount) {
        $this.$modCount3 = ($rt_nullCheck($this.$owner)).$modCount;
        $size = ($rt_nullCheck($this.$owner)).$size();
        $fromPath = null;
        if (!$this.$fromChecked0)
            var$3 = $fromPath;
        else {
            var$3 = !$this.$fromIncluded0 ? ($rt_nullCheck($this.$owner)).$pathToExactOrNext($this.$from1, 1) : ($rt_nullCheck($this.$owner)).$pathToNext($this.$from1, 1);
            var$3 = $rt_nullCheck(var$3);
            var$4 = var$3.data;
            var$5 = var$4.length;
            var$6 = 0;
            while (var$6 < var$5) {
                var$7 = $rt_checkLowerBound(var$6);
                $node = var$4[var$7];
                $node = $rt_nullCheck($node);
                if ($node.$left !== null)
                    $size = $size - ($rt_nullCheck($node.$left)).$size1 | 0;
                var$6 = var$7 + 1 | 0;
            }
            $size = $size - var$5 | 0;
        }
        if ($this.$toChecked0) {
            $path = !$this.$toIncluded ? ($rt_nullCheck($this.$owner)).$pathToExactOrNext($this.$to1, 0) : ($rt_nullCheck($this.$owner)).$pathToNext($this.$to1, 0);
            $path = $rt_nullCheck($path);
            var$4 = $path.data;
            var$6 = var$4.length;
            var$5 = 0;
            while (var$5 < var$6) {
                var$5 = $rt_checkLowerBound(var$5);
                $node = var$4[var$5];
                $node = $rt_nullCheck($node);
                if ($node.$right !== null)
                    $size = $size - ($rt_nullCheck($node.$right)).$size1 | 0;
                var$5 = var$5 + 1 | 0;
            }
            $size = $size - var$6 | 0;
            if (var$3 !== null) {
                var$3 = var$3.data;
                var$5 = var$3.length;
                if (var$5 > 0 && var$6 > 0 && var$3[$rt_checkBounds(var$5 - 1 | 0, var$3)] === var$4[$rt_checkBounds(var$6 - 1 | 0, var$4)])
                    $size = $size + 1 | 0;
            }
        }
        $this.$cachedSize = $size;
    }
    return $this.$cachedSize;
},
ju_TreeMap$EntrySet_iterator = $this => {
    return $this.$reverse3 ? ju_TreeMap$EntrySet_descendingIterator($this) : ju_TreeMap$EntrySet_ascendingIterator($this);
},
ju_TreeMap$EntrySet_ascendingIterator = $this => {
    let $fromPath;
    $fromPath = !$this.$fromChecked0 ? ($rt_nullCheck($this.$owner)).$pathToFirst(0) : !$this.$fromIncluded0 ? ($rt_nullCheck($this.$owner)).$pathToNext($this.$from1, 0) : ($rt_nullCheck($this.$owner)).$pathToExactOrNext($this.$from1, 0);
    return ju_TreeMap$EntryIterator__init_0($this.$owner, $fromPath, $this.$to1, $this.$toChecked0, $this.$toIncluded, 0);
},
ju_TreeMap$EntrySet_descendingIterator = $this => {
    let $toPath;
    $toPath = !$this.$toChecked0 ? ($rt_nullCheck($this.$owner)).$pathToFirst(1) : !$this.$toIncluded ? ($rt_nullCheck($this.$owner)).$pathToNext($this.$to1, 1) : ($rt_nullCheck($this.$owner)).$pathToExactOrNext($this.$to1, 1);
    return ju_TreeMap$EntryIterator__init_0($this.$owner, $toPath, $this.$from1, $this.$fromChecked0, $this.$fromIncluded0, 1);
},
ipcc_IdentityKeys = $rt_classWithoutFields(0),
otji_JSWrapper = $rt_classWithoutFields(),
otp_Platform = $rt_classWithoutFields(),
otp_Platform_clone = var$1 => {
    let copy = new var$1.constructor();
    for (let field in var$1) {
        if (var$1.hasOwnProperty(field)) {
            copy[field] = var$1[field];
        }
    }
    return copy;
},
otp_Platform_launchThread = var$1 => {
    var$1 = $rt_nullCheck(var$1);
    var$1.$run();
},
otp_Platform_postpone = $runnable => {
    otp_Platform_schedule($runnable, 0);
},
otp_Platform_schedule = (var$1, var$2) => {
    setTimeout(() => {
        otp_Platform_launchThread(var$1);
    }, var$2);
};
function jnc_CodingErrorAction() {
    jl_Object.call(this);
    this.$name3 = null;
}
let jnc_CodingErrorAction_IGNORE = null,
jnc_CodingErrorAction_REPLACE = null,
jnc_CodingErrorAction_REPORT = null,
jnc_CodingErrorAction_$callClinit = () => {
    jnc_CodingErrorAction_$callClinit = $rt_eraseClinit(jnc_CodingErrorAction);
    jnc_CodingErrorAction__clinit_();
},
jnc_CodingErrorAction__init_0 = ($this, var$1) => {
    jnc_CodingErrorAction_$callClinit();
    jl_Object__init_($this);
    $this.$name3 = var$1;
},
jnc_CodingErrorAction__init_ = var_0 => {
    let var_1 = new jnc_CodingErrorAction();
    jnc_CodingErrorAction__init_0(var_1, var_0);
    return var_1;
},
jnc_CodingErrorAction__clinit_ = () => {
    jnc_CodingErrorAction_IGNORE = jnc_CodingErrorAction__init_($rt_s(67));
    jnc_CodingErrorAction_REPLACE = jnc_CodingErrorAction__init_($rt_s(68));
    jnc_CodingErrorAction_REPORT = jnc_CodingErrorAction__init_($rt_s(69));
},
jnc_BufferUnderflowException = $rt_classWithoutFields(jl_RuntimeException),
jnc_BufferUnderflowException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jnc_BufferUnderflowException__init_0 = () => {
    let var_0 = new jnc_BufferUnderflowException();
    jnc_BufferUnderflowException__init_(var_0);
    return var_0;
};
function ipcb_CborReader() {
    let a = this; jl_Object.call(a);
    a.$source = null;
    a.$at = 0;
}
let ipcb_CborReader__init_0 = ($this, $source) => {
    jl_Object__init_($this);
    $this.$source = $source;
},
ipcb_CborReader__init_ = var_0 => {
    let var_1 = new ipcb_CborReader();
    ipcb_CborReader__init_0(var_1, var_0);
    return var_1;
},
ipcb_CborReader_array = ($this, $least) => {
    let $count, var$3;
    $count = ipcb_CborReader_head($this, 4);
    if ($count >= $least && $count <= (($rt_nullCheck($this.$source)).data.length - $this.$at | 0))
        return $count;
    var$3 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(70))), $count);
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$3))));
},
ipcb_CborReader_rest = ($this, $count, $i) => {
    while ($i < $count) {
        ipcb_CborReader_skip($this, 0);
        $i = $i + 1 | 0;
    }
},
ipcb_CborReader_uint = ($this, $most) => {
    let $value, var$3;
    $value = ipcb_CborReader_head($this, 0);
    if ($value > $most) {
        var$3 = jl_StringBuilder__init_();
        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(71))), $value)), $rt_s(72))), $most);
        $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$3))));
    }
    return $value;
},
ipcb_CborReader_ulong = $this => {
    let $first, $value;
    $first = ipcb_CborReader_next($this);
    if ($first != 27) {
        if ($first == 26) {
            $value = Long_and(Long_fromInt(ipcb_CborReader_int32($this)), Long_create(4294967295, 0));
            if (Long_lt($value, Long_fromInt(65536)))
                $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(73))));
            return $value;
        }
        $this.$at = $this.$at - 1 | 0;
        return Long_fromInt(ipcb_CborReader_head($this, 0));
    }
    $value = Long_or(Long_shl(Long_fromInt(ipcb_CborReader_int32($this)), 32), Long_and(Long_fromInt(ipcb_CborReader_int32($this)), Long_create(4294967295, 0)));
    if (Long_lt($value, Long_create(0, 1)))
        $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(74))));
    return $value;
},
ipcb_CborReader_bool = $this => {
    let $first;
    $first = ipcb_CborReader_next($this);
    if ($first != 245) {
        if ($first != 244)
            $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(75))));
        return 0;
    }
    return 1;
},
ipcb_CborReader_bytes = ($this, $most) => {
    return ipcb_CborReader_take($this, 2, $most);
},
ipcb_CborReader_bytesOf = ($this, $exactly) => {
    let $value, var$3, var$4;
    $value = ipcb_CborReader_take($this, 2, $exactly);
    $value = $rt_nullCheck($value);
    var$3 = $value.data.length;
    if (var$3 != $exactly) {
        var$4 = jl_StringBuilder__init_();
        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(76))), var$3)), $rt_s(77))), $exactly);
        $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$4))));
    }
    return $value;
},
ipcb_CborReader_text = ($this, $mostBytes) => {
    let $encoded, $text;
    $encoded = ipcb_CborReader_take($this, 3, $mostBytes);
    $text = ipcb_Bytes_utf80($encoded);
    if (!ipcb_Bytes_equal(ipcb_Bytes_utf8($text), $encoded))
        $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(78))));
    return $text;
},
ipcb_CborReader_list = ($this, $most, $item) => {
    let $count, $items, $i, var$6;
    $count = ipcb_CborReader_array($this, 0);
    if ($count <= $most) {
        if ($count) {
            $items = ju_ArrayList__init_3($count);
            $i = 0;
            while ($i < $count) {
                $item = $rt_nullCheck($item);
                $items.$add($item.$apply0($this));
                $i = $i + 1 | 0;
            }
            return $items;
        }
        return ju_List_of();
    }
    var$6 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$6, $rt_s(79))), $count)), $rt_s(72))), $most);
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$6))));
},
ipcb_CborReader_end = $this => {
    let var$1, var$2;
    if ($this.$at != ($rt_nullCheck($this.$source)).data.length) {
        var$1 = ($rt_nullCheck($this.$source)).data.length - $this.$at | 0;
        var$2 = jl_StringBuilder__init_();
        jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0(var$2, var$1)), $rt_s(80));
        $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$2))));
    }
},
ipcb_CborReader_take = ($this, $major, $most) => {
    let $length, var$4;
    $length = ipcb_CborReader_head($this, $major);
    if ($length <= $most) {
        if ($length <= (($rt_nullCheck($this.$source)).data.length - $this.$at | 0)) {
            $this.$at = $this.$at + $length | 0;
            return ipcb_Bytes_slice($this.$source, $this.$at - $length | 0, $this.$at);
        }
        $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(81))));
    }
    var$4 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(82))), $length)), $rt_s(72))), $most);
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$4))));
},
ipcb_CborReader_skip = ($this, $depth) => {
    let $first, $major, $count, $i, var$6;
    if ($depth <= 16) {
        $first = ipcb_CborReader_next($this);
        $major = $first >> 5;
        $this.$at = $this.$at - 1 | 0;
        if (!($major && $major != 1))
            ipcb_CborReader_skipHead($this);
        else if (!($major != 2 && $major != 3))
            ipcb_CborReader_take($this, $major, ($rt_nullCheck($this.$source)).data.length);
        else if ($major == 4) {
            $count = ipcb_CborReader_array($this, 0);
            $i = 0;
            while ($i < $count) {
                ipcb_CborReader_skip($this, $depth + 1 | 0);
                $i = $i + 1 | 0;
            }
        } else {
            if ($first != 244 && $first != 245 && $first != 246) {
                var$6 = jl_StringBuilder__init_();
                jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$6, $rt_s(83))), $first);
                $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$6))));
            }
            $this.$at = $this.$at + 1 | 0;
        }
        return;
    }
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(84))));
},
ipcb_CborReader_skipHead = $this => {
    let $info, $more;
    $info = ipcb_CborReader_next($this) & 31;
    $more = $info < 24 ? 0 : $info >= 28 ? (-1) : 1 << ($info - 24 | 0);
    if ($more >= 0 && $more <= (($rt_nullCheck($this.$source)).data.length - $this.$at | 0)) {
        $this.$at = $this.$at + $more | 0;
        return;
    }
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(81))));
},
ipcb_CborReader_head = ($this, $major) => {
    let $first, var$3, $info, $value, $least, var$7;
    $first = ipcb_CborReader_next($this);
    var$3 = $first >> 5;
    if (var$3 == $major) {
        $info = $first & 31;
        var$3 = $rt_compare($info, 24);
        if (var$3 >= 0) {
            if (!var$3) {
                $value = ipcb_CborReader_next($this);
                $least = 24;
            } else if ($info == 25) {
                $value = ipcb_CborReader_next($this) << 8 | ipcb_CborReader_next($this);
                $least = 256;
            } else if ($info == 26) {
                $value = ipcb_CborReader_int32($this);
                $least = 65536;
            } else {
                var$7 = jl_StringBuilder__init_();
                jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$7, $rt_s(85))), $info);
                $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$7))));
            }
            if ($value >= 0) {
                if ($value < $least)
                    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(73))));
                return $value;
            }
            $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(86))));
        }
        return $info;
    }
    var$7 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$7, $rt_s(87))), var$3)), $rt_s(77))), $major);
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid(jl_StringBuilder_toString(var$7))));
},
ipcb_CborReader_int32 = $this => {
    return ipcb_CborReader_next($this) << 24 | ipcb_CborReader_next($this) << 16 | ipcb_CborReader_next($this) << 8 | ipcb_CborReader_next($this);
},
ipcb_CborReader_next = $this => {
    let var$1, var$2;
    if ($this.$at < ($rt_nullCheck($this.$source)).data.length) {
        var$1 = $this.$source;
        var$2 = $this.$at;
        $this.$at = var$2 + 1 | 0;
        var$1 = ($rt_nullCheck(var$1)).data;
        return var$1[$rt_checkBounds(var$2, var$1)] & 255;
    }
    $rt_throw($rt_nullCheck(ipcb_CborReader_invalid($rt_s(81))));
},
ipcb_CborReader_invalid = $what => {
    let var$2, var$3, var$4;
    var$2 = new ipcb_PeerloomException;
    ipcb_ErrorCode_$callClinit();
    var$3 = ipcb_ErrorCode_INVALID_REQUEST;
    var$4 = jl_StringBuilder__init_();
    jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(88))), $what);
    ipcb_PeerloomException__init_(var$2, var$3, jl_StringBuilder_toString(var$4));
    return var$2;
},
oji_ExactComparisonCriteria = $rt_classWithoutFields(oji_ComparisonCriteria),
oji_ExactComparisonCriteria__init_ = $this => {
    oji_ComparisonCriteria__init_($this);
},
oji_ExactComparisonCriteria__init_0 = () => {
    let var_0 = new oji_ExactComparisonCriteria();
    oji_ExactComparisonCriteria__init_(var_0);
    return var_0;
},
oji_ExactComparisonCriteria_assertElementsEqual = ($this, $expected, $actual) => {
    oj_Assert_assertEquals($expected, $actual);
},
jl_IllegalArgumentException = $rt_classWithoutFields(jl_RuntimeException),
jl_IllegalArgumentException__init_2 = $this => {
    jl_RuntimeException__init_($this);
},
jl_IllegalArgumentException__init_0 = () => {
    let var_0 = new jl_IllegalArgumentException();
    jl_IllegalArgumentException__init_2(var_0);
    return var_0;
},
jl_IllegalArgumentException__init_ = ($this, $message) => {
    jl_RuntimeException__init_0($this, $message);
},
jl_IllegalArgumentException__init_1 = var_0 => {
    let var_1 = new jl_IllegalArgumentException();
    jl_IllegalArgumentException__init_(var_1, var_0);
    return var_1;
};
function jnc_IllegalCharsetNameException() {
    jl_IllegalArgumentException.call(this);
    this.$charsetName = null;
}
let jnc_IllegalCharsetNameException__init_0 = ($this, $charsetName) => {
    jl_IllegalArgumentException__init_2($this);
    $this.$charsetName = $charsetName;
},
jnc_IllegalCharsetNameException__init_ = var_0 => {
    let var_1 = new jnc_IllegalCharsetNameException();
    jnc_IllegalCharsetNameException__init_0(var_1, var_0);
    return var_1;
},
ju_NoSuchElementException = $rt_classWithoutFields(jl_RuntimeException),
ju_NoSuchElementException__init_0 = $this => {
    jl_RuntimeException__init_($this);
},
ju_NoSuchElementException__init_ = () => {
    let var_0 = new ju_NoSuchElementException();
    ju_NoSuchElementException__init_0(var_0);
    return var_0;
};
function ipcw_TopicProtocol$Items() {
    let a = this; jl_Record.call(a);
    a.$items1 = null;
    a.$more0 = 0;
}
let ipcw_TopicProtocol$Items__init_ = ($this, $items, $more) => {
    jl_Record__init_($this);
    $this.$items1 = $items;
    $this.$more0 = $more;
},
ipcw_TopicProtocol$Items__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Items();
    ipcw_TopicProtocol$Items__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Items_number = $this => {
    return 45;
},
ipcw_TopicProtocol$Items_fields = $this => {
    return 2;
},
ipcw_TopicProtocol$Items_write = ($this, $out) => {
    let var$2, var$3, $item;
    var$2 = ($rt_nullCheck($this.$items1)).$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$2);
    var$3 = ($rt_nullCheck($this.$items1)).$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $item = $rt_castToInterface(var$3.$next(), $rt_arraycls($rt_bytecls));
        ipcb_CborWriter_bytes($out, $item);
    }
    ipcb_CborWriter_bool($out, $this.$more0);
},
ipcw_TopicProtocol$Items_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Items;
    var$3 = ipcw_TopicProtocol$Items$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_TopicProtocol$Items__init_(var$2, ipcb_CborReader_list($in, 256, var$3), ipcb_CborReader_bool($in));
    return var$2;
},
ipcw_TopicProtocol$Items_lambda$read$0 = $i => {
    $i = $rt_nullCheck($i);
    return ipcb_CborReader_bytes($i, 34816);
};
function ipcw_LinkMessage$Unknown() {
    jl_Record.call(this);
    this.$number4 = 0;
}
let ipcw_LinkMessage$Unknown__init_ = ($this, $number) => {
    jl_Record__init_($this);
    $this.$number4 = $number;
},
ipcw_LinkMessage$Unknown__init_0 = var_0 => {
    let var_1 = new ipcw_LinkMessage$Unknown();
    ipcw_LinkMessage$Unknown__init_(var_1, var_0);
    return var_1;
},
ipcw_LinkMessage$Unknown_fields = $this => {
    return 0;
},
ipcw_LinkMessage$Unknown_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = new jl_IllegalStateException;
    var$3 = $this.$number4;
    var$4 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(89))), var$3);
    jl_IllegalStateException__init_0(var$2, jl_StringBuilder_toString(var$4));
    $rt_throw(var$2);
},
ipcw_LinkMessage$Unknown_number = $this => {
    return $this.$number4;
},
jlr_AnnotatedElement = $rt_classWithoutFields(0),
jlr_GenericDeclaration = $rt_classWithoutFields(0);
function ipcp_MessageCollection$digestOf$lambda$_8_0() {
    let a = this; jl_Object.call(a);
    a.$_06 = null;
    a.$_11 = null;
}
let ipcp_MessageCollection$digestOf$lambda$_8_0__init_ = (var$0, var$1, var$2) => {
    jl_Object__init_(var$0);
    var$0.$_06 = var$1;
    var$0.$_11 = var$2;
},
ipcp_MessageCollection$digestOf$lambda$_8_0__init_0 = (var_0, var_1) => {
    let var_2 = new ipcp_MessageCollection$digestOf$lambda$_8_0();
    ipcp_MessageCollection$digestOf$lambda$_8_0__init_(var_2, var_0, var_1);
    return var_2;
},
ipcp_MessageCollection$digestOf$lambda$_8_0_apply0 = (var$0, var$1) => {
    return ipcp_MessageCollection$digestOf$lambda$_8_0_apply(var$0, $rt_castToClass(var$1, jl_Long));
},
ipcp_MessageCollection$digestOf$lambda$_8_0_apply = (var$0, var$1) => {
    return ipcp_MessageCollection_lambda$digestOf$0($rt_nullCheck(var$0.$_06), var$0.$_11, var$1);
},
oti_AsyncCallback = $rt_classWithoutFields(0),
otcit_FloatAnalyzer = $rt_classWithoutFields(),
otcit_FloatAnalyzer_MAX_MANTISSA = 0,
otcit_FloatAnalyzer_mantissa10Table = null,
otcit_FloatAnalyzer_exp10Table = null,
otcit_FloatAnalyzer_$callClinit = () => {
    otcit_FloatAnalyzer_$callClinit = $rt_eraseClinit(otcit_FloatAnalyzer);
    otcit_FloatAnalyzer__clinit_();
},
otcit_FloatAnalyzer_analyze = ($d, $result) => {
    let $bits, var$4, $mantissa, $exponent, var$7, $decExponent, var$9, $binExponentCorrection, $mantissaShift, $decMantissa, var$13, var$14, var$15, $decMantissaHi, $decMantissaLow, $lowerPos, $upperPos, $posCmp;
    otcit_FloatAnalyzer_$callClinit();
    $bits = jl_Float_floatToIntBits($d);
    var$4 = !($bits & (-2147483648)) ? 0 : 1;
    $result = $rt_nullCheck($result);
    $result.$sign1 = var$4;
    $mantissa = $bits & 8388607;
    $exponent = $bits >> 23 & 255;
    if (!$mantissa && !$exponent) {
        $result.$mantissa = 0;
        $result.$exponent = 0;
        return;
    }
    if ($exponent)
        var$7 = $mantissa | 8388608;
    else {
        var$7 = $mantissa << 1;
        while (Long_eq(Long_and(Long_fromInt(var$7), Long_fromInt(8388608)), Long_ZERO)) {
            var$7 = var$7 << 1;
            $exponent = $exponent + (-1) | 0;
        }
    }
    $decExponent = ju_Arrays_binarySearch(otcit_FloatAnalyzer_exp10Table, $exponent);
    if ($decExponent < 0)
        $decExponent =  -$decExponent | 0;
    var$9 = otcit_FloatAnalyzer_exp10Table;
    var$4 = $decExponent + 1 | 0;
    var$9 = ($rt_nullCheck(var$9)).data;
    var$4 = $rt_checkBounds(var$4, var$9);
    $binExponentCorrection = $exponent - var$9[var$4] | 0;
    $mantissaShift = 9 + $binExponentCorrection | 0;
    var$9 = ($rt_nullCheck(otcit_FloatAnalyzer_mantissa10Table)).data;
    $decMantissa = otcit_FloatAnalyzer_mulAndShiftRight(var$7, var$9[$rt_checkUpperBound(var$4, var$9)], $mantissaShift);
    if ($decMantissa < otcit_FloatAnalyzer_MAX_MANTISSA) {
        while ($rt_ucmp($decMantissa, otcit_FloatAnalyzer_MAX_MANTISSA) <= 0) {
            $decExponent = $decExponent + (-1) | 0;
            $decMantissa = ($decMantissa * 10 | 0) + 9 | 0;
        }
        var$9 = otcit_FloatAnalyzer_exp10Table;
        var$4 = $decExponent + 1 | 0;
        var$9 = ($rt_nullCheck(var$9)).data;
        var$13 = $rt_checkBounds(var$4, var$9);
        var$4 = $exponent - var$9[var$13] | 0;
        $mantissaShift = 9 + var$4 | 0;
        var$9 = ($rt_nullCheck(otcit_FloatAnalyzer_mantissa10Table)).data;
        $decMantissa = otcit_FloatAnalyzer_mulAndShiftRight(var$7, var$9[$rt_checkUpperBound(var$13, var$9)], $mantissaShift);
    }
    var$7 = var$7 << 1;
    var$14 = var$7 + 1 | 0;
    var$9 = otcit_FloatAnalyzer_mantissa10Table;
    var$4 = $decExponent + 1 | 0;
    var$9 = ($rt_nullCheck(var$9)).data;
    var$4 = $rt_checkBounds(var$4, var$9);
    var$15 = var$9[var$4];
    var$13 = $mantissaShift - 1 | 0;
    $decMantissaHi = otcit_FloatAnalyzer_mulAndShiftRight(var$14, var$15, var$13);
    var$7 = var$7 - 1 | 0;
    var$9 = ($rt_nullCheck(otcit_FloatAnalyzer_mantissa10Table)).data;
    $decMantissaLow = otcit_FloatAnalyzer_mulAndShiftRight(var$7, var$9[$rt_checkUpperBound(var$4, var$9)], var$13);
    $lowerPos = otcit_FloatAnalyzer_findLowerDistance($decMantissa, $decMantissaLow);
    $upperPos = otcit_FloatAnalyzer_findUpperDistance($decMantissa, $decMantissaHi);
    $posCmp = $rt_ucmp($lowerPos, $upperPos);
    var$7 = $posCmp > 0 ? $rt_imul($rt_udiv($decMantissa, $lowerPos), $lowerPos) : $posCmp < 0 ? $rt_imul($rt_udiv($decMantissa, $upperPos), $upperPos) + $upperPos | 0 : $rt_imul($rt_udiv(($decMantissa + ($upperPos / 2 | 0) | 0), $upperPos), $upperPos);
    if (jl_Long_compareUnsigned(Long_fromInt(var$7), Long_fromInt(1000000000)) >= 0)
        while (true) {
            $decExponent = $decExponent + 1 | 0;
            var$7 = $rt_udiv(var$7, 10);
            if ($rt_ucmp(var$7, 1000000000) < 0)
                break;
        }
    else if ($rt_ucmp(var$7, 100000000) < 0) {
        $decExponent = $decExponent + (-1) | 0;
        var$7 = var$7 * 10 | 0;
    }
    $result.$mantissa = var$7;
    $result.$exponent = $decExponent - 50 | 0;
},
otcit_FloatAnalyzer_findLowerDistance = ($mantissa, $lower) => {
    let $pos, $pos_0, var$5, var$6;
    otcit_FloatAnalyzer_$callClinit();
    $pos = 1;
    while (true) {
        $pos_0 = $pos * 10 | 0;
        var$5 = $rt_udiv($mantissa, $pos_0);
        var$6 = $rt_udiv($lower, $pos_0);
        if ($rt_ucmp(var$5, var$6) <= 0)
            break;
        $pos = $pos_0;
    }
    return $pos;
},
otcit_FloatAnalyzer_findUpperDistance = ($mantissa, $upper) => {
    let $pos, $pos_0, var$5, var$6;
    otcit_FloatAnalyzer_$callClinit();
    $pos = 1;
    while (true) {
        $pos_0 = $pos * 10 | 0;
        var$5 = $rt_udiv($mantissa, $pos_0);
        var$6 = $rt_udiv($upper, $pos_0);
        if ($rt_ucmp(var$5, var$6) >= 0)
            break;
        $pos = $pos_0;
    }
    return $pos;
},
otcit_FloatAnalyzer_mulAndShiftRight = ($a, $b, $shift) => {
    let $result;
    otcit_FloatAnalyzer_$callClinit();
    $result = Long_mul(Long_and(Long_fromInt($a), Long_create(4294967295, 0)), Long_and(Long_fromInt($b), Long_create(4294967295, 0)));
    return Long_lo(Long_shru($result, 32 - $shift | 0));
},
otcit_FloatAnalyzer__clinit_ = () => {
    otcit_FloatAnalyzer_MAX_MANTISSA = $rt_udiv((-1), 10);
    otcit_FloatAnalyzer_mantissa10Table = $rt_createIntArrayFromData([(-18543760), (-873828468), (-1558056233), (-2105438446), (-791721136), (-1492370368), (-2052889754), (-707643228), (-1425108042), (-1999079893), (-621547450), (-1356231419), (-1943978595), (-533385374), (-1285701758), (-1887554866), (-443107408), (-1213479385), (-1829776968), (-350662770), (-1139523676), (-1770612400), (-255999462), (-1063793029), (-1710027882), (-159064234), (-986244846), (-1647989336), (-59802560), (-906835507), (-1584461865),
    (-2126562952), (-825520345), (-1519409735), (-2074521247), (-742253618), (-1452796353), (-2021230542), (-656988489), (-1384584251), (-1966660860), (-569676998), (-1314735058), (-1910781505), (-480270031), (-1243209484), (-1853561046), (-388717296), (-1169967296), (-1794967296), (-294967296), (-1094967296), (-1734967296), (-198967296), (-1018167296), (-1673527296), (-100663296), (-939524096), (-1610612736), (-2147483648), (-858993460), (-1546188227), (-2095944041), (-776530088), (-1480217529), (-2043167483),
    (-692087595), (-1412663535), (-1989124287), (-605618482), (-1343488245), (-1933784055), (-517074110), (-1272652747), (-1877115657), (-426404674), (-1200117198), (-1819087218), (-333559171), (-1125840796), (-1759666096), (-238485376), (-1049781760), (-1698818867), (-141129810), (-971897307), (-1636511305), (-41437710), (-892143627), (-1572708361), (-2117160148), (-810475859), (-1507374147), (-2064892777), (-726848065), (-1440471911), (-2011370988), (-641213203), (-1371964022), (-1956564688)]);
    otcit_FloatAnalyzer_exp10Table = $rt_createIntArrayFromData([(-37), (-34), (-31), (-28), (-24), (-21), (-18), (-14), (-11), (-8), (-4), (-1), 2, 6, 9, 12, 16, 19, 22, 26, 29, 32, 36, 39, 42, 46, 49, 52, 56, 59, 62, 65, 69, 72, 75, 79, 82, 85, 89, 92, 95, 99, 102, 105, 109, 112, 115, 119, 122, 125, 129, 132, 135, 139, 142, 145, 149, 152, 155, 158, 162, 165, 168, 172, 175, 178, 182, 185, 188, 192, 195, 198, 202, 205, 208, 212, 215, 218, 222, 225, 228, 232, 235, 238, 242, 245, 248, 252, 255, 258, 261, 265,
    268, 271, 275, 278, 281, 285, 288, 291]);
};
function ipcw_TopicProtocol$Digest() {
    jl_Record.call(this);
    this.$spans = null;
}
let ipcw_TopicProtocol$Digest__init_ = ($this, $spans) => {
    jl_Record__init_($this);
    $this.$spans = $spans;
},
ipcw_TopicProtocol$Digest__init_0 = var_0 => {
    let var_1 = new ipcw_TopicProtocol$Digest();
    ipcw_TopicProtocol$Digest__init_(var_1, var_0);
    return var_1;
},
ipcw_TopicProtocol$Digest_number = $this => {
    return 43;
},
ipcw_TopicProtocol$Digest_fields = $this => {
    return 1;
},
ipcw_TopicProtocol$Digest_write = ($this, $out) => {
    let var$2, var$3, $span, var$5, var$6, var$7;
    var$2 = ($rt_nullCheck($this.$spans)).$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$2);
    var$3 = ($rt_nullCheck($this.$spans)).$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $span = $rt_castToClass(var$3.$next(), ipcw_TopicProtocol$Span);
        var$5 = ipcb_CborWriter_array($out, 3);
        $span = $rt_nullCheck($span);
        var$2 = ipcw_TopicProtocol$Span_level($span);
        var$5 = ipcb_CborWriter_uint($rt_nullCheck(var$5), var$2);
        var$6 = ipcw_TopicProtocol$Span_number($span);
        var$5 = ipcb_CborWriter_ulong($rt_nullCheck(var$5), var$6);
        var$7 = ipcw_TopicProtocol$Span_digest($span);
        ipcb_CborWriter_bytes($rt_nullCheck(var$5), var$7);
    }
},
ipcw_TopicProtocol$Digest_read = $in => {
    let $digest, var$3, $end, $span;
    $digest = new ipcw_TopicProtocol$Digest;
    var$3 = ipcw_TopicProtocol$Digest$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_TopicProtocol$Digest__init_($digest, ipcb_CborReader_list($in, 256, var$3));
    $end = Long_fromInt(-1);
    var$3 = ($rt_nullCheck($digest.$spans)).$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $span = $rt_castToClass(var$3.$next(), ipcw_TopicProtocol$Span);
        $span = $rt_nullCheck($span);
        if (Long_le(ipcw_TopicProtocol$Pages_from($rt_nullCheck(ipcw_TopicProtocol$Span_pages($span))), $end)) {
            var$3 = new ipcb_PeerloomException;
            ipcb_ErrorCode_$callClinit();
            ipcb_PeerloomException__init_(var$3, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(90));
            $rt_throw(var$3);
        }
        $end = ipcw_TopicProtocol$Pages_to($rt_nullCheck(ipcw_TopicProtocol$Span_pages($span)));
    }
    return $digest;
},
otj_TestJsEntryPoint = $rt_classWithoutFields(),
otj_TestJsEntryPoint_$callClinit = () => {
    otj_TestJsEntryPoint_$callClinit = $rt_eraseClinit(otj_TestJsEntryPoint);
    otj_TestJsEntryPoint__clinit_();
},
otj_TestJsEntryPoint_main = $args => {
    let var$2, $sb, $e, $$je;
    otj_TestJsEntryPoint_$callClinit();
    try {
        $args = $rt_nullCheck($args);
        var$2 = $args.data;
        otj_TestEntryPoint_run(var$2.length <= 0 ? null : var$2[$rt_checkUpperBound(0, var$2)]);
    } catch ($$e) {
        $$je = $rt_wrapException($$e);
        if ($$je instanceof jl_Throwable) {
            $e = $$je;
            $sb = jl_StringBuilder__init_();
            otj_TestJsEntryPoint_printStackTrace($e, $sb);
            window.teavmException = $rt_ustr($sb.$toString());
            $rt_throw($e);
        } else {
            throw $$e;
        }
    }
},
otj_TestJsEntryPoint_printStackTrace = ($e, $stream) => {
    let var$3, $message, $stackTrace, var$6, var$7, var$8, $element;
    otj_TestJsEntryPoint_$callClinit();
    $e = $rt_nullCheck($e);
    var$3 = jl_Class_getName($rt_nullCheck(jl_Object_getClass($e)));
    $stream = $rt_nullCheck($stream);
    $stream.$append3(var$3);
    $message = $e.$getLocalizedMessage();
    if ($message !== null) {
        var$3 = jl_StringBuilder__init_();
        jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(2))), $message);
        $stream.$append3(jl_StringBuilder_toString(var$3));
    }
    a: {
        $stream.$append3($rt_s(91));
        $stackTrace = $e.$getStackTrace();
        if ($stackTrace !== null) {
            var$6 = $stackTrace.data;
            var$7 = var$6.length;
            var$8 = 0;
            while (true) {
                if (var$8 >= var$7)
                    break a;
                var$8 = $rt_checkLowerBound(var$8);
                $element = var$6[var$8];
                $stream.$append3($rt_s(92));
                ($rt_nullCheck($stream.$append($element))).$append3($rt_s(91));
                var$8 = var$8 + 1 | 0;
            }
        }
    }
    if ($e.$getCause() !== null && $e.$getCause() !== $e) {
        $stream.$append3($rt_s(93));
        otj_TestJsEntryPoint_printStackTrace($e.$getCause(), $stream);
    }
},
otj_TestJsEntryPoint__clinit_ = () => {
    return;
};
function ipcb_ErrorCode() {
    jl_Enum.call(this);
    this.$number3 = 0;
}
let ipcb_ErrorCode_UNKNOWN_ERROR = null,
ipcb_ErrorCode_RATE_LIMITED = null,
ipcb_ErrorCode_ALREADY_PROCESSED = null,
ipcb_ErrorCode_INVALID_REQUEST = null,
ipcb_ErrorCode_TIMEOUT = null,
ipcb_ErrorCode_REFUSED = null,
ipcb_ErrorCode_UNREACHABLE = null,
ipcb_ErrorCode_BRIDGE_UNAVAILABLE = null,
ipcb_ErrorCode_BOOTSTRAP_FAILED = null,
ipcb_ErrorCode_INVALID_TOKEN = null,
ipcb_ErrorCode_UNAUTHORIZED = null,
ipcb_ErrorCode_INVALID_SIGNATURE = null,
ipcb_ErrorCode_UNSUPPORTED = null,
ipcb_ErrorCode_WRONG_NETWORK = null,
ipcb_ErrorCode_NETWORK_CHANGED = null,
ipcb_ErrorCode_WRONG_ORIGIN = null,
ipcb_ErrorCode_TOO_LARGE = null,
ipcb_ErrorCode_OVERLOADED = null,
ipcb_ErrorCode_CONFLICT = null,
ipcb_ErrorCode_NOT_ENOUGH_HOLDERS = null,
ipcb_ErrorCode_CLOCK_SKEW = null,
ipcb_ErrorCode_CLOSED = null,
ipcb_ErrorCode_GLARE = null,
ipcb_ErrorCode_ALREADY_LINKED = null,
ipcb_ErrorCode_INSTANCE_TAKEN = null,
ipcb_ErrorCode_REPLACED = null,
ipcb_ErrorCode_LINK_LIMIT = null,
ipcb_ErrorCode_NOT_RESPONSIBLE = null,
ipcb_ErrorCode_STORAGE_FAILED = null,
ipcb_ErrorCode_CANNOT_OPEN = null,
ipcb_ErrorCode_NOT_FOUND = null,
ipcb_ErrorCode_NO_ROUTE = null,
ipcb_ErrorCode_INTERNAL = null,
ipcb_ErrorCode_UNKNOWN = null,
ipcb_ErrorCode_BY_NUMBER = null,
ipcb_ErrorCode_$VALUES = null,
ipcb_ErrorCode_$callClinit = () => {
    ipcb_ErrorCode_$callClinit = $rt_eraseClinit(ipcb_ErrorCode);
    ipcb_ErrorCode__clinit_();
},
ipcb_ErrorCode_values = () => {
    ipcb_ErrorCode_$callClinit();
    return $rt_castToInterface(($rt_nullCheck(ipcb_ErrorCode_$VALUES)).$clone0(), $rt_arraycls(ipcb_ErrorCode));
},
ipcb_ErrorCode__init_0 = ($this, var$1, var$2, $number) => {
    ipcb_ErrorCode_$callClinit();
    jl_Enum__init_($this, var$1, var$2);
    $this.$number3 = $number;
},
ipcb_ErrorCode__init_ = (var_0, var_1, var_2) => {
    let var_3 = new ipcb_ErrorCode();
    ipcb_ErrorCode__init_0(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcb_ErrorCode_number = $this => {
    return $this.$number3;
},
ipcb_ErrorCode_of = $number => {
    let var$2, var$3;
    ipcb_ErrorCode_$callClinit();
    if (!($number >= 0 && $number < ($rt_nullCheck(ipcb_ErrorCode_BY_NUMBER)).data.length))
        var$2 = ipcb_ErrorCode_UNKNOWN_ERROR;
    else {
        var$3 = ($rt_nullCheck(ipcb_ErrorCode_BY_NUMBER)).data;
        $number = $rt_checkBounds($number, var$3);
        var$2 = var$3[$number];
    }
    return var$2;
},
ipcb_ErrorCode_$values = () => {
    let var$1, var$2;
    ipcb_ErrorCode_$callClinit();
    var$1 = $rt_createArray(ipcb_ErrorCode, 34);
    var$2 = var$1.data;
    var$2[0] = ipcb_ErrorCode_UNKNOWN_ERROR;
    var$2[1] = ipcb_ErrorCode_RATE_LIMITED;
    var$2[2] = ipcb_ErrorCode_ALREADY_PROCESSED;
    var$2[3] = ipcb_ErrorCode_INVALID_REQUEST;
    var$2[4] = ipcb_ErrorCode_TIMEOUT;
    var$2[5] = ipcb_ErrorCode_REFUSED;
    var$2[6] = ipcb_ErrorCode_UNREACHABLE;
    var$2[7] = ipcb_ErrorCode_BRIDGE_UNAVAILABLE;
    var$2[8] = ipcb_ErrorCode_BOOTSTRAP_FAILED;
    var$2[9] = ipcb_ErrorCode_INVALID_TOKEN;
    var$2[10] = ipcb_ErrorCode_UNAUTHORIZED;
    var$2[11] = ipcb_ErrorCode_INVALID_SIGNATURE;
    var$2[12] = ipcb_ErrorCode_UNSUPPORTED;
    var$2[13] = ipcb_ErrorCode_WRONG_NETWORK;
    var$2[14] = ipcb_ErrorCode_NETWORK_CHANGED;
    var$2[15] = ipcb_ErrorCode_WRONG_ORIGIN;
    var$2[16] = ipcb_ErrorCode_TOO_LARGE;
    var$2[17] = ipcb_ErrorCode_OVERLOADED;
    var$2[18] = ipcb_ErrorCode_CONFLICT;
    var$2[19] = ipcb_ErrorCode_NOT_ENOUGH_HOLDERS;
    var$2[20] = ipcb_ErrorCode_CLOCK_SKEW;
    var$2[21] = ipcb_ErrorCode_CLOSED;
    var$2[22] = ipcb_ErrorCode_GLARE;
    var$2[23] = ipcb_ErrorCode_ALREADY_LINKED;
    var$2[24] = ipcb_ErrorCode_INSTANCE_TAKEN;
    var$2[25] = ipcb_ErrorCode_REPLACED;
    var$2[26] = ipcb_ErrorCode_LINK_LIMIT;
    var$2[27] = ipcb_ErrorCode_NOT_RESPONSIBLE;
    var$2[28] = ipcb_ErrorCode_STORAGE_FAILED;
    var$2[29] = ipcb_ErrorCode_CANNOT_OPEN;
    var$2[30] = ipcb_ErrorCode_NOT_FOUND;
    var$2[31] = ipcb_ErrorCode_NO_ROUTE;
    var$2[32] = ipcb_ErrorCode_INTERNAL;
    var$2[33] = ipcb_ErrorCode_UNKNOWN;
    return var$1;
},
ipcb_ErrorCode__clinit_ = () => {
    let var$1, var$2, var$3, var$4, $code, var$6;
    ipcb_ErrorCode_UNKNOWN_ERROR = ipcb_ErrorCode__init_($rt_s(94), 0, 0);
    ipcb_ErrorCode_RATE_LIMITED = ipcb_ErrorCode__init_($rt_s(95), 1, 1);
    ipcb_ErrorCode_ALREADY_PROCESSED = ipcb_ErrorCode__init_($rt_s(96), 2, 2);
    ipcb_ErrorCode_INVALID_REQUEST = ipcb_ErrorCode__init_($rt_s(97), 3, 3);
    ipcb_ErrorCode_TIMEOUT = ipcb_ErrorCode__init_($rt_s(98), 4, 4);
    ipcb_ErrorCode_REFUSED = ipcb_ErrorCode__init_($rt_s(99), 5, 5);
    ipcb_ErrorCode_UNREACHABLE = ipcb_ErrorCode__init_($rt_s(100), 6, 6);
    ipcb_ErrorCode_BRIDGE_UNAVAILABLE = ipcb_ErrorCode__init_($rt_s(101), 7, 7);
    ipcb_ErrorCode_BOOTSTRAP_FAILED = ipcb_ErrorCode__init_($rt_s(102), 8, 8);
    ipcb_ErrorCode_INVALID_TOKEN = ipcb_ErrorCode__init_($rt_s(103), 9, 9);
    ipcb_ErrorCode_UNAUTHORIZED = ipcb_ErrorCode__init_($rt_s(104), 10, 10);
    ipcb_ErrorCode_INVALID_SIGNATURE = ipcb_ErrorCode__init_($rt_s(105), 11, 11);
    ipcb_ErrorCode_UNSUPPORTED = ipcb_ErrorCode__init_($rt_s(106), 12, 12);
    ipcb_ErrorCode_WRONG_NETWORK = ipcb_ErrorCode__init_($rt_s(107), 13, 13);
    ipcb_ErrorCode_NETWORK_CHANGED = ipcb_ErrorCode__init_($rt_s(108), 14, 14);
    ipcb_ErrorCode_WRONG_ORIGIN = ipcb_ErrorCode__init_($rt_s(109), 15, 15);
    ipcb_ErrorCode_TOO_LARGE = ipcb_ErrorCode__init_($rt_s(110), 16, 16);
    ipcb_ErrorCode_OVERLOADED = ipcb_ErrorCode__init_($rt_s(111), 17, 17);
    ipcb_ErrorCode_CONFLICT = ipcb_ErrorCode__init_($rt_s(112), 18, 18);
    ipcb_ErrorCode_NOT_ENOUGH_HOLDERS = ipcb_ErrorCode__init_($rt_s(113), 19, 19);
    ipcb_ErrorCode_CLOCK_SKEW = ipcb_ErrorCode__init_($rt_s(114), 20, 20);
    ipcb_ErrorCode_CLOSED = ipcb_ErrorCode__init_($rt_s(115), 21, 21);
    ipcb_ErrorCode_GLARE = ipcb_ErrorCode__init_($rt_s(116), 22, 22);
    ipcb_ErrorCode_ALREADY_LINKED = ipcb_ErrorCode__init_($rt_s(117), 23, 23);
    ipcb_ErrorCode_INSTANCE_TAKEN = ipcb_ErrorCode__init_($rt_s(118), 24, 24);
    ipcb_ErrorCode_REPLACED = ipcb_ErrorCode__init_($rt_s(119), 25, 25);
    ipcb_ErrorCode_LINK_LIMIT = ipcb_ErrorCode__init_($rt_s(120), 26, 26);
    ipcb_ErrorCode_NOT_RESPONSIBLE = ipcb_ErrorCode__init_($rt_s(121), 27, 27);
    ipcb_ErrorCode_STORAGE_FAILED = ipcb_ErrorCode__init_($rt_s(122), 28, 28);
    ipcb_ErrorCode_CANNOT_OPEN = ipcb_ErrorCode__init_($rt_s(123), 29, 29);
    ipcb_ErrorCode_NOT_FOUND = ipcb_ErrorCode__init_($rt_s(124), 30, 30);
    ipcb_ErrorCode_NO_ROUTE = ipcb_ErrorCode__init_($rt_s(125), 31, 31);
    ipcb_ErrorCode_INTERNAL = ipcb_ErrorCode__init_($rt_s(126), 32, 32);
    ipcb_ErrorCode_UNKNOWN = ipcb_ErrorCode__init_($rt_s(127), 33, 33);
    ipcb_ErrorCode_$VALUES = ipcb_ErrorCode_$values();
    ipcb_ErrorCode_BY_NUMBER = $rt_createArray(ipcb_ErrorCode, 34);
    var$1 = ($rt_nullCheck(ipcb_ErrorCode_values())).data;
    var$2 = var$1.length;
    var$3 = 0;
    while (var$3 < var$2) {
        var$4 = $rt_checkLowerBound(var$3);
        $code = var$1[var$4];
        var$6 = ipcb_ErrorCode_BY_NUMBER;
        $code = $rt_nullCheck($code);
        var$3 = $code.$number3;
        var$6 = ($rt_nullCheck(var$6)).data;
        var$6[$rt_checkBounds(var$3, var$6)] = $code;
        var$3 = var$4 + 1 | 0;
    }
};
function ipcw_DataMessage$Copy() {
    let a = this; jl_Record.call(a);
    a.$record = null;
    a.$ballot = Long_ZERO;
    a.$holders0 = null;
    a.$keptUntil = Long_ZERO;
}
let ipcw_DataMessage$Copy__init_ = ($this, $record, $ballot, $holders, $keptUntil) => {
    jl_Record__init_($this);
    $this.$record = $record;
    $this.$ballot = $ballot;
    $this.$holders0 = $holders;
    $this.$keptUntil = $keptUntil;
},
ipcw_DataMessage$Copy__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_DataMessage$Copy();
    ipcw_DataMessage$Copy__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_DataMessage$Copy_write = ($this, $out) => {
    let var$2, var$3, var$4;
    $out = $rt_nullCheck($out);
    var$2 = ipcb_CborWriter_array($out, 4);
    var$3 = $this.$record;
    var$2 = ipcb_CborWriter_bytes($rt_nullCheck(var$2), var$3);
    var$4 = $this.$ballot;
    ipcb_CborWriter_ulong($rt_nullCheck(var$2), var$4);
    ipcw_HolderSet_write($rt_nullCheck($this.$holders0), $out);
    ipcb_CborWriter_ulong($out, $this.$keptUntil);
},
ipcw_DataMessage$Copy_read = $in => {
    let $count, $copy;
    $in = $rt_nullCheck($in);
    $count = ipcb_CborReader_array($in, 4);
    $copy = ipcw_DataMessage$Copy__init_0(ipcb_CborReader_bytes($in, 67584), ipcb_CborReader_ulong($in), ipcw_HolderSet_read($in), ipcb_CborReader_ulong($in));
    ipcb_CborReader_rest($in, $count, 4);
    return $copy;
},
ipcw_DataMessage$Copy_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(128))).$append3($rt_s(129)))).$append($this.$record))).$append3($rt_s(9)))).$append4($this.$ballot))).$append3($rt_s(10)))).$append($this.$holders0))).$append3($rt_s(130)))).$append4($this.$keptUntil))).$append3($rt_s(12)))).$toString();
},
ipcw_DataMessage$Copy_equals = ($this, $o) => {
    let var$2, var$3, var$4, var$5;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcw_DataMessage$Copy))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcw_DataMessage$Copy);
            var$4 = $this.$record;
            var$5 = $rt_nullCheck(var$3);
            if (!ju_Objects_equals(var$4, var$5.$record))
                var$2 = 0;
            else if (Long_ne($this.$ballot, var$5.$ballot))
                var$2 = 0;
            else if (!ju_Objects_equals($this.$holders0, var$5.$holders0))
                var$2 = 0;
            else if (Long_eq($this.$keptUntil, var$5.$keptUntil))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
},
jlr_Type = $rt_classWithoutFields(0);
function jl_Class() {
    let a = this; jl_Object.call(a);
    a.$flags = 0;
    a.$classInfo = null;
    a.$name0 = null;
}
let jl_Class__init_0 = ($this, $classInfo) => {
    jl_Object__init_($this);
    $this.$classInfo = $classInfo;
},
jl_Class__init_ = var_0 => {
    let var_1 = new jl_Class();
    jl_Class__init_0(var_1, var_0);
    return var_1;
},
jl_Class_createClass = $classInfo => {
    return jl_Class__init_($classInfo);
},
jl_Class_getClassInfo = $this => {
    return $this.$classInfo;
},
jl_Class_isInstance = ($this, $obj) => {
    return !($obj !== null && jl_Class_isAssignableFrom($this, $rt_castToClass(jl_Object_getClass($obj), jl_Class))) ? 0 : 1;
},
jl_Class_isAssignableFrom = ($this, $obj) => {
    let var$2;
    var$2 = $this.$classInfo;
    $obj = $rt_nullCheck($obj);
    return $rt_isAssignable($obj.$classInfo, $rt_nullCheck(var$2));
},
jl_Class_getName = $this => {
    let $metadataName, $result, $itemType, $itemName, var$5;
    if (!($this.$flags & 1)) {
        $this.$flags = $this.$flags | 1;
        $metadataName = ($rt_nullCheck($this.$classInfo))[$rt_meta].name;
        $result = $metadataName === null ? null : $rt_str($metadataName);
        if ($result === null) {
            $itemType = ($rt_nullCheck($this.$classInfo))[$rt_meta].itemType;
            if ($itemType !== null) {
                $itemName = jl_Class_getName($rt_nullCheck($rt_cls($itemType)));
                if ($itemName !== null) {
                    if ($itemType[$rt_meta].itemType !== null) {
                        var$5 = jl_StringBuilder__init_();
                        jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append1(var$5, 91)), $itemName);
                        $result = jl_StringBuilder_toString(var$5);
                    } else {
                        var$5 = jl_StringBuilder__init_();
                        jl_StringBuilder_append1($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$5, $rt_s(131))), $itemName)), 59);
                        $result = jl_StringBuilder_toString(var$5);
                    }
                }
            }
        }
        $this.$name0 = $result;
    }
    return $this.$name0;
},
jl_Class_isPrimitive = $this => {
    return !($rt_nullCheck($this.$classInfo))[$rt_meta].primitiveKind ? 0 : 1;
},
jl_Class_isArray = $this => {
    return ($rt_nullCheck($this.$classInfo))[$rt_meta].itemType === null ? 0 : 1;
},
jl_Class_getComponentType = $this => {
    let $itemTypeInfo;
    $itemTypeInfo = ($rt_nullCheck($this.$classInfo))[$rt_meta].itemType;
    return $itemTypeInfo === null ? null : $rt_castToClass($rt_cls($itemTypeInfo), jl_Class);
};
function ipcp_MessageCollection() {
    let a = this; jl_Object.call(a);
    a.$hash0 = null;
    a.$pages1 = null;
    a.$size2 = 0;
    a.$bytes3 = 0;
    a.$earliestExpiry = Long_ZERO;
    a.$wide = null;
}
let ipcp_MessageCollection__init_ = ($this, $hash) => {
    let $level, var$3, var$4;
    jl_Object__init_($this);
    $this.$pages1 = ju_TreeMap__init_();
    $this.$earliestExpiry = Long_create(4294967295, 2147483647);
    $this.$wide = ju_ArrayList__init_();
    $this.$hash0 = $hash;
    $level = 0;
    while ($level <= 3) {
        var$3 = $this.$wide;
        var$4 = ju_TreeMap__init_();
        ($rt_nullCheck(var$3)).$add(var$4);
        $level = $level + 1 | 0;
    }
},
ipcp_MessageCollection__init_0 = var_0 => {
    let var_1 = new ipcp_MessageCollection();
    ipcp_MessageCollection__init_(var_1, var_0);
    return var_1;
},
ipcp_MessageCollection_add = ($this, $item) => {
    let $number, $page, var$4, var$5, var$6, var$7, $at, $index, $items, var$11, var$12;
    $number = ipcp_MessageCollection_pageOf($item);
    $page = $rt_castToClass(($rt_nullCheck($this.$pages1)).$get(jl_Long_valueOf($number)), ipcp_MessageCollection$Page);
    if ($page === null) {
        var$4 = $this.$pages1;
        var$5 = jl_Long_valueOf($number);
        var$6 = new ipcp_MessageCollection$Page;
        var$7 = $rt_createArray(ipcp_TopicItem, 1);
        var$7.data[0] = $item;
        ipcp_MessageCollection$Page__init_(var$6, var$7);
        ($rt_nullCheck(var$4)).$put(var$5, var$6);
    } else {
        $item = $rt_nullCheck($item);
        $at = ipcp_MessageCollection$Page_indexOf($page, ipcp_TopicItem_id($item));
        if ($at < 0) {
            $index = (-1) - $at | 0;
            $items = $rt_createArray(ipcp_TopicItem, ($rt_nullCheck($page.$items)).data.length + 1 | 0);
            var$11 = $items.data;
            jl_System_fastArraycopy($page.$items, 0, $items, 0, $index);
            $index = $rt_checkBounds($index, var$11);
            var$11[$index] = $item;
            jl_System_fastArraycopy($page.$items, $index, $items, $index + 1 | 0, ($rt_nullCheck($page.$items)).data.length - $index | 0);
            ($rt_nullCheck($this.$pages1)).$put(jl_Long_valueOf($number), ipcp_MessageCollection$Page__init_0($items));
        } else
            return 0;
    }
    $this.$size2 = $this.$size2 + 1 | 0;
    var$12 = $this.$bytes3;
    $item = $rt_nullCheck($item);
    $this.$bytes3 = var$12 + ($rt_nullCheck(ipcp_TopicItem_encoded($item))).data.length | 0;
    ipcp_MessageCollection_forgetWide($this, $number);
    $this.$earliestExpiry = jl_Math_min0($this.$earliestExpiry, ipcp_TopicItem_expiresAt($item));
    return 1;
},
ipcp_MessageCollection_forgetWide = ($this, $number) => {
    let $level, var$3, var$4;
    $level = 1;
    while ($level <= 3) {
        var$3 = $rt_castToInterface(($rt_nullCheck($this.$wide)).$get1($level), ju_Map);
        var$4 = jl_Long_valueOf(ipcw_TopicProtocol$Span_numberOf($number, $level));
        ($rt_nullCheck(var$3)).$remove0(var$4);
        $level = $level + 1 | 0;
    }
},
ipcp_MessageCollection_prune = ($this, $now) => {
    let $removed, var$3, $entry, $kept, var$6, var$7, var$8, var$9, $item;
    $removed = ju_ArrayList__init_();
    if (Long_ge($now, $this.$earliestExpiry)) {
        $this.$earliestExpiry = Long_create(4294967295, 2147483647);
        ($rt_nullCheck($this.$wide)).$forEach(ipcp_MessageCollection$prune$lambda$_5_0__init_0());
        var$3 = (ju_ArrayList__init_4(($rt_nullCheck($this.$pages1)).$entrySet())).$iterator();
        while (true) {
            var$3 = $rt_nullCheck(var$3);
            if (!var$3.$hasNext())
                break;
            $entry = $rt_castToInterface(var$3.$next(), ju_Map$Entry);
            $kept = ju_ArrayList__init_();
            $entry = $rt_nullCheck($entry);
            var$6 = ($rt_nullCheck(($rt_nullCheck($rt_castToClass($entry.$getValue(), ipcp_MessageCollection$Page))).$items)).data;
            var$7 = var$6.length;
            var$8 = 0;
            while (var$8 < var$7) {
                var$9 = $rt_checkLowerBound(var$8);
                $item = var$6[var$9];
                $item = $rt_nullCheck($item);
                if (!ipcp_TopicItem_isExpired($item, $now)) {
                    $kept.$add($item);
                    $this.$earliestExpiry = jl_Math_min0($this.$earliestExpiry, ipcp_TopicItem_expiresAt($item));
                } else {
                    $removed.$add($item);
                    $this.$size2 = $this.$size2 - 1 | 0;
                    $this.$bytes3 = $this.$bytes3 - ($rt_nullCheck(ipcp_TopicItem_encoded($item))).data.length | 0;
                }
                var$8 = var$9 + 1 | 0;
            }
            if ($kept.$isEmpty())
                ($rt_nullCheck($this.$pages1)).$remove0($entry.$getKey());
            else if ($kept.$size() < ($rt_nullCheck(($rt_nullCheck($rt_castToClass($entry.$getValue(), ipcp_MessageCollection$Page))).$items)).data.length)
                ($rt_nullCheck($this.$pages1)).$put($rt_castToClass($entry.$getKey(), jl_Long), ipcp_MessageCollection$Page__init_0($rt_castToInterface($kept.$toArray($rt_createArray(ipcp_TopicItem, 0)), $rt_arraycls(ipcp_TopicItem))));
        }
        return $removed;
    }
    return $removed;
},
ipcp_MessageCollection_digest = ($this, $of) => {
    let $spans, $level, $atLevel, $page, var$6, $number, $page_0, $full, var$10;
    $spans = ju_ArrayList__init_();
    $level = 0;
    $atLevel = 0;
    $page = ($rt_nullCheck(ipcp_MessageCollection_within($this, $of))).$isEmpty() ? null : $rt_castToClass(($rt_nullCheck(ipcp_MessageCollection_within($this, $of))).$lastKey(), jl_Long);
    while ($page !== null) {
        var$6 = $page.$longValue();
        $of = $rt_nullCheck($of);
        if (Long_lt(var$6, ipcw_TopicProtocol$Pages_from($of)))
            break;
        $number = ipcw_TopicProtocol$Span_numberOf($page.$longValue(), $level);
        $spans.$add(ipcw_TopicProtocol$Span__init_0($level, $number, ipcp_MessageCollection_digestOf($this, $level, $number)));
        $atLevel = $atLevel + 1 | 0;
        $page_0 = $rt_castToClass(($rt_nullCheck($this.$pages1)).$lowerKey(jl_Long_valueOf(ipcw_TopicProtocol$Pages_from($rt_nullCheck(ipcw_TopicProtocol$Span_pages0($level, $number))))), jl_Long);
        $full = !($atLevel >= 16 && $level < 3) ? 0 : 1;
        if ($full && $page_0 !== null) {
            var$6 = $page_0.$longValue();
            var$10 = $level + 1 | 0;
            if (Long_ne(ipcw_TopicProtocol$Span_numberOf(var$6, var$10), ipcw_TopicProtocol$Span_numberOf($page.$longValue(), var$10))) {
                $atLevel = 0;
                $level = var$10;
            }
        }
        $page = $page_0;
    }
    ju_Collections_reverse0($spans);
    return $spans;
},
ipcp_MessageCollection_within = ($this, $range) => {
    let var$2;
    var$2 = $this.$pages1;
    $range = $rt_nullCheck($range);
    return ($rt_nullCheck(var$2)).$subMap(jl_Long_valueOf(ipcw_TopicProtocol$Pages_from($range)), 1, jl_Long_valueOf(ipcw_TopicProtocol$Pages_to($range)), 1);
},
ipcp_MessageCollection_digestOf = ($this, $level, $number) => {
    let $held;
    $held = ipcp_MessageCollection_within($this, ipcw_TopicProtocol$Span_pages0($level, $number));
    $held = $rt_nullCheck($held);
    if (!$held.$isEmpty()) {
        if ($level)
            return $rt_castToInterface(($rt_nullCheck($rt_castToInterface(($rt_nullCheck($this.$wide)).$get1($level), ju_Map))).$computeIfAbsent(jl_Long_valueOf($number), ipcp_MessageCollection$digestOf$lambda$_8_0__init_0($this, $held)), $rt_arraycls($rt_bytecls));
        return ipcp_MessageCollection_digestOf0($this, $rt_castToClass(($rt_nullCheck($held.$firstEntry())).$getValue(), ipcp_MessageCollection$Page));
    }
    return null;
},
ipcp_MessageCollection_digestOf1 = ($this, $held) => {
    let $parts, $at, var$4, var$5, $page, var$7, var$8;
    $held = $rt_nullCheck($held);
    $parts = $rt_createArray($rt_arraycls($rt_bytecls), 2 * $held.$size() | 0);
    $at = 0;
    var$4 = ($rt_nullCheck($held.$entrySet())).$iterator();
    while (true) {
        var$4 = $rt_nullCheck(var$4);
        if (!var$4.$hasNext())
            break;
        var$5 = $parts.data;
        $page = $rt_castToInterface(var$4.$next(), ju_Map$Entry);
        var$7 = $at + 1 | 0;
        $page = $rt_nullCheck($page);
        var$8 = ipcb_Bytes_bigEndian(($rt_nullCheck($rt_castToClass($page.$getKey(), jl_Long))).$longValue());
        var$5[$rt_checkBounds($at, var$5)] = var$8;
        $at = var$7 + 1 | 0;
        var$8 = ipcp_MessageCollection_digestOf0($this, $rt_castToClass($page.$getValue(), ipcp_MessageCollection$Page));
        var$5[$rt_checkBounds(var$7, var$5)] = var$8;
    }
    return ipcb_Bytes_slice(($rt_nullCheck($this.$hash0)).$sha256($parts), 0, 16);
},
ipcp_MessageCollection_digestOf0 = ($this, $page) => {
    let $ids, $i, var$4, var$5;
    $page = $rt_nullCheck($page);
    if ($page.$digest3 === null) {
        $ids = $rt_createArray($rt_arraycls($rt_bytecls), ($rt_nullCheck($page.$items)).data.length);
        $i = 0;
        while (true) {
            var$4 = $ids.data;
            if ($i >= var$4.length)
                break;
            var$5 = ($rt_nullCheck($page.$items)).data;
            $i = $rt_checkBounds($i, var$5);
            var$4[$i] = ipcb_Bytes_array($rt_nullCheck(ipcp_TopicItem_id($rt_nullCheck(var$5[$i]))));
            $i = $i + 1 | 0;
        }
        $page.$digest3 = ipcb_Bytes_slice(($rt_nullCheck($this.$hash0)).$sha256($ids), 0, 16);
    }
    return $page.$digest3;
},
ipcp_MessageCollection_compare = ($this, $of, $theirs) => {
    let $difference, var$4, $span, $mine;
    $difference = ipcp_MessageCollection$Difference__init_0(ju_ArrayList__init_(), ju_ArrayList__init_(), ju_ArrayList__init_());
    $theirs = $rt_nullCheck($theirs);
    var$4 = $theirs.$iterator();
    while (true) {
        var$4 = $rt_nullCheck(var$4);
        if (!var$4.$hasNext())
            break;
        $span = $rt_castToClass(var$4.$next(), ipcw_TopicProtocol$Span);
        $span = $rt_nullCheck($span);
        $mine = ipcp_MessageCollection_digestOf($this, ipcw_TopicProtocol$Span_level($span), ipcw_TopicProtocol$Span_number($span));
        if ($mine === null)
            ipcp_MessageCollection_addWanted($this, ipcw_TopicProtocol$Span_pages($span), $difference.$wanted0);
        else if (!ipcb_Bytes_equal($mine, ipcw_TopicProtocol$Span_digest($span))) {
            if (ipcw_TopicProtocol$Span_level($span) > 0)
                ($rt_nullCheck($difference.$closer)).$add(ipcw_TopicProtocol$Span_pages($span));
            else {
                ($rt_nullCheck($difference.$wanted0)).$add(ipcw_TopicProtocol$Span_pages($span));
                ($rt_nullCheck($difference.$lacked)).$add(ipcw_TopicProtocol$Span_pages($span));
            }
        }
    }
    ipcp_MessageCollection_addUntold($this, $of, $theirs, $difference.$lacked);
    return $difference;
},
ipcp_MessageCollection_addWanted = ($this, $more, $wanted) => {
    let $last, var$4, var$5;
    $wanted = $rt_nullCheck($wanted);
    $last = $wanted.$isEmpty() ? null : $rt_castToClass($wanted.$get1($wanted.$size() - 1 | 0), ipcw_TopicProtocol$Pages);
    a: {
        b: {
            if ($last !== null) {
                var$4 = ipcw_TopicProtocol$Pages_to($last);
                $more = $rt_nullCheck($more);
                if (Long_lt(var$4, ipcw_TopicProtocol$Pages_from($more))) {
                    var$5 = ipcw_TopicProtocol$Pages__init_(ipcw_TopicProtocol$Pages_from($last), ipcw_TopicProtocol$Pages_to($more));
                    if (($rt_nullCheck(ipcp_MessageCollection_within($this, var$5))).$isEmpty())
                        break b;
                }
            }
            $wanted.$add($more);
            break a;
        }
        $wanted.$set($wanted.$size() - 1 | 0, ipcw_TopicProtocol$Pages__init_(ipcw_TopicProtocol$Pages_from($last), ipcw_TopicProtocol$Pages_to($more)));
    }
},
ipcp_MessageCollection_addUntold = ($this, $of, $told, $lacked) => {
    let $numbers, $level, var$6, $span, var$8, var$9, $untold, $page, $isTold;
    $numbers = ju_ArrayList__init_();
    $level = 0;
    while ($level <= 3) {
        $numbers.$add(ju_TreeSet__init_0());
        $level = $level + 1 | 0;
    }
    $told = $rt_nullCheck($told);
    var$6 = $told.$iterator();
    while (true) {
        var$6 = $rt_nullCheck(var$6);
        if (!var$6.$hasNext())
            break;
        $span = $rt_castToClass(var$6.$next(), ipcw_TopicProtocol$Span);
        $span = $rt_nullCheck($span);
        var$8 = $rt_castToInterface($numbers.$get1(ipcw_TopicProtocol$Span_level($span)), ju_Set);
        var$9 = jl_Long_valueOf(ipcw_TopicProtocol$Span_number($span));
        ($rt_nullCheck(var$8)).$add(var$9);
    }
    $untold = null;
    var$8 = ($rt_nullCheck(($rt_nullCheck(ipcp_MessageCollection_within($this, $of))).$keySet())).$iterator();
    while (true) {
        var$8 = $rt_nullCheck(var$8);
        if (!var$8.$hasNext())
            break;
        $page = ($rt_nullCheck($rt_castToClass(var$8.$next(), jl_Long))).$longValue();
        $isTold = 0;
        $level = 0;
        while ($level <= 3) {
            $isTold = $isTold | ($rt_nullCheck($rt_castToInterface($numbers.$get1($level), ju_Set))).$contains(jl_Long_valueOf(ipcw_TopicProtocol$Span_numberOf($page, $level)));
            $level = $level + 1 | 0;
        }
        if ($isTold && $untold !== null) {
            $lacked = $rt_nullCheck($lacked);
            $lacked.$add($untold);
            $untold = null;
        } else if (!$isTold)
            $untold = ipcw_TopicProtocol$Pages__init_($untold !== null ? ipcw_TopicProtocol$Pages_from($untold) : $page, $page);
    }
    if ($untold !== null) {
        $lacked = $rt_nullCheck($lacked);
        $lacked.$add($untold);
    }
},
ipcp_MessageCollection_pageOf = $item => {
    $item = $rt_nullCheck($item);
    return Long_shr(ipcp_TopicItem_publishedAt($item), 14);
},
ipcp_MessageCollection_ordered = $this => {
    let $all, var$2, $page, var$4, var$5, var$6, var$7, $item;
    $all = ju_ArrayList__init_3($this.$size2);
    var$2 = ($rt_nullCheck(($rt_nullCheck($this.$pages1)).$values0())).$iterator();
    while (true) {
        var$2 = $rt_nullCheck(var$2);
        if (!var$2.$hasNext())
            break;
        $page = $rt_castToClass(var$2.$next(), ipcp_MessageCollection$Page);
        $page = $rt_nullCheck($page);
        var$4 = ($rt_nullCheck($page.$items)).data;
        var$5 = var$4.length;
        var$6 = 0;
        while (var$6 < var$5) {
            var$7 = $rt_checkLowerBound(var$6);
            $item = var$4[var$7];
            $all.$add($item);
            var$6 = var$7 + 1 | 0;
        }
    }
    $all.$sort(null);
    return $all;
},
ipcp_MessageCollection_lambda$digestOf$0 = ($this, $held, $any) => {
    return ipcp_MessageCollection_digestOf1($this, $held);
};
function ipcw_DataMessage$Copies() {
    jl_Record.call(this);
    this.$copies = null;
}
let ipcw_DataMessage$Copies__init_ = ($this, $copies) => {
    jl_Record__init_($this);
    $this.$copies = $copies;
},
ipcw_DataMessage$Copies__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Copies();
    ipcw_DataMessage$Copies__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Copies_number = $this => {
    return 36;
},
ipcw_DataMessage$Copies_fields = $this => {
    return 1;
},
ipcw_DataMessage$Copies_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ($rt_nullCheck($this.$copies)).$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$2);
    var$3 = $this.$copies;
    var$4 = ipcw_DataMessage$Copies$write$lambda$_3_0__init_0($out);
    ($rt_nullCheck(var$3)).$forEach(var$4);
},
ipcw_DataMessage$Copies_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_DataMessage$Copies;
    var$3 = ipcw_DataMessage$Copies$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_DataMessage$Copies__init_(var$2, ipcb_CborReader_list($in, 8, var$3));
    return var$2;
},
ipcw_DataMessage$Copies_lambda$write$0 = ($out, $each) => {
    $each = $rt_nullCheck($each);
    ipcw_DataMessage$Copy_write($each, $out);
},
jl_Float = $rt_classWithoutFields(jl_Number),
jl_Float_TYPE = null,
jl_Float_$callClinit = () => {
    jl_Float_$callClinit = $rt_eraseClinit(jl_Float);
    jl_Float__clinit_();
},
jl_Float_isInfinite = $v => {
    jl_Float_$callClinit();
    return !(!(isFinite($v) ? 1 : 0) && !(isNaN($v) ? 1 : 0)) ? 0 : 1;
},
jl_Float_compare = ($a, $b) => {
    let $diff, var$4, var$5, var$6;
    jl_Float_$callClinit();
    $diff = (!($a > $b) ? 0 : 1) - (!($b > $a) ? 0 : 1) | 0;
    if (!$diff) {
        var$4 = 1.0 / $a;
        var$5 = 1.0 / $b;
        var$6 = (!(var$4 > var$5) ? 0 : 1) - (!(var$5 > var$4) ? 0 : 1) | 0;
        $diff = (var$6 + ($b !== $b ? 0 : 1) | 0) - ($a !== $a ? 0 : 1) | 0;
    }
    return $diff;
},
jl_Float_floatToIntBits = $value => {
    jl_Float_$callClinit();
    if (!(isNaN($value) ? 1 : 0))
        return $rt_floatToRawIntBits($value);
    return 2143289344;
},
jl_Float__clinit_ = () => {
    jl_Float_TYPE = $rt_cls($rt_floatcls);
},
ju_Arrays = $rt_classWithoutFields(),
ju_Arrays_copyOf0 = ($array, $length) => {
    let $result, var$4, $sz, $i, var$7, var$8;
    $result = $rt_createCharArray($length);
    $array = $rt_nullCheck($array);
    var$4 = $array.data;
    $sz = jl_Math_min($length, var$4.length);
    $i = 0;
    while ($i < $sz) {
        var$7 = $result.data;
        $i = $rt_checkBounds($i, var$4);
        var$8 = var$4[$i];
        $i = $rt_checkUpperBound($i, var$7);
        var$7[$i] = var$8;
        $i = $i + 1 | 0;
    }
    return $result;
},
ju_Arrays_copyOf1 = ($array, $length) => {
    let $result, var$4, $sz, $i, var$7, var$8;
    $result = $rt_createByteArray($length);
    $array = $rt_nullCheck($array);
    var$4 = $array.data;
    $sz = jl_Math_min($length, var$4.length);
    $i = 0;
    while ($i < $sz) {
        var$7 = $result.data;
        $i = $rt_checkBounds($i, var$4);
        var$8 = var$4[$i];
        $i = $rt_checkUpperBound($i, var$7);
        var$7[$i] = var$8;
        $i = $i + 1 | 0;
    }
    return $result;
},
ju_Arrays_copyOf = ($original, $newLength) => {
    let var$3, $result, $sz, $i, var$7, var$8;
    $original = $rt_nullCheck($original);
    var$3 = $original.data;
    $result = $rt_castToInterface(jlr_Array_newInstance(jl_Class_getComponentType($rt_nullCheck(jl_Object_getClass($original))), $newLength), $rt_arraycls(jl_Object));
    $sz = jl_Math_min($newLength, var$3.length);
    $i = 0;
    while ($i < $sz) {
        $i = $rt_checkBounds($i, var$3);
        var$7 = var$3[$i];
        $result = $rt_nullCheck($result);
        var$8 = $result.data;
        $i = $rt_checkUpperBound($i, var$8);
        var$8[$i] = var$7;
        $i = $i + 1 | 0;
    }
    return $result;
},
ju_Arrays_fill = ($a, $fromIndex, $toIndex, $val) => {
    let var$5, var$6;
    if ($fromIndex <= $toIndex) {
        while ($fromIndex < $toIndex) {
            var$5 = $fromIndex + 1 | 0;
            $a = $rt_nullCheck($a);
            var$6 = $a.data;
            var$6[$rt_checkBounds($fromIndex, var$6)] = $val;
            $fromIndex = var$5;
        }
        return;
    }
    $rt_throw(jl_IllegalArgumentException__init_0());
},
ju_Arrays_sort = ($a, $fromIndex, $toIndex, $c) => {
    let $subarray, $i, var$7, var$8, var$9, var$10;
    if ($fromIndex <= $toIndex) {
        if ($c === null)
            $c = ju_Comparator$NaturalOrder_instance();
        $subarray = $rt_createArray(jl_Object, $toIndex - $fromIndex | 0);
        $i = $fromIndex;
        while ($i < $toIndex) {
            var$7 = $subarray.data;
            var$8 = $i - $fromIndex | 0;
            $a = $rt_nullCheck($a);
            var$9 = $a.data;
            $i = $rt_checkBounds($i, var$9);
            var$7[$rt_checkBounds(var$8, var$7)] = var$9[$i];
            $i = $i + 1 | 0;
        }
        ju_Arrays_sort0($subarray, $c);
        $i = $fromIndex;
        while ($i < $toIndex) {
            var$9 = $subarray.data;
            var$10 = var$9[$rt_checkBounds($i - $fromIndex | 0, var$9)];
            $a = $rt_nullCheck($a);
            var$9 = $a.data;
            $i = $rt_checkBounds($i, var$9);
            var$9[$i] = var$10;
            $i = $i + 1 | 0;
        }
        return;
    }
    $rt_throw(jl_IllegalArgumentException__init_0());
},
ju_Arrays_sort0 = ($a, $c) => {
    let var$3, $second, $chunkSize, var$6, $i, var$8, var$9, $i_0, var$11, var$12, var$13, var$14;
    $a = $rt_nullCheck($a);
    var$3 = $a.data.length;
    if (var$3) {
        if ($c === null)
            $c = ju_Comparator$NaturalOrder_instance();
        $second = $rt_createArray(jl_Object, var$3);
        $chunkSize = 1;
        var$6 = $a;
        while ($chunkSize < var$3) {
            $i = 0;
            while (true) {
                var$8 = var$6.data.length;
                if ($i >= var$8)
                    break;
                var$9 = jl_Math_min(var$8, $i + $chunkSize | 0);
                $i_0 = $i + (2 * $chunkSize | 0) | 0;
                var$11 = jl_Math_min(var$8, $i_0);
                ju_Arrays_merge(var$6, $second, $i, var$9, var$11, $c);
                $i = $i_0;
            }
            $chunkSize = $chunkSize * 2 | 0;
            var$12 = var$6;
            var$6 = $second;
            $second = var$12;
        }
        a: {
            if (var$6 !== $a) {
                $i = 0;
                while (true) {
                    var$6 = $rt_nullCheck(var$6);
                    var$13 = var$6.data;
                    if ($i >= var$13.length)
                        break a;
                    var$12 = $second.data;
                    $i = $rt_checkLowerBound($i);
                    var$14 = var$13[$i];
                    $i = $rt_checkUpperBound($i, var$12);
                    var$12[$i] = var$14;
                    $i = $i + 1 | 0;
                }
            }
        }
        return;
    }
},
ju_Arrays_merge = ($a, $b, $from, $split, $to, $comp) => {
    let var$7, $from2, var$9, $p, $q, var$12, var$13, var$14;
    var$7 = $from;
    $from2 = $split;
    a: {
        b: {
            while ($from != $split) {
                if ($from2 == $to)
                    break b;
                $a = $rt_nullCheck($a);
                var$9 = $a.data;
                $from = $rt_checkBounds($from, var$9);
                $p = var$9[$from];
                $from2 = $rt_checkBounds($from2, var$9);
                $q = var$9[$from2];
                $comp = $rt_nullCheck($comp);
                if ($comp.$compare2($p, $q) > 0) {
                    var$12 = var$7 + 1 | 0;
                    $b = $rt_nullCheck($b);
                    var$9 = $b.data;
                    var$9[$rt_checkBounds(var$7, var$9)] = $q;
                    $from2 = $from2 + 1 | 0;
                } else {
                    var$12 = var$7 + 1 | 0;
                    $b = $rt_nullCheck($b);
                    var$9 = $b.data;
                    var$9[$rt_checkBounds(var$7, var$9)] = $p;
                    $from = $from + 1 | 0;
                }
                var$7 = var$12;
            }
            while (true) {
                if ($from2 >= $to)
                    break a;
                var$13 = var$7 + 1 | 0;
                var$12 = $from2 + 1 | 0;
                $a = $rt_nullCheck($a);
                var$9 = $a.data;
                var$14 = var$9[$rt_checkBounds($from2, var$9)];
                $b = $rt_nullCheck($b);
                var$9 = $b.data;
                var$9[$rt_checkBounds(var$7, var$9)] = var$14;
                var$7 = var$13;
                $from2 = var$12;
            }
        }
        while (true) {
            if ($from >= $split)
                break a;
            var$12 = var$7 + 1 | 0;
            var$13 = $from + 1 | 0;
            $a = $rt_nullCheck($a);
            var$9 = $a.data;
            var$14 = var$9[$rt_checkBounds($from, var$9)];
            $b = $rt_nullCheck($b);
            var$9 = $b.data;
            var$9[$rt_checkBounds(var$7, var$9)] = var$14;
            var$7 = var$12;
            $from = var$13;
        }
    }
},
ju_Arrays_binarySearch = ($a, $key) => {
    $a = $rt_nullCheck($a);
    return ju_Arrays_binarySearch0($a, 0, $a.data.length, $key);
},
ju_Arrays_binarySearch0 = ($a, $fromIndex, $toIndex, $key) => {
    let $u, $i, var$7, $e;
    if ($fromIndex <= $toIndex) {
        $u = $toIndex - 1 | 0;
        while (true) {
            if ($fromIndex > $u)
                return ( -$fromIndex | 0) - 1 | 0;
            $i = ($fromIndex + $u | 0) / 2 | 0;
            $a = $rt_nullCheck($a);
            var$7 = $a.data;
            $i = $rt_checkBounds($i, var$7);
            $e = var$7[$i];
            if ($e == $key)
                break;
            if ($key >= $e)
                $fromIndex = $i + 1 | 0;
            else
                $u = $i - 1 | 0;
        }
        return $i;
    }
    $rt_throw(jl_IllegalArgumentException__init_0());
},
ju_Arrays_mismatchImpl4 = ($a, $aStart, $a2, $a2Start, $length) => {
    let $i, var$7, var$8, var$9;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        var$7 = $i + $aStart | 0;
        $a = $rt_nullCheck($a);
        var$8 = $a.data;
        var$7 = var$8[$rt_checkBounds(var$7, var$8)];
        var$9 = $i + $a2Start | 0;
        $a2 = $rt_nullCheck($a2);
        var$8 = $a2.data;
        if (var$7 != var$8[$rt_checkBounds(var$9, var$8)])
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals0 = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl4($a, 0, $a2, 0, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_mismatchImpl2 = ($a, $aStart, $a2, $a2Start, $length) => {
    let $i, var$7, var$8, var$9;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        var$7 = $i + $aStart | 0;
        $a = $rt_nullCheck($a);
        var$8 = $a.data;
        var$7 = var$8[$rt_checkBounds(var$7, var$8)];
        var$9 = $i + $a2Start | 0;
        $a2 = $rt_nullCheck($a2);
        var$8 = $a2.data;
        if (var$7 != var$8[$rt_checkBounds(var$9, var$8)])
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals3 = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl2($a, 0, $a2, 0, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_mismatchImpl = ($a, $aStart, $a2, $a2Start, $length) => {
    let $i, var$7, var$8, var$9;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        var$7 = $i + $aStart | 0;
        $a = $rt_nullCheck($a);
        var$8 = $a.data;
        var$7 = var$8[$rt_checkBounds(var$7, var$8)];
        var$9 = $i + $a2Start | 0;
        $a2 = $rt_nullCheck($a2);
        var$8 = $a2.data;
        if (var$7 != var$8[$rt_checkBounds(var$9, var$8)])
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals5 = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl($a, 0, $a2, 0, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_mismatchImpl0 = ($a, $aStart, $a2, $a2Start, $length) => {
    let $i, var$7, var$8, var$9;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        var$7 = $i + $aStart | 0;
        $a = $rt_nullCheck($a);
        var$8 = $a.data;
        var$7 = var$8[$rt_checkBounds(var$7, var$8)];
        var$9 = $i + $a2Start | 0;
        $a2 = $rt_nullCheck($a2);
        var$8 = $a2.data;
        if (var$7 != var$8[$rt_checkBounds(var$9, var$8)])
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl0($a, 0, $a2, 0, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_mismatchImpl1 = ($a, $aStart, $a2, $a2Start, $length) => {
    let $i, var$7, var$8, var$9;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        var$7 = $i + $aStart | 0;
        $a = $rt_nullCheck($a);
        var$8 = $a.data;
        var$9 = var$8[$rt_checkBounds(var$7, var$8)];
        var$7 = $i + $a2Start | 0;
        $a2 = $rt_nullCheck($a2);
        var$8 = $a2.data;
        if (jl_Float_compare(var$9, var$8[$rt_checkBounds(var$7, var$8)]))
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals1 = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl1($a, 0, $a2, 0, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_mismatchImpl5 = ($a, $aStart, $a2, $a2Start, $length) => {
    let $i, var$7, var$8, var$9;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        var$7 = $i + $aStart | 0;
        $a = $rt_nullCheck($a);
        var$8 = $a.data;
        var$9 = var$8[$rt_checkBounds(var$7, var$8)];
        var$7 = $i + $a2Start | 0;
        $a2 = $rt_nullCheck($a2);
        var$8 = $a2.data;
        if (jl_Double_compare(var$9, var$8[$rt_checkBounds(var$7, var$8)]))
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals4 = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl5($a, 0, $a2, 0, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_mismatchImpl3 = ($a, $a2, $length) => {
    let $i, var$5, var$6;
    $i = 0;
    while (true) {
        if ($i >= $length)
            return (-1);
        $a = $rt_nullCheck($a);
        var$5 = $a.data;
        $i = $rt_checkBounds($i, var$5);
        var$6 = var$5[$i];
        $a2 = $rt_nullCheck($a2);
        var$5 = $a2.data;
        $i = $rt_checkUpperBound($i, var$5);
        if (var$6 != var$5[$i])
            break;
        $i = $i + 1 | 0;
    }
    return $i;
},
ju_Arrays_equals2 = ($a, $a2) => {
    let var$3, var$4;
    if ($a !== $a2) {
        if ($a !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a.data.length;
            if (var$4 == var$3.length)
                return ju_Arrays_mismatchImpl3($a, $a2, var$4) >= 0 ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
ju_Arrays_deepEquals = ($a1, $a2) => {
    let var$3, var$4, var$5, $i, $e1, $e2;
    if ($a1 !== $a2) {
        if ($a1 !== null && $a2 !== null) {
            var$3 = $a2.data;
            var$4 = $a1.data;
            var$5 = var$4.length;
            if (var$5 == var$3.length) {
                $i = 0;
                while ($i < var$5) {
                    $i = $rt_checkLowerBound($i);
                    $e1 = var$4[$i];
                    $i = $rt_checkUpperBound($i, var$3);
                    $e2 = var$3[$i];
                    if (!ju_Objects_deepEquals($e1, $e2))
                        return 0;
                    $i = $i + 1 | 0;
                }
                return 1;
            }
        }
        return 0;
    }
    return 1;
},
jl_System = $rt_classWithoutFields(),
jl_System_arraycopy = ($src, $srcPos, $dest, $destPos, $length) => {
    let var$6, $srcType, $targetType, $srcArray, $i, var$11, var$12, $elem;
    if ($src !== null && $dest !== null) {
        if ($srcPos >= 0 && $destPos >= 0 && $length >= 0 && ($srcPos + $length | 0) <= jlr_Array_getLength($src)) {
            var$6 = $destPos + $length | 0;
            if (var$6 <= jlr_Array_getLength($dest)) {
                a: {
                    if ($src !== $dest) {
                        $src = $rt_nullCheck($src);
                        $srcType = jl_Class_getComponentType($rt_nullCheck(jl_Object_getClass($src)));
                        $dest = $rt_nullCheck($dest);
                        $targetType = jl_Class_getComponentType($rt_nullCheck(jl_Object_getClass($dest)));
                        if ($srcType !== null && $targetType !== null) {
                            if ($srcType === $targetType)
                                break a;
                            $srcType = $rt_nullCheck($srcType);
                            if (!jl_Class_isPrimitive($srcType)) {
                                $targetType = $rt_nullCheck($targetType);
                                if (!jl_Class_isPrimitive($targetType)) {
                                    $srcArray = $rt_castToInterface($src, $rt_arraycls(jl_Object));
                                    $i = 0;
                                    var$6 = $srcPos;
                                    while ($i < $length) {
                                        var$11 = var$6 + 1 | 0;
                                        $srcArray = $rt_nullCheck($srcArray);
                                        var$12 = $srcArray.data;
                                        $elem = var$12[$rt_checkBounds(var$6, var$12)];
                                        if (!jl_Class_isInstance($targetType, $elem)) {
                                            jl_System_doArrayCopy($src, $srcPos, $dest, $destPos, $i);
                                            $rt_throw(jl_ArrayStoreException__init_());
                                        }
                                        $i = $i + 1 | 0;
                                        var$6 = var$11;
                                    }
                                    jl_System_doArrayCopy($src, $srcPos, $dest, $destPos, $length);
                                    return;
                                }
                            }
                            if (jl_Class_isPrimitive($srcType)) {
                                $targetType = $rt_nullCheck($targetType);
                                if (jl_Class_isPrimitive($targetType))
                                    break a;
                            }
                            $rt_throw(jl_ArrayStoreException__init_());
                        }
                        $rt_throw(jl_ArrayStoreException__init_());
                    }
                }
                jl_System_doArrayCopy($src, $srcPos, $dest, $destPos, $length);
                return;
            }
        }
        $rt_throw(jl_IndexOutOfBoundsException__init_());
    }
    $rt_throw(jl_NullPointerException__init_1($rt_s(132)));
},
jl_System_fastArraycopy = ($src, $srcPos, $dest, $destPos, $length) => {
    let var$6;
    if ($srcPos >= 0 && $destPos >= 0 && $length >= 0 && ($srcPos + $length | 0) <= jl_System_fastArrayLength($src)) {
        var$6 = $destPos + $length | 0;
        if (var$6 <= jl_System_fastArrayLength($dest)) {
            jl_System_doArrayCopy($src, $srcPos, $dest, $destPos, $length);
            return;
        }
    }
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
jl_System_fastArrayLength = $obj => {
    return $rt_arrayLength($obj);
},
jl_System_doArrayCopy = (var$1, var$2, var$3, var$4, var$5) => {
    if (var$5 !== 0) {
        if (typeof var$1.data.buffer !== 'undefined') {
            var$3.data.set(var$1.data.subarray(var$2, var$2 + var$5), var$4);
        } else if (var$1 !== var$3 || var$4 < var$2) {
            for (let i = 0;i < var$5;i = i + 1 | 0) {
                var$3.data[var$4++] = var$1.data[var$2++];
            }
        } else {
            var$2 = var$2 + var$5 | 0;
            var$4 = var$4 + var$5 | 0;
            for (let i = 0;i < var$5;i = i + 1 | 0) {
                var$3.data[ --var$4] = var$1.data[ --var$2];
            }
        }
    }
},
jl_System_currentTimeMillis = () => {
    return Long_fromNumber((new Date()).getTime());
};
function ipcw_LinkMessage$Presence() {
    jl_Record.call(this);
    this.$active0 = 0;
}
let ipcw_LinkMessage$Presence__init_ = ($this, var$1) => {
    jl_Record__init_($this);
    $this.$active0 = var$1;
},
ipcw_LinkMessage$Presence__init_0 = var_0 => {
    let var_1 = new ipcw_LinkMessage$Presence();
    ipcw_LinkMessage$Presence__init_(var_1, var_0);
    return var_1;
},
ipcw_LinkMessage$Presence_number = $this => {
    return 8;
},
ipcw_LinkMessage$Presence_fields = $this => {
    return 1;
},
ipcw_LinkMessage$Presence_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$active0;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bool($out, var$2);
},
ipcw_LinkMessage$Presence_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Presence;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Presence__init_(var$2, ipcb_CborReader_bool($in));
    return var$2;
},
ipcw_TopicProtocol$AskChosen$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$AskChosen$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$AskChosen$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$AskChosen$read$lambda$_4_0();
    ipcw_TopicProtocol$AskChosen$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$AskChosen$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$AskChosen$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$AskChosen$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$AskChosen_lambda$read$0(var$1);
},
ipcw_TopicProtocol$Push$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$Push$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$Push$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$Push$read$lambda$_4_0();
    ipcw_TopicProtocol$Push$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$Push$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$Push$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$Push$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$Push_lambda$read$0(var$1);
},
ju_Collections$5 = $rt_classWithoutFields(),
ju_Collections$5__init_ = $this => {
    jl_Object__init_($this);
},
ju_Collections$5__init_0 = () => {
    let var_0 = new ju_Collections$5();
    ju_Collections$5__init_(var_0);
    return var_0;
};
function ipcw_DataMessage$Store() {
    let a = this; jl_Record.call(a);
    a.$record1 = null;
    a.$ballot2 = Long_ZERO;
    a.$holders1 = null;
    a.$digest4 = null;
}
let ipcw_DataMessage$Store__init_ = ($this, $record, $ballot, $holders, $digest) => {
    jl_Record__init_($this);
    $this.$record1 = $record;
    $this.$ballot2 = $ballot;
    $this.$holders1 = $holders;
    $this.$digest4 = $digest;
},
ipcw_DataMessage$Store__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_DataMessage$Store();
    ipcw_DataMessage$Store__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_DataMessage$Store_number = $this => {
    return 30;
},
ipcw_DataMessage$Store_fields = $this => {
    return 4;
},
ipcw_DataMessage$Store_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = $this.$record1;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = $this.$ballot2;
    ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
    ipcw_HolderSet_write($rt_nullCheck($this.$holders1), $out);
    ipcb_CborWriter_bytes($out, $this.$digest4);
},
ipcw_DataMessage$Store_read = $in => {
    let var$2, var$3, var$4, var$5;
    var$2 = new ipcw_DataMessage$Store;
    $in = $rt_nullCheck($in);
    var$3 = ipcb_CborReader_bytes($in, 67584);
    var$4 = ipcb_CborReader_ulong($in);
    var$5 = ipcw_HolderSet_read($in);
    ipcw_DataMessage$Store__init_(var$2, var$3, var$4, var$5, ipcb_CborReader_bytes($in, 8));
    return var$2;
},
ju_List = $rt_classWithoutFields(0),
ju_List_of = () => {
    return ju_Collections_emptyList();
};
function ju_AbstractList() {
    ju_AbstractCollection.call(this);
    this.$modCount0 = 0;
}
let ju_AbstractList__init_ = $this => {
    ju_AbstractCollection__init_($this);
},
ju_AbstractList_iterator = $this => {
    return ju_AbstractList$1__init_0($this);
},
ju_AbstractList_equals = ($this, $other) => {
    let $list, var$3, $i;
    if ($rt_isInstance($other, ju_List)) {
        $list = $rt_castToInterface($other, ju_List);
        var$3 = $this.$size();
        $list = $rt_nullCheck($list);
        if (var$3 == $list.$size()) {
            $i = 0;
            while ($i < $list.$size()) {
                if (!ju_Objects_equals($this.$get1($i), $list.$get1($i)))
                    return 0;
                $i = $i + 1 | 0;
            }
            return 1;
        }
        return 0;
    }
    return 0;
},
ju_RandomAccess = $rt_classWithoutFields(0),
ju_TemplateCollections$AbstractImmutableList = $rt_classWithoutFields(ju_AbstractList),
ju_TemplateCollections$AbstractImmutableList__init_ = $this => {
    ju_AbstractList__init_($this);
},
ju_Collections$3 = $rt_classWithoutFields(ju_TemplateCollections$AbstractImmutableList),
ju_Collections$3__init_ = $this => {
    ju_TemplateCollections$AbstractImmutableList__init_($this);
},
ju_Collections$3__init_0 = () => {
    let var_0 = new ju_Collections$3();
    ju_Collections$3__init_(var_0);
    return var_0;
},
ju_Collections$3_get = ($this, $index) => {
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
ju_Collections$3_size = $this => {
    return 0;
},
ju_Collections$3_iterator = $this => {
    return ju_Collections_emptyIterator();
},
ju_Collections$3_isEmpty = $this => {
    return 1;
},
ipcp_Items$Unsigned = $rt_classWithoutFields(),
ipcp_Items$Unsigned_KEYS = null,
ipcp_Items$Unsigned_$callClinit = () => {
    ipcp_Items$Unsigned_$callClinit = $rt_eraseClinit(ipcp_Items$Unsigned);
    ipcp_Items$Unsigned__clinit_();
},
ipcp_Items$Unsigned__init_0 = $this => {
    ipcp_Items$Unsigned_$callClinit();
    jl_Object__init_($this);
},
ipcp_Items$Unsigned__init_ = () => {
    let var_0 = new ipcp_Items$Unsigned();
    ipcp_Items$Unsigned__init_0(var_0);
    return var_0;
},
ipcp_Items$Unsigned_identityPublicKey = $this => {
    return $rt_createByteArray(65);
},
ipcp_Items$Unsigned_topicPublicKey = $this => {
    return $rt_createByteArray(32);
},
ipcp_Items$Unsigned_signIdentity = ($this, $message) => {
    return ipcb_Promise_of($rt_createByteArray(64));
},
ipcp_Items$Unsigned_signTopic = ($this, $message) => {
    return ipcb_Promise_of($rt_createByteArray(64));
},
ipcp_Items$Unsigned__clinit_ = () => {
    ipcp_Items$Unsigned_KEYS = ipcp_Items$Unsigned__init_();
};
function ipcw_DataMessage$Prepare() {
    let a = this; jl_Record.call(a);
    a.$slot0 = null;
    a.$sequence4 = Long_ZERO;
    a.$ballot3 = Long_ZERO;
}
let ipcw_DataMessage$Prepare__init_ = ($this, $slot, $sequence, $ballot) => {
    jl_Record__init_($this);
    $this.$slot0 = $slot;
    $this.$sequence4 = $sequence;
    $this.$ballot3 = $ballot;
},
ipcw_DataMessage$Prepare__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcw_DataMessage$Prepare();
    ipcw_DataMessage$Prepare__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcw_DataMessage$Prepare_number = $this => {
    return 37;
},
ipcw_DataMessage$Prepare_fields = $this => {
    return 3;
},
ipcw_DataMessage$Prepare_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = $this.$slot0;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = $this.$sequence4;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
    var$4 = $this.$ballot3;
    ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
},
ipcw_DataMessage$Prepare_read = $in => {
    let var$2;
    var$2 = new ipcw_DataMessage$Prepare;
    $in = $rt_nullCheck($in);
    ipcw_DataMessage$Prepare__init_(var$2, ipcb_CborReader_bytesOf($in, 40), ipcb_CborReader_ulong($in), ipcb_CborReader_ulong($in));
    return var$2;
},
ju_Collections$4 = $rt_classWithoutFields(),
ju_Collections$4__init_ = $this => {
    jl_Object__init_($this);
},
ju_Collections$4__init_0 = () => {
    let var_0 = new ju_Collections$4();
    ju_Collections$4__init_(var_0);
    return var_0;
},
ju_Collections$4_hasNext = $this => {
    return 0;
},
ju_Collections$4_next = $this => {
    $rt_throw(ju_NoSuchElementException__init_());
},
jl_Character = $rt_classWithoutFields(),
jl_Character_TYPE = null,
jl_Character_characterCache = null,
jl_Character_$callClinit = () => {
    jl_Character_$callClinit = $rt_eraseClinit(jl_Character);
    jl_Character__clinit_();
},
jl_Character_isHighSurrogate = $ch => {
    jl_Character_$callClinit();
    return ($ch & 64512) != 55296 ? 0 : 1;
},
jl_Character_isLowSurrogate = $ch => {
    jl_Character_$callClinit();
    return ($ch & 64512) != 56320 ? 0 : 1;
},
jl_Character_isSurrogate = $ch => {
    jl_Character_$callClinit();
    return !(!jl_Character_isHighSurrogate($ch) && !jl_Character_isLowSurrogate($ch)) ? 1 : 0;
},
jl_Character_toCodePoint = ($high, $low) => {
    jl_Character_$callClinit();
    return (($high & 1023) << 10 | $low & 1023) + 65536 | 0;
},
jl_Character_highSurrogate = $codePoint => {
    let var$2;
    jl_Character_$callClinit();
    var$2 = $codePoint - 65536 | 0;
    return (55296 | var$2 >> 10 & 1023) & 65535;
},
jl_Character_lowSurrogate = $codePoint => {
    jl_Character_$callClinit();
    return (56320 | $codePoint & 1023) & 65535;
},
jl_Character_forDigit = ($digit, $radix) => {
    jl_Character_$callClinit();
    if ($radix >= 2 && $radix <= 36 && $digit >= 0 && $digit < $radix)
        return $digit < 10 ? (48 + $digit | 0) & 65535 : ((97 + $digit | 0) - 10 | 0) & 65535;
    return 0;
},
jl_Character__clinit_ = () => {
    jl_Character_TYPE = $rt_cls($rt_charcls);
    jl_Character_characterCache = $rt_createArray(jl_Character, 128);
},
ju_TemplateCollections$AbstractImmutableSet = $rt_classWithoutFields(ju_AbstractSet),
ju_TemplateCollections$AbstractImmutableSet__init_ = $this => {
    ju_AbstractSet__init_($this);
},
ju_Collections$1 = $rt_classWithoutFields(ju_TemplateCollections$AbstractImmutableSet),
ju_Collections$1__init_ = $this => {
    ju_TemplateCollections$AbstractImmutableSet__init_($this);
},
ju_Collections$1__init_0 = () => {
    let var_0 = new ju_Collections$1();
    ju_Collections$1__init_(var_0);
    return var_0;
},
ju_Collections$2 = $rt_classWithoutFields(ju_TemplateCollections$AbstractImmutableMap),
ju_Collections$2__init_ = $this => {
    ju_TemplateCollections$AbstractImmutableMap__init_($this);
},
ju_Collections$2__init_0 = () => {
    let var_0 = new ju_Collections$2();
    ju_Collections$2__init_(var_0);
    return var_0;
},
otrr_ReflectionInfo = $rt_classWithoutFields();
function jl_Object$monitorExit$lambda$_8_1() {
    jl_Object.call(this);
    this.$_0 = null;
}
let jl_Object$monitorExit$lambda$_8_1__init_ = (var$0, var$1) => {
    jl_Object__init_(var$0);
    var$0.$_0 = var$1;
},
jl_Object$monitorExit$lambda$_8_1__init_0 = var_0 => {
    let var_1 = new jl_Object$monitorExit$lambda$_8_1();
    jl_Object$monitorExit$lambda$_8_1__init_(var_1, var_0);
    return var_1;
},
jl_Object$monitorExit$lambda$_8_1_run = var$0 => {
    jl_Object_lambda$monitorExit$2(var$0.$_0);
},
ipcp_CoreAcrossRuntimesTest = $rt_classWithoutFields(),
ipcp_CoreAcrossRuntimesTest__init_ = $this => {
    jl_Object__init_($this);
},
ipcp_CoreAcrossRuntimesTest__init_0 = () => {
    let var_0 = new ipcp_CoreAcrossRuntimesTest();
    ipcp_CoreAcrossRuntimesTest__init_(var_0);
    return var_0;
},
ipcp_CoreAcrossRuntimesTest_hashesTheKnownAnswers = $this => {
    let $sha, var$2, var$3, var$4, var$5, var$6;
    $sha = ipcc_Sha256__init_0();
    var$2 = $rt_createArray($rt_arraycls($rt_bytecls), 1);
    var$3 = var$2.data;
    var$3[0] = ipcb_Bytes_utf8($rt_s(133));
    var$4 = ipcb_Bytes_hex(ipcc_Sha256_sha256($sha, var$2));
    oj_Assert_assertEquals($rt_s(134), var$4);
    var$2 = $rt_createArray($rt_arraycls($rt_bytecls), 2);
    var$3 = var$2.data;
    var$3[0] = ipcb_Bytes_utf8($rt_s(135));
    var$3[1] = ipcb_Bytes_utf8($rt_s(136));
    var$2 = ipcc_Sha256_sha256($sha, var$2);
    var$5 = ipcb_Bytes_hex(var$2);
    oj_Assert_assertEquals($rt_s(137), var$5);
    var$5 = ipcc_Hkdf__init_0($sha);
    var$2 = ipcb_Bytes_utf8($rt_s(138));
    var$6 = $rt_createArray($rt_arraycls($rt_bytecls), 1);
    var$6.data[0] = ipcb_Bytes_utf8($rt_s(139));
    var$2 = ipcc_Hkdf_hmac(var$5, var$2, var$6);
    var$5 = ipcb_Bytes_hex(var$2);
    oj_Assert_assertEquals($rt_s(140), var$5);
},
ipcp_CoreAcrossRuntimesTest_writesTheSameCbor = $this => {
    let $out, $bytes, var$3, $in;
    $out = ipcb_CborWriter__init_0();
    ipcb_CborWriter_bool($rt_nullCheck(ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_ulong($rt_nullCheck(ipcb_CborWriter_uint($rt_nullCheck(ipcb_CborWriter_array($out, 6)), 1000000)), Long_create(4294967295, 2147483647))), Long_create(4294967295, 0))), 1);
    ipcb_CborWriter_text($rt_nullCheck(ipcb_CborWriter_bytes($out, $rt_createByteArrayFromData([(-1), 0]))), $rt_s(141));
    $bytes = ipcb_CborWriter_toBytes($out);
    var$3 = ipcb_Bytes_hex($bytes);
    oj_Assert_assertEquals($rt_s(142), var$3);
    $in = ipcb_CborReader__init_($bytes);
    oj_Assert_assertEquals0(Long_fromInt(6), Long_fromInt(ipcb_CborReader_array($in, 6)));
    oj_Assert_assertEquals0(Long_fromInt(1000000), Long_fromInt(ipcb_CborReader_uint($in, 2147483647)));
    oj_Assert_assertEquals0(Long_create(4294967295, 2147483647), ipcb_CborReader_ulong($in));
    oj_Assert_assertEquals0(Long_create(4294967295, 0), ipcb_CborReader_ulong($in));
    oj_Assert_assertTrue(ipcb_CborReader_bool($in));
    oj_Assert_assertArrayEquals($rt_createByteArrayFromData([(-1), 0]), ipcb_CborReader_bytes($in, 2));
    oj_Assert_assertEquals($rt_s(141), ipcb_CborReader_text($in, 7));
    ipcb_CborReader_end($in);
},
ipcp_CoreAcrossRuntimesTest_refusesBrokenMessagesWithACode = $this => {
    let $message, var$2, $encoded, $rng, $refused, $i, $broken, var$8, var$9, $e, $$je;
    $message = new ipcw_LinkMessage$Request;
    var$2 = new ipcw_LinkMessage$Failure;
    ipcb_ErrorCode_$callClinit();
    ipcw_LinkMessage$Failure__init_(var$2, ipcb_ErrorCode_TIMEOUT, $rt_s(143), 5);
    ipcw_LinkMessage$Request__init_($message, 7, 1000, var$2);
    $encoded = ipcw_MessageCodec_encode($message);
    oj_Assert_assertArrayEquals($encoded, ipcw_MessageCodec_encode(ipcw_MessageCodec_decode($encoded)));
    $rng = ipcb_Rng__init_0(777);
    $refused = 0;
    $i = 0;
    while ($i < 2000) {
        $encoded = $rt_nullCheck($encoded);
        $broken = ipcb_Bytes_slice($encoded, 0, 1 + ipcb_Rng_nextInt($rng, $encoded.data.length) | 0);
        $broken = $rt_nullCheck($broken);
        var$8 = $broken.data;
        var$9 = $rt_checkBounds(ipcb_Rng_nextInt($rng, var$8.length), var$8);
        var$8[var$9] = (var$8[var$9] ^ 1 << ipcb_Rng_nextInt($rng, 8) << 24 >> 24) << 24 >> 24;
        a: {
            b: {
                try {
                    ipcw_MessageCodec_decode($broken);
                    break a;
                } catch ($$e) {
                    $$je = $rt_wrapException($$e);
                    if ($$je instanceof ipcb_PeerloomException) {
                        $e = $$je;
                        break b;
                    } else {
                        throw $$e;
                    }
                }
            }
            oj_Assert_assertEquals(ipcb_ErrorCode_INVALID_REQUEST, ipcb_PeerloomException_code($e));
            $refused = $refused + 1 | 0;
        }
        $i = $i + 1 | 0;
    }
    oj_Assert_assertTrue($refused <= 1000 ? 0 : 1);
},
ipcp_CoreAcrossRuntimesTest_collectsAndOrdersTheSameWay = $this => {
    let $rng, $items, $i, $one, $two, var$6, var$7, $order, $delivered, $item;
    $rng = ipcb_Rng__init_0(777);
    $items = ju_ArrayList__init_();
    $i = 0;
    while ($i < 20) {
        $items.$add(ipcp_Items_item0($i % 3 | 0, 1 + ($i / 3 | 0) | 0, Long_add(Long_create(3487918080, 395), Long_mul(Long_fromInt(1000), Long_fromInt($i)))));
        $i = $i + 1 | 0;
    }
    $one = ipcp_CoreAcrossRuntimesTest_collection($items);
    ipcb_Rng_shuffle($rng, $items);
    $two = ipcp_CoreAcrossRuntimesTest_collection($items);
    ipcw_TopicProtocol$Pages_$callClinit();
    var$6 = ipcw_TopicProtocol$Pages_ALL;
    var$7 = ipcw_TopicProtocol$Pages_ALL;
    $one = $rt_nullCheck($one);
    var$7 = ipcp_MessageCollection_digest($one, var$7);
    $two = $rt_nullCheck($two);
    oj_Assert_assertTrue(($rt_nullCheck(ipcp_MessageCollection$Difference_wanted($rt_nullCheck(ipcp_MessageCollection_compare($two, var$6, var$7))))).$isEmpty());
    oj_Assert_assertEquals(ipcp_MessageCollection_ordered($one), ipcp_MessageCollection_ordered($two));
    $order = ipcp_StreamOrder__init_0();
    $delivered = ju_ArrayList__init_();
    var$7 = $items.$iterator();
    while (true) {
        var$7 = $rt_nullCheck(var$7);
        if (!var$7.$hasNext())
            break;
        $item = $rt_castToClass(var$7.$next(), ipcp_TopicItem);
        $delivered.$addAll(ipcp_StreamOrder$Outcome_ready($rt_nullCheck(ipcp_StreamOrder_arrived($order, $item, Long_ZERO))));
    }
    oj_Assert_assertEquals0(Long_fromInt(20), Long_fromInt($delivered.$size()));
    oj_Assert_assertEquals0(Long_fromInt(20), Long_fromInt(($rt_nullCheck(ipcp_MessageCollection_prune($two, Long_create(4294967295, 2147483647)))).$size()));
    oj_Assert_assertTrue(($rt_nullCheck(ipcp_MessageCollection_digest($two, ipcw_TopicProtocol$Pages_ALL))).$isEmpty());
},
ipcp_CoreAcrossRuntimesTest_collection = $items => {
    let $collection, var$3;
    $collection = new ipcp_MessageCollection;
    ipcp_Items_$callClinit();
    ipcp_MessageCollection__init_($collection, ipcp_Items_HASH);
    ju_Objects_requireNonNull($collection);
    var$3 = ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0__init_0($collection);
    $items = $rt_nullCheck($items);
    $items.$forEach(var$3);
    return $collection;
};
function ipcw_LinkMessage$Pong() {
    let a = this; jl_Record.call(a);
    a.$nonce2 = 0;
    a.$wallMillis = Long_ZERO;
    a.$machineMillis = Long_ZERO;
    a.$settled = 0;
}
let ipcw_LinkMessage$Pong__init_ = ($this, $nonce, $wallMillis, $machineMillis, $settled) => {
    jl_Record__init_($this);
    $this.$nonce2 = $nonce;
    $this.$wallMillis = $wallMillis;
    $this.$machineMillis = $machineMillis;
    $this.$settled = $settled;
},
ipcw_LinkMessage$Pong__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_LinkMessage$Pong();
    ipcw_LinkMessage$Pong__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_LinkMessage$Pong_number = $this => {
    return 7;
},
ipcw_LinkMessage$Pong_fields = $this => {
    return 4;
},
ipcw_LinkMessage$Pong_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = $this.$nonce2;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$4 = $this.$wallMillis;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
    var$4 = $this.$machineMillis;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
    var$2 = $this.$settled;
    ipcb_CborWriter_bool($rt_nullCheck(var$3), var$2);
},
ipcw_LinkMessage$Pong_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Pong;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Pong__init_(var$2, ipcb_CborReader_uint($in, 2147483647), ipcb_CborReader_ulong($in), ipcb_CborReader_ulong($in), ipcb_CborReader_bool($in));
    return var$2;
};
function ju_TreeMap$NavigableMapValues() {
    ju_AbstractCollection.call(this);
    this.$map1 = null;
}
let ju_TreeMap$NavigableMapValues__init_ = ($this, $map) => {
    ju_AbstractCollection__init_($this);
    $this.$map1 = $map;
},
ju_TreeMap$NavigableMapValues__init_0 = var_0 => {
    let var_1 = new ju_TreeMap$NavigableMapValues();
    ju_TreeMap$NavigableMapValues__init_(var_1, var_0);
    return var_1;
},
ju_TreeMap$NavigableMapValues_iterator = $this => {
    let $it;
    $it = ($rt_nullCheck(($rt_nullCheck($this.$map1)).$entrySet())).$iterator();
    return ju_TreeMap$NavigableMapValues$1__init_0($this, $it);
};
function ipci_PeerKind() {
    let a = this; jl_Enum.call(a);
    a.$number5 = 0;
    a.$word0 = null;
}
let ipci_PeerKind_BROWSER = null,
ipci_PeerKind_NODE = null,
ipci_PeerKind_BRIDGE = null,
ipci_PeerKind_$VALUES = null,
ipci_PeerKind_$callClinit = () => {
    ipci_PeerKind_$callClinit = $rt_eraseClinit(ipci_PeerKind);
    ipci_PeerKind__clinit_();
},
ipci_PeerKind__init_0 = ($this, var$1, var$2, $number, $word) => {
    ipci_PeerKind_$callClinit();
    jl_Enum__init_($this, var$1, var$2);
    $this.$number5 = $number;
    $this.$word0 = $word;
},
ipci_PeerKind__init_ = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipci_PeerKind();
    ipci_PeerKind__init_0(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipci_PeerKind_number = $this => {
    return $this.$number5;
},
ipci_PeerKind_of = $number => {
    let var$2, var$3, var$4;
    ipci_PeerKind_$callClinit();
    a: {
        b: {
            c: {
                switch ($number) {
                    case 0:
                        break;
                    case 1:
                        break c;
                    case 2:
                        break b;
                    default:
                        var$2 = new ipcb_PeerloomException;
                        ipcb_ErrorCode_$callClinit();
                        var$3 = ipcb_ErrorCode_INVALID_REQUEST;
                        var$4 = jl_StringBuilder__init_();
                        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$4, $rt_s(144))), $number);
                        ipcb_PeerloomException__init_(var$2, var$3, jl_StringBuilder_toString(var$4));
                        $rt_throw(var$2);
                }
                var$3 = ipci_PeerKind_BROWSER;
                break a;
            }
            var$3 = ipci_PeerKind_NODE;
            break a;
        }
        var$3 = ipci_PeerKind_BRIDGE;
    }
    return var$3;
},
ipci_PeerKind_$values = () => {
    let var$1, var$2;
    ipci_PeerKind_$callClinit();
    var$1 = $rt_createArray(ipci_PeerKind, 3);
    var$2 = var$1.data;
    var$2[0] = ipci_PeerKind_BROWSER;
    var$2[1] = ipci_PeerKind_NODE;
    var$2[2] = ipci_PeerKind_BRIDGE;
    return var$1;
},
ipci_PeerKind__clinit_ = () => {
    ipci_PeerKind_BROWSER = ipci_PeerKind__init_($rt_s(145), 0, 0, $rt_s(146));
    ipci_PeerKind_NODE = ipci_PeerKind__init_($rt_s(147), 1, 1, $rt_s(148));
    ipci_PeerKind_BRIDGE = ipci_PeerKind__init_($rt_s(149), 2, 2, $rt_s(150));
    ipci_PeerKind_$VALUES = ipci_PeerKind_$values();
},
jnc_StandardCharsets = $rt_classWithoutFields(),
jnc_StandardCharsets_UTF_8 = null,
jnc_StandardCharsets_US_ASCII = null,
jnc_StandardCharsets_ISO_8859_1 = null,
jnc_StandardCharsets_UTF_16 = null,
jnc_StandardCharsets_UTF_16BE = null,
jnc_StandardCharsets_UTF_16LE = null,
jnc_StandardCharsets_$callClinit = () => {
    jnc_StandardCharsets_$callClinit = $rt_eraseClinit(jnc_StandardCharsets);
    jnc_StandardCharsets__clinit_();
},
jnc_StandardCharsets__clinit_ = () => {
    jnci_UTF8Charset_$callClinit();
    jnc_StandardCharsets_UTF_8 = jnci_UTF8Charset_INSTANCE;
    jnc_StandardCharsets_US_ASCII = jnci_AsciiCharset__init_0();
    jnc_StandardCharsets_ISO_8859_1 = jnci_Iso8859Charset__init_0();
    jnc_StandardCharsets_UTF_16 = jnci_UTF16Charset__init_($rt_s(151), 1, 0);
    jnc_StandardCharsets_UTF_16BE = jnci_UTF16Charset__init_($rt_s(152), 0, 0);
    jnc_StandardCharsets_UTF_16LE = jnci_UTF16Charset__init_($rt_s(153), 0, 1);
},
ju_Collections$_clinit_$lambda$_59_0 = $rt_classWithoutFields(),
ju_Collections$_clinit_$lambda$_59_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ju_Collections$_clinit_$lambda$_59_0__init_0 = () => {
    let var_0 = new ju_Collections$_clinit_$lambda$_59_0();
    ju_Collections$_clinit_$lambda$_59_0__init_(var_0);
    return var_0;
};
function ipcw_LinkMessage$Direct() {
    let a = this; jl_Record.call(a);
    a.$nonce1 = null;
    a.$sealed = null;
}
let ipcw_LinkMessage$Direct__init_ = ($this, $nonce, $sealed) => {
    jl_Record__init_($this);
    $this.$nonce1 = $nonce;
    $this.$sealed = $sealed;
},
ipcw_LinkMessage$Direct__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_LinkMessage$Direct();
    ipcw_LinkMessage$Direct__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_LinkMessage$Direct_number = $this => {
    return 14;
},
ipcw_LinkMessage$Direct_fields = $this => {
    return 2;
},
ipcw_LinkMessage$Direct_write = ($this, $out) => {
    let var$2, var$3;
    var$2 = $this.$nonce1;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$2 = $this.$sealed;
    ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$2);
},
ipcw_LinkMessage$Direct_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Direct;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Direct__init_(var$2, ipcb_CborReader_bytesOf($in, 12), ipcb_CborReader_bytes($in, 67584));
    return var$2;
};
function ipcw_DataMessage$Held() {
    let a = this; jl_Record.call(a);
    a.$slot = null;
    a.$sequence1 = Long_ZERO;
    a.$ballot0 = Long_ZERO;
    a.$digest1 = null;
}
let ipcw_DataMessage$Held__init_ = ($this, $slot, $sequence, $ballot, $digest) => {
    jl_Record__init_($this);
    $this.$slot = $slot;
    $this.$sequence1 = $sequence;
    $this.$ballot0 = $ballot;
    $this.$digest1 = $digest;
},
ipcw_DataMessage$Held__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_DataMessage$Held();
    ipcw_DataMessage$Held__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_DataMessage$Held_write = ($this, $out) => {
    let var$2, var$3, var$4;
    $out = $rt_nullCheck($out);
    var$2 = ipcb_CborWriter_array($out, 4);
    var$3 = $this.$slot;
    var$2 = ipcb_CborWriter_bytes($rt_nullCheck(var$2), var$3);
    var$4 = $this.$sequence1;
    var$2 = ipcb_CborWriter_ulong($rt_nullCheck(var$2), var$4);
    var$4 = $this.$ballot0;
    var$2 = ipcb_CborWriter_ulong($rt_nullCheck(var$2), var$4);
    var$3 = $this.$digest1;
    ipcb_CborWriter_bytes($rt_nullCheck(var$2), var$3);
},
ipcw_DataMessage$Held_read = $in => {
    let $count, $held;
    $in = $rt_nullCheck($in);
    $count = ipcb_CborReader_array($in, 4);
    $held = ipcw_DataMessage$Held__init_0(ipcb_CborReader_bytesOf($in, 40), ipcb_CborReader_ulong($in), ipcb_CborReader_ulong($in), ipcb_CborReader_bytesOf($in, 16));
    ipcb_CborReader_rest($in, $count, 4);
    return $held;
},
ipcw_DataMessage$Held_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(14))).$append3($rt_s(154)))).$append($this.$slot))).$append3($rt_s(155)))).$append4($this.$sequence1))).$append3($rt_s(9)))).$append4($this.$ballot0))).$append3($rt_s(62)))).$append($this.$digest1))).$append3($rt_s(12)))).$toString();
},
ipcw_DataMessage$Held_equals = ($this, $o) => {
    let var$2, var$3, var$4;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcw_DataMessage$Held))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcw_DataMessage$Held);
            var$4 = $this.$slot;
            var$3 = $rt_nullCheck(var$3);
            if (!ju_Objects_equals(var$4, var$3.$slot))
                var$2 = 0;
            else if (Long_ne($this.$sequence1, var$3.$sequence1))
                var$2 = 0;
            else if (Long_ne($this.$ballot0, var$3.$ballot0))
                var$2 = 0;
            else if (ju_Objects_equals($this.$digest1, var$3.$digest1))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
};
function ipcw_TopicProtocol$Replicate() {
    let a = this; jl_Record.call(a);
    a.$topic2 = null;
    a.$items2 = null;
}
let ipcw_TopicProtocol$Replicate__init_ = ($this, $topic, $items) => {
    jl_Record__init_($this);
    $this.$topic2 = $topic;
    $this.$items2 = $items;
},
ipcw_TopicProtocol$Replicate__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Replicate();
    ipcw_TopicProtocol$Replicate__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Replicate_number = $this => {
    return 48;
},
ipcw_TopicProtocol$Replicate_fields = $this => {
    return 2;
},
ipcw_TopicProtocol$Replicate_write = ($this, $out) => {
    let var$2, var$3, var$4, $item;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic2));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = ($rt_nullCheck($this.$items2)).$size();
    ipcb_CborWriter_array($rt_nullCheck(var$3), var$4);
    var$3 = ($rt_nullCheck($this.$items2)).$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $item = $rt_castToInterface(var$3.$next(), $rt_arraycls($rt_bytecls));
        ipcb_CborWriter_bytes($out, $item);
    }
},
ipcw_TopicProtocol$Replicate_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Replicate;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$Replicate__init_(var$2, var$3, ipcb_CborReader_list($in, 256, ipcw_TopicProtocol$Replicate$read$lambda$_4_0__init_0()));
    return var$2;
},
ipcw_TopicProtocol$Replicate_lambda$read$0 = $i => {
    $i = $rt_nullCheck($i);
    return ipcb_CborReader_bytes($i, 34816);
};
function ipcw_JoinMessage$Join() {
    let a = this; jl_Record.call(a);
    a.$request = null;
    a.$offer = null;
}
let ipcw_JoinMessage$Join__init_ = ($this, $request, $offer) => {
    jl_Record__init_($this);
    $this.$request = $request;
    $this.$offer = $offer;
},
ipcw_JoinMessage$Join__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_JoinMessage$Join();
    ipcw_JoinMessage$Join__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_JoinMessage$Join_number = $this => {
    return 50;
},
ipcw_JoinMessage$Join_fields = $this => {
    return $this.$offer !== null ? 2 : 1;
},
ipcw_JoinMessage$Join_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$request;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
    if ($this.$offer !== null) {
        ipcb_CborWriter_array($out, ipcw_RoutingMessage$Route_fields($rt_nullCheck($this.$offer)));
        ipcw_RoutingMessage$Route_write($rt_nullCheck($this.$offer), $out);
    }
},
ipcw_JoinMessage$Join_read = ($in, $fields) => {
    let $request;
    $in = $rt_nullCheck($in);
    $request = ipcb_CborReader_bytes($in, 1536);
    return ipcw_JoinMessage$Join__init_0($request, $fields <= 1 ? null : ipcw_JoinMessage$Join_readOffer($in));
},
ipcw_JoinMessage$Join_readOffer = $in => {
    let $count, $offer;
    $in = $rt_nullCheck($in);
    $count = ipcb_CborReader_array($in, 4);
    $offer = ipcw_RoutingMessage$Route_read($in);
    ipcb_CborReader_rest($in, $count, 4);
    return $offer;
};
function ju_AbstractMap$KeySet() {
    ju_AbstractSet.call(this);
    this.$this$01 = null;
}
let ju_AbstractMap$KeySet__init_ = ($this, var$1) => {
    $this.$this$01 = var$1;
    ju_AbstractSet__init_($this);
},
ju_AbstractMap$KeySet__init_0 = var_0 => {
    let var_1 = new ju_AbstractMap$KeySet();
    ju_AbstractMap$KeySet__init_(var_1, var_0);
    return var_1;
},
ju_AbstractMap$KeySet_iterator = $this => {
    let $it;
    $it = ($rt_nullCheck(($rt_nullCheck($this.$this$01)).$entrySet())).$iterator();
    return ju_AbstractMap$KeySet$1__init_0($this, $it);
};
function ipcw_RoutingMessage$Route() {
    let a = this; jl_Record.call(a);
    a.$target0 = null;
    a.$trace0 = null;
    a.$hops0 = 0;
    a.$envelope2 = null;
}
let ipcw_RoutingMessage$Route__init_ = ($this, $target, $trace, $hops, $envelope) => {
    jl_Record__init_($this);
    $this.$target0 = $target;
    $this.$trace0 = $trace;
    $this.$hops0 = $hops;
    $this.$envelope2 = $envelope;
},
ipcw_RoutingMessage$Route__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_RoutingMessage$Route();
    ipcw_RoutingMessage$Route__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_RoutingMessage$Route_number = $this => {
    return 22;
},
ipcw_RoutingMessage$Route_fields = $this => {
    return 4;
},
ipcw_RoutingMessage$Route_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$target0));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$2 = $this.$trace0;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$2);
    var$4 = $this.$hops0;
    var$3 = ipcb_CborWriter_uint($rt_nullCheck(var$3), var$4);
    var$2 = $this.$envelope2;
    ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$2);
},
ipcw_RoutingMessage$Route_read = $in => {
    let var$2, var$3, var$4, var$5;
    var$2 = new ipcw_RoutingMessage$Route;
    $in = $rt_nullCheck($in);
    var$3 = ipci_NodeId_of(ipcb_CborReader_bytesOf($in, 32));
    var$4 = ipcb_CborReader_bytesOf($in, 8);
    var$5 = ipcb_CborReader_uint($in, 6);
    ipcw_RoutingMessage$Route__init_(var$2, var$3, var$4, var$5, ipcb_CborReader_bytes($in, 4096));
    return var$2;
},
ipcw_MessageCodec = $rt_classWithoutFields(),
ipcw_MessageCodec_encode = $message => {
    let $out;
    $out = ipcb_CborWriter__init_0();
    ipcw_MessageCodec_write($out, $message);
    return ipcb_CborWriter_toBytes($out);
},
ipcw_MessageCodec_decode = $encoded => {
    let var$2, var$3, var$4, var$5, $in, $message;
    $encoded = $rt_nullCheck($encoded);
    var$2 = $encoded.data.length;
    if (var$2 > 655360) {
        var$3 = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        var$4 = ipcb_ErrorCode_TOO_LARGE;
        var$5 = jl_StringBuilder__init_();
        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$5, $rt_s(156))), var$2);
        ipcb_PeerloomException__init_(var$3, var$4, jl_StringBuilder_toString(var$5));
        $rt_throw(var$3);
    }
    $in = ipcb_CborReader__init_($encoded);
    $message = ipcw_MessageCodec_read($in, 0);
    ipcb_CborReader_end($in);
    return $message;
},
ipcw_MessageCodec_write = ($out, $message) => {
    let var$3, var$4;
    $message = $rt_nullCheck($message);
    var$3 = 1 + $message.$fields() | 0;
    $out = $rt_nullCheck($out);
    var$4 = ipcb_CborWriter_array($out, var$3);
    var$3 = $message.$number();
    ipcb_CborWriter_uint($rt_nullCheck(var$4), var$3);
    $message.$write($out);
},
ipcw_MessageCodec_read = ($in, $depth) => {
    let $count, $number, $message, var$6, var$7, var$8;
    if ($depth != 3) {
        $in = $rt_nullCheck($in);
        $count = ipcb_CborReader_array($in, 1);
        $number = ipcb_CborReader_uint($in, 65535);
        $message = ipcw_MessageCodec_body($in, $number, $count - 1 | 0, $depth + 1 | 0);
        if ($message !== null) {
            if ($count < (1 + $message.$fields() | 0)) {
                var$6 = new ipcb_PeerloomException;
                ipcb_ErrorCode_$callClinit();
                var$7 = ipcb_ErrorCode_INVALID_REQUEST;
                var$8 = jl_StringBuilder__init_();
                jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$8, $rt_s(157))), $number);
                ipcb_PeerloomException__init_(var$6, var$7, jl_StringBuilder_toString(var$8));
                $rt_throw(var$6);
            }
            ipcb_CborReader_rest($in, $count, 1 + $message.$fields() | 0);
            return $message;
        }
        ipcb_CborReader_rest($in, $count, 1);
        return ipcw_LinkMessage$Unknown__init_0($number);
    }
    var$6 = new ipcb_PeerloomException;
    ipcb_ErrorCode_$callClinit();
    ipcb_PeerloomException__init_(var$6, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(158));
    $rt_throw(var$6);
},
ipcw_MessageCodec_body = ($in, $number, $fields, $depth) => {
    let var$5;
    a: {
        b: {
            c: {
                d: {
                    e: {
                        f: {
                            g: {
                                h: {
                                    i: {
                                        j: {
                                            k: {
                                                l: {
                                                    m: {
                                                        n: {
                                                            o: {
                                                                p: {
                                                                    q: {
                                                                        r: {
                                                                            s: {
                                                                                t: {
                                                                                    u: {
                                                                                        v: {
                                                                                            w: {
                                                                                                x: {
                                                                                                    y: {
                                                                                                        z: {
                                                                                                            ba: {
                                                                                                                bb: {
                                                                                                                    bc: {
                                                                                                                        bd: {
                                                                                                                            be: {
                                                                                                                                bf: {
                                                                                                                                    bg: {
                                                                                                                                        bh: {
                                                                                                                                            bi: {
                                                                                                                                                bj: {
                                                                                                                                                    bk: {
                                                                                                                                                        bl: {
                                                                                                                                                            bm: {
                                                                                                                                                                bn: {
                                                                                                                                                                    bo: {
                                                                                                                                                                        bp: {
                                                                                                                                                                            bq: {
                                                                                                                                                                                br: {
                                                                                                                                                                                    bs: {
                                                                                                                                                                                        bt: {
                                                                                                                                                                                            bu: {
                                                                                                                                                                                                switch ($number) {
                                                                                                                                                                                                    case 1:
                                                                                                                                                                                                        break;
                                                                                                                                                                                                    case 2:
                                                                                                                                                                                                        break bu;
                                                                                                                                                                                                    case 3:
                                                                                                                                                                                                        break bt;
                                                                                                                                                                                                    case 4:
                                                                                                                                                                                                        break d;
                                                                                                                                                                                                    case 5:
                                                                                                                                                                                                        break bs;
                                                                                                                                                                                                    case 6:
                                                                                                                                                                                                        break br;
                                                                                                                                                                                                    case 7:
                                                                                                                                                                                                        break bq;
                                                                                                                                                                                                    case 8:
                                                                                                                                                                                                        break bp;
                                                                                                                                                                                                    case 9:
                                                                                                                                                                                                        break bo;
                                                                                                                                                                                                    case 10:
                                                                                                                                                                                                        break bn;
                                                                                                                                                                                                    case 11:
                                                                                                                                                                                                        break bm;
                                                                                                                                                                                                    case 12:
                                                                                                                                                                                                        break bl;
                                                                                                                                                                                                    case 13:
                                                                                                                                                                                                        break c;
                                                                                                                                                                                                    case 14:
                                                                                                                                                                                                        break bk;
                                                                                                                                                                                                    case 15:
                                                                                                                                                                                                    case 16:
                                                                                                                                                                                                    case 17:
                                                                                                                                                                                                    case 18:
                                                                                                                                                                                                    case 19:
                                                                                                                                                                                                    case 25:
                                                                                                                                                                                                    case 39:
                                                                                                                                                                                                    case 49:
                                                                                                                                                                                                    case 52:
                                                                                                                                                                                                    case 53:
                                                                                                                                                                                                    case 54:
                                                                                                                                                                                                    case 55:
                                                                                                                                                                                                    case 56:
                                                                                                                                                                                                    case 57:
                                                                                                                                                                                                    case 58:
                                                                                                                                                                                                    case 59:
                                                                                                                                                                                                        break bj;
                                                                                                                                                                                                    case 20:
                                                                                                                                                                                                        break bi;
                                                                                                                                                                                                    case 21:
                                                                                                                                                                                                        break bh;
                                                                                                                                                                                                    case 22:
                                                                                                                                                                                                        break bg;
                                                                                                                                                                                                    case 23:
                                                                                                                                                                                                        break bf;
                                                                                                                                                                                                    case 24:
                                                                                                                                                                                                        break be;
                                                                                                                                                                                                    case 26:
                                                                                                                                                                                                        break bd;
                                                                                                                                                                                                    case 27:
                                                                                                                                                                                                        break bc;
                                                                                                                                                                                                    case 28:
                                                                                                                                                                                                        break b;
                                                                                                                                                                                                    case 29:
                                                                                                                                                                                                        break bb;
                                                                                                                                                                                                    case 30:
                                                                                                                                                                                                        break ba;
                                                                                                                                                                                                    case 31:
                                                                                                                                                                                                        break z;
                                                                                                                                                                                                    case 32:
                                                                                                                                                                                                        break y;
                                                                                                                                                                                                    case 33:
                                                                                                                                                                                                        break x;
                                                                                                                                                                                                    case 34:
                                                                                                                                                                                                        break w;
                                                                                                                                                                                                    case 35:
                                                                                                                                                                                                        break v;
                                                                                                                                                                                                    case 36:
                                                                                                                                                                                                        break u;
                                                                                                                                                                                                    case 37:
                                                                                                                                                                                                        break t;
                                                                                                                                                                                                    case 38:
                                                                                                                                                                                                        break s;
                                                                                                                                                                                                    case 40:
                                                                                                                                                                                                        break r;
                                                                                                                                                                                                    case 41:
                                                                                                                                                                                                        break q;
                                                                                                                                                                                                    case 42:
                                                                                                                                                                                                        break p;
                                                                                                                                                                                                    case 43:
                                                                                                                                                                                                        break o;
                                                                                                                                                                                                    case 44:
                                                                                                                                                                                                        break n;
                                                                                                                                                                                                    case 45:
                                                                                                                                                                                                        break m;
                                                                                                                                                                                                    case 46:
                                                                                                                                                                                                        break l;
                                                                                                                                                                                                    case 47:
                                                                                                                                                                                                        break k;
                                                                                                                                                                                                    case 48:
                                                                                                                                                                                                        break j;
                                                                                                                                                                                                    case 50:
                                                                                                                                                                                                        break i;
                                                                                                                                                                                                    case 51:
                                                                                                                                                                                                        break h;
                                                                                                                                                                                                    case 60:
                                                                                                                                                                                                        break g;
                                                                                                                                                                                                    case 61:
                                                                                                                                                                                                        break f;
                                                                                                                                                                                                    case 62:
                                                                                                                                                                                                        break e;
                                                                                                                                                                                                    default:
                                                                                                                                                                                                        break bj;
                                                                                                                                                                                                }
                                                                                                                                                                                                var$5 = ipcw_LinkMessage$Hello_read($in);
                                                                                                                                                                                                break a;
                                                                                                                                                                                            }
                                                                                                                                                                                            var$5 = ipcw_LinkMessage$HelloAnswer_read($in);
                                                                                                                                                                                            break a;
                                                                                                                                                                                        }
                                                                                                                                                                                        var$5 = ipcw_LinkMessage$HelloProof_read($in);
                                                                                                                                                                                        break a;
                                                                                                                                                                                    }
                                                                                                                                                                                    var$5 = ipcw_LinkMessage$Goodbye_read($in);
                                                                                                                                                                                    break a;
                                                                                                                                                                                }
                                                                                                                                                                                var$5 = ipcw_LinkMessage$Ping_read($in);
                                                                                                                                                                                break a;
                                                                                                                                                                            }
                                                                                                                                                                            var$5 = ipcw_LinkMessage$Pong_read($in);
                                                                                                                                                                            break a;
                                                                                                                                                                        }
                                                                                                                                                                        var$5 = ipcw_LinkMessage$Presence_read($in);
                                                                                                                                                                        break a;
                                                                                                                                                                    }
                                                                                                                                                                    var$5 = ipcw_LinkMessage$Credit_read($in);
                                                                                                                                                                    break a;
                                                                                                                                                                }
                                                                                                                                                                var$5 = ipcw_LinkMessage$Request_read($in, $depth);
                                                                                                                                                                break a;
                                                                                                                                                            }
                                                                                                                                                            var$5 = ipcw_LinkMessage$Response_read($in, $depth);
                                                                                                                                                            break a;
                                                                                                                                                        }
                                                                                                                                                        var$5 = ipcw_LinkMessage$Failure_read($in);
                                                                                                                                                        break a;
                                                                                                                                                    }
                                                                                                                                                    var$5 = ipcw_LinkMessage$Direct_read($in);
                                                                                                                                                    break a;
                                                                                                                                                }
                                                                                                                                                var$5 = null;
                                                                                                                                                break a;
                                                                                                                                            }
                                                                                                                                            var$5 = ipcw_RoutingMessage$FindNode_read($in);
                                                                                                                                            break a;
                                                                                                                                        }
                                                                                                                                        var$5 = ipcw_RoutingMessage$Found_read($in);
                                                                                                                                        break a;
                                                                                                                                    }
                                                                                                                                    var$5 = ipcw_RoutingMessage$Route_read($in);
                                                                                                                                    break a;
                                                                                                                                }
                                                                                                                                var$5 = ipcw_RoutingMessage$Routed_read($in);
                                                                                                                                break a;
                                                                                                                            }
                                                                                                                            var$5 = ipcw_RoutingMessage$Announce_read($in);
                                                                                                                            break a;
                                                                                                                        }
                                                                                                                        var$5 = ipcw_RoutingMessage$Signal_read($in);
                                                                                                                        break a;
                                                                                                                    }
                                                                                                                    var$5 = ipcw_RoutingMessage$InviteDial_read($in);
                                                                                                                    break a;
                                                                                                                }
                                                                                                                var$5 = ipcw_RoutingMessage$Links_read($in);
                                                                                                                break a;
                                                                                                            }
                                                                                                            var$5 = ipcw_DataMessage$Store_read($in);
                                                                                                            break a;
                                                                                                        }
                                                                                                        var$5 = ipcw_DataMessage$Stored_read($in);
                                                                                                        break a;
                                                                                                    }
                                                                                                    var$5 = ipcw_DataMessage$Fetch_read($in);
                                                                                                    break a;
                                                                                                }
                                                                                                var$5 = ipcw_DataMessage$Records_read($in);
                                                                                                break a;
                                                                                            }
                                                                                            var$5 = ipcw_DataMessage$Offer_read($in);
                                                                                            break a;
                                                                                        }
                                                                                        var$5 = ipcw_DataMessage$Pull_read($in);
                                                                                        break a;
                                                                                    }
                                                                                    var$5 = ipcw_DataMessage$Copies_read($in);
                                                                                    break a;
                                                                                }
                                                                                var$5 = ipcw_DataMessage$Prepare_read($in);
                                                                                break a;
                                                                            }
                                                                            var$5 = ipcw_DataMessage$Prepared_read($in);
                                                                            break a;
                                                                        }
                                                                        var$5 = ipcw_TopicProtocol$Append_read($in);
                                                                        break a;
                                                                    }
                                                                    var$5 = ipcw_TopicProtocol$Subscribe_read($in);
                                                                    break a;
                                                                }
                                                                var$5 = ipcw_TopicProtocol$AskDigest_read($in);
                                                                break a;
                                                            }
                                                            var$5 = ipcw_TopicProtocol$Digest_read($in);
                                                            break a;
                                                        }
                                                        var$5 = ipcw_TopicProtocol$AskItems_read($in);
                                                        break a;
                                                    }
                                                    var$5 = ipcw_TopicProtocol$Items_read($in);
                                                    break a;
                                                }
                                                var$5 = ipcw_TopicProtocol$Push_read($in);
                                                break a;
                                            }
                                            var$5 = ipcw_TopicProtocol$Unsubscribe_read($in);
                                            break a;
                                        }
                                        var$5 = ipcw_TopicProtocol$Replicate_read($in);
                                        break a;
                                    }
                                    var$5 = ipcw_JoinMessage$Join_read($in, $fields);
                                    break a;
                                }
                                var$5 = ipcw_JoinMessage$Admission_read($in, $fields);
                                break a;
                            }
                            var$5 = ipcw_TopicProtocol$AskIds_read($in);
                            break a;
                        }
                        var$5 = ipcw_TopicProtocol$Ids_read($in);
                        break a;
                    }
                    var$5 = ipcw_TopicProtocol$AskChosen_read($in);
                    break a;
                }
                var$5 = ipcw_LinkMessage$Ready__init_0();
                break a;
            }
            var$5 = ipcw_LinkMessage$Done__init_0();
            break a;
        }
        var$5 = ipcw_RoutingMessage$AskLinks__init_0();
    }
    return var$5;
},
jnci_Iso8859Charset = $rt_classWithoutFields(jnc_Charset),
jnci_Iso8859Charset__init_ = $this => {
    jnc_Charset__init_($this, $rt_s(159), $rt_createArray(jl_String, 0));
},
jnci_Iso8859Charset__init_0 = () => {
    let var_0 = new jnci_Iso8859Charset();
    jnci_Iso8859Charset__init_(var_0);
    return var_0;
},
jl_Double = $rt_classWithoutFields(jl_Number),
jl_Double_TYPE = null,
jl_Double_$callClinit = () => {
    jl_Double_$callClinit = $rt_eraseClinit(jl_Double);
    jl_Double__clinit_();
},
jl_Double_compare = ($a, $b) => {
    let $diff, var$4, var$5, var$6;
    jl_Double_$callClinit();
    $diff = (!($a > $b) ? 0 : 1) - (!($b > $a) ? 0 : 1) | 0;
    if (!$diff) {
        var$4 = 1.0 / $a;
        var$5 = 1.0 / $b;
        var$6 = (!(var$4 > var$5) ? 0 : 1) - (!(var$5 > var$4) ? 0 : 1) | 0;
        $diff = (var$6 + ($b !== $b ? 0 : 1) | 0) - ($a !== $a ? 0 : 1) | 0;
    }
    return $diff;
},
jl_Double__clinit_ = () => {
    jl_Double_TYPE = $rt_cls($rt_doublecls);
};
function ipcw_TopicProtocol$Ids() {
    let a = this; jl_Record.call(a);
    a.$ids0 = null;
    a.$more = 0;
}
let ipcw_TopicProtocol$Ids__init_ = ($this, $ids, $more) => {
    jl_Record__init_($this);
    $this.$ids0 = $ids;
    $this.$more = $more;
},
ipcw_TopicProtocol$Ids__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Ids();
    ipcw_TopicProtocol$Ids__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Ids_number = $this => {
    return 61;
},
ipcw_TopicProtocol$Ids_fields = $this => {
    return 2;
},
ipcw_TopicProtocol$Ids_write = ($this, $out) => {
    let var$2, var$3;
    var$2 = $this.$ids0;
    $out = $rt_nullCheck($out);
    var$2 = ipcb_CborWriter_list($out, var$2);
    var$3 = $this.$more;
    ipcb_CborWriter_bool($rt_nullCheck(var$2), var$3);
},
ipcw_TopicProtocol$Ids_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Ids;
    var$3 = ipcw_TopicProtocol$Ids$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_TopicProtocol$Ids__init_(var$2, ipcb_CborReader_list($in, 4096, var$3), ipcb_CborReader_bool($in));
    return var$2;
},
ipcw_TopicProtocol$Ids_lambda$read$0 = $i => {
    $i = $rt_nullCheck($i);
    return ipcb_CborReader_bytesOf($i, 16);
};
function ipcw_TopicProtocol$Append() {
    let a = this; jl_Record.call(a);
    a.$topic6 = null;
    a.$items3 = null;
}
let ipcw_TopicProtocol$Append__init_ = ($this, $topic, $items) => {
    jl_Record__init_($this);
    $this.$topic6 = $topic;
    $this.$items3 = $items;
},
ipcw_TopicProtocol$Append__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Append();
    ipcw_TopicProtocol$Append__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Append_number = $this => {
    return 40;
},
ipcw_TopicProtocol$Append_fields = $this => {
    return 2;
},
ipcw_TopicProtocol$Append_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic6));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = $this.$items3;
    ipcb_CborWriter_list($rt_nullCheck(var$3), var$4);
},
ipcw_TopicProtocol$Append_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Append;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$Append__init_(var$2, var$3, ipcb_CborReader_list($in, 256, ipcw_TopicProtocol$Append$read$lambda$_4_0__init_0()));
    return var$2;
},
ipcw_TopicProtocol$Append_lambda$read$0 = $i => {
    $i = $rt_nullCheck($i);
    return ipcb_CborReader_bytes($i, 34816);
};
function ju_TemplateCollections$ImmutableEntry() {
    let a = this; jl_Object.call(a);
    a.$key2 = null;
    a.$value7 = null;
}
let ju_TemplateCollections$ImmutableEntry__init_ = ($this, $theKey, $theValue) => {
    jl_Object__init_($this);
    $this.$key2 = $theKey;
    $this.$value7 = $theValue;
},
ju_TemplateCollections$ImmutableEntry__init_0 = (var_0, var_1) => {
    let var_2 = new ju_TemplateCollections$ImmutableEntry();
    ju_TemplateCollections$ImmutableEntry__init_(var_2, var_0, var_1);
    return var_2;
},
ju_TemplateCollections$ImmutableEntry_getValue = $this => {
    return $this.$value7;
},
ju_NavigableSet = $rt_classWithoutFields(0);
function ju_TreeSet() {
    ju_AbstractSet.call(this);
    this.$map0 = null;
}
let ju_TreeSet_VALUE = null,
ju_TreeSet_$callClinit = () => {
    ju_TreeSet_$callClinit = $rt_eraseClinit(ju_TreeSet);
    ju_TreeSet__clinit_();
},
ju_TreeSet__init_ = $this => {
    ju_TreeSet_$callClinit();
    ju_AbstractSet__init_($this);
    $this.$map0 = ju_TreeMap__init_();
},
ju_TreeSet__init_0 = () => {
    let var_0 = new ju_TreeSet();
    ju_TreeSet__init_(var_0);
    return var_0;
},
ju_TreeSet_contains = ($this, $o) => {
    return ($rt_nullCheck($this.$map0)).$containsKey($o);
},
ju_TreeSet_size = $this => {
    return ($rt_nullCheck($this.$map0)).$size();
},
ju_TreeSet_iterator = $this => {
    return ($rt_nullCheck(($rt_nullCheck($this.$map0)).$keySet())).$iterator();
},
ju_TreeSet_add = ($this, $e) => {
    let var$2;
    var$2 = $this.$map0;
    ju_TreeSet_$callClinit();
    return ($rt_nullCheck(var$2)).$put($e, ju_TreeSet_VALUE) !== null ? 0 : 1;
},
ju_TreeSet__clinit_ = () => {
    ju_TreeSet_VALUE = jl_Object__init_0();
};
function ju_ArrayList() {
    let a = this; ju_AbstractList.call(a);
    a.$array3 = null;
    a.$size0 = 0;
}
let ju_ArrayList__init_2 = $this => {
    ju_ArrayList__init_0($this, 10);
},
ju_ArrayList__init_ = () => {
    let var_0 = new ju_ArrayList();
    ju_ArrayList__init_2(var_0);
    return var_0;
},
ju_ArrayList__init_0 = ($this, $initialCapacity) => {
    ju_AbstractList__init_($this);
    if ($initialCapacity < 0)
        $rt_throw(jl_IllegalArgumentException__init_0());
    $this.$array3 = $rt_createArray(jl_Object, $initialCapacity);
},
ju_ArrayList__init_3 = var_0 => {
    let var_1 = new ju_ArrayList();
    ju_ArrayList__init_0(var_1, var_0);
    return var_1;
},
ju_ArrayList__init_1 = ($this, $c) => {
    let $iter, $i, var$4, var$5;
    $c = $rt_nullCheck($c);
    ju_ArrayList__init_0($this, $c.$size());
    $iter = $c.$iterator();
    $i = 0;
    while ($i < ($rt_nullCheck($this.$array3)).data.length) {
        var$4 = $this.$array3;
        $iter = $rt_nullCheck($iter);
        var$5 = $iter.$next();
        var$4 = ($rt_nullCheck(var$4)).data;
        $i = $rt_checkBounds($i, var$4);
        var$4[$i] = var$5;
        $i = $i + 1 | 0;
    }
    $this.$size0 = ($rt_nullCheck($this.$array3)).data.length;
},
ju_ArrayList__init_4 = var_0 => {
    let var_1 = new ju_ArrayList();
    ju_ArrayList__init_1(var_1, var_0);
    return var_1;
},
ju_ArrayList_ensureCapacity = ($this, $minCapacity) => {
    let $newLength;
    if (($rt_nullCheck($this.$array3)).data.length < $minCapacity) {
        $newLength = ($rt_nullCheck($this.$array3)).data.length >= 1073741823 ? 2147483647 : jl_Math_max($minCapacity, jl_Math_max(($rt_nullCheck($this.$array3)).data.length * 2 | 0, 5));
        $this.$array3 = ju_Arrays_copyOf($this.$array3, $newLength);
    }
},
ju_ArrayList_get = ($this, $index) => {
    let var$2;
    ju_ArrayList_checkIndex($this, $index);
    var$2 = ($rt_nullCheck($this.$array3)).data;
    $index = $rt_checkBounds($index, var$2);
    return var$2[$index];
},
ju_ArrayList_size = $this => {
    return $this.$size0;
},
ju_ArrayList_set = ($this, $index, $element) => {
    let var$3, $old;
    ju_ArrayList_checkIndex($this, $index);
    var$3 = ($rt_nullCheck($this.$array3)).data;
    $index = $rt_checkBounds($index, var$3);
    $old = var$3[$index];
    var$3 = ($rt_nullCheck($this.$array3)).data;
    $index = $rt_checkUpperBound($index, var$3);
    var$3[$index] = $element;
    return $old;
},
ju_ArrayList_add = ($this, $element) => {
    let var$2, var$3;
    $this.$ensureCapacity($this.$size0 + 1 | 0);
    var$2 = $this.$array3;
    var$3 = $this.$size0;
    $this.$size0 = var$3 + 1 | 0;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$3, var$2)] = $element;
    $this.$modCount0 = $this.$modCount0 + 1 | 0;
    return 1;
},
ju_ArrayList_add0 = ($this, $index, $element) => {
    let $i, var$4, var$5, var$6, var$7;
    ju_ArrayList_checkIndexForAdd($this, $index);
    $this.$ensureCapacity($this.$size0 + 1 | 0);
    $i = $this.$size0;
    while ($i > $index) {
        var$4 = $this.$array3;
        var$5 = $this.$array3;
        var$6 = $i - 1 | 0;
        var$5 = ($rt_nullCheck(var$5)).data;
        var$7 = var$5[$rt_checkBounds(var$6, var$5)];
        var$5 = ($rt_nullCheck(var$4)).data;
        $i = $rt_checkBounds($i, var$5);
        var$5[$i] = var$7;
        $i = $i + (-1) | 0;
    }
    var$5 = ($rt_nullCheck($this.$array3)).data;
    $index = $rt_checkBounds($index, var$5);
    var$5[$index] = $element;
    $this.$size0 = $this.$size0 + 1 | 0;
    $this.$modCount0 = $this.$modCount0 + 1 | 0;
},
ju_ArrayList_clear = $this => {
    ju_Arrays_fill($this.$array3, 0, $this.$size0, null);
    $this.$size0 = 0;
    $this.$modCount0 = $this.$modCount0 + 1 | 0;
},
ju_ArrayList_checkIndex = ($this, $index) => {
    if ($index >= 0 && $index < $this.$size0)
        return;
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
ju_ArrayList_checkIndexForAdd = ($this, $index) => {
    if ($index >= 0 && $index <= $this.$size0)
        return;
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
ju_ArrayList_forEach = ($this, $action) => {
    let $i, var$3, var$4;
    $i = 0;
    while ($i < $this.$size0) {
        var$3 = ($rt_nullCheck($this.$array3)).data;
        $i = $rt_checkBounds($i, var$3);
        var$4 = var$3[$i];
        $action = $rt_nullCheck($action);
        $action.$accept0(var$4);
        $i = $i + 1 | 0;
    }
},
ju_ArrayList_toString = $this => {
    let $length, $buffer, $i, var$4, var$5;
    if ($this.$size0) {
        $length = $this.$size0 - 1 | 0;
        $buffer = jl_StringBuilder__init_4($this.$size0 * 16 | 0);
        $buffer.$append0(91);
        $i = 0;
        while ($i < $length) {
            var$4 = ($rt_nullCheck($this.$array3)).data;
            $i = $rt_checkBounds($i, var$4);
            if (var$4[$i] === $this)
                var$5 = $rt_s(44);
            else {
                var$4 = ($rt_nullCheck($this.$array3)).data;
                $i = $rt_checkUpperBound($i, var$4);
                var$5 = var$4[$i];
            }
            ($rt_nullCheck($buffer.$append(var$5))).$append3($rt_s(27));
            $i = $i + 1 | 0;
        }
        var$4 = ($rt_nullCheck($this.$array3)).data;
        $length = $rt_checkBounds($length, var$4);
        if (var$4[$length] === $this)
            var$5 = $rt_s(44);
        else {
            var$4 = ($rt_nullCheck($this.$array3)).data;
            $length = $rt_checkUpperBound($length, var$4);
            var$5 = var$4[$length];
        }
        $buffer.$append(var$5);
        return ($rt_nullCheck($buffer.$append0(93))).$toString();
    }
    return $rt_s(40);
},
ju_ArrayList_sort = ($this, $comp) => {
    ju_Arrays_sort($this.$array3, 0, $this.$size0, $comp);
    $this.$modCount0 = $this.$modCount0 + 1 | 0;
};
function ipcb_Promise$Callback() {
    jl_Object.call(this);
    this.$next3 = null;
}
let ipcb_Promise$Callback__init_ = $this => {
    jl_Object__init_($this);
},
jl_IllegalMonitorStateException = $rt_classWithoutFields(jl_RuntimeException),
jl_IllegalMonitorStateException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jl_IllegalMonitorStateException__init_0 = () => {
    let var_0 = new jl_IllegalMonitorStateException();
    jl_IllegalMonitorStateException__init_(var_0);
    return var_0;
};
function ipcw_DataMessage$Offer() {
    jl_Record.call(this);
    this.$held0 = null;
}
let ipcw_DataMessage$Offer__init_ = ($this, $held) => {
    jl_Record__init_($this);
    $this.$held0 = $held;
},
ipcw_DataMessage$Offer__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Offer();
    ipcw_DataMessage$Offer__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Offer_number = $this => {
    return 34;
},
ipcw_DataMessage$Offer_fields = $this => {
    return 1;
},
ipcw_DataMessage$Offer_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ($rt_nullCheck($this.$held0)).$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$2);
    var$3 = $this.$held0;
    var$4 = ipcw_DataMessage$Offer$write$lambda$_3_0__init_0($out);
    ($rt_nullCheck(var$3)).$forEach(var$4);
},
ipcw_DataMessage$Offer_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_DataMessage$Offer;
    var$3 = ipcw_DataMessage$Offer$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_DataMessage$Offer__init_(var$2, ipcb_CborReader_list($in, 32, var$3));
    return var$2;
},
ipcw_DataMessage$Offer_lambda$write$0 = ($out, $each) => {
    $each = $rt_nullCheck($each);
    ipcw_DataMessage$Held_write($each, $out);
};
function ipcw_LinkMessage$Failure() {
    let a = this; jl_Record.call(a);
    a.$code2 = null;
    a.$reason0 = null;
    a.$retryAfterMillis = 0;
}
let ipcw_LinkMessage$Failure__init_ = ($this, $code, $reason, $retryAfterMillis) => {
    jl_Record__init_($this);
    $this.$code2 = $code;
    $this.$reason0 = $reason;
    $this.$retryAfterMillis = $retryAfterMillis;
},
ipcw_LinkMessage$Failure__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcw_LinkMessage$Failure();
    ipcw_LinkMessage$Failure__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcw_LinkMessage$Failure_number = $this => {
    return 12;
},
ipcw_LinkMessage$Failure_fields = $this => {
    return 3;
},
ipcw_LinkMessage$Failure_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ipcb_ErrorCode_number($rt_nullCheck($this.$code2));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$4 = $this.$reason0;
    var$3 = ipcb_CborWriter_text($rt_nullCheck(var$3), var$4);
    var$2 = $this.$retryAfterMillis;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$2);
},
ipcw_LinkMessage$Failure_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$Failure;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Failure__init_(var$2, ipcb_ErrorCode_of(ipcb_CborReader_uint($in, 65535)), ipcb_CborReader_text($in, 256), ipcb_CborReader_uint($in, 2147483647));
    return var$2;
},
jl_String = $rt_classWithoutFields(),
jl_String_EMPTY_CHARS = null,
jl_String_EMPTY = null,
jl_String_CASE_INSENSITIVE_ORDER = null,
jl_String_$callClinit = () => {
    jl_String_$callClinit = $rt_eraseClinit(jl_String);
    jl_String__clinit_();
},
jl_String__init_1 = $this => {
    jl_String_$callClinit();
    jl_Object__init_($this);
    $this.$nativeString = "";
},
jl_String__init_7 = () => {
    let var_0 = new jl_String();
    jl_String__init_1(var_0);
    return var_0;
},
jl_String__init_2 = ($this, $characters) => {
    jl_String_$callClinit();
    jl_Object__init_($this);
    $characters = $rt_nullCheck($characters);
    $this.$nativeString = $rt_charArrayToString($characters.data, 0, $characters.data.length);
},
jl_String__init_0 = var_0 => {
    let var_1 = new jl_String();
    jl_String__init_2(var_1, var_0);
    return var_1;
},
jl_String__init_4 = (var$0, var$1) => {
    var$0.$nativeString = var$1;
},
jl_String__init_3 = var_0 => {
    let var_1 = new jl_String();
    jl_String__init_4(var_1, var_0);
    return var_1;
},
jl_String__init_5 = (var$0, var$1, $offset, $count) => {
    jl_String_$callClinit();
    jl_Object__init_(var$0);
    var$1 = $rt_nullCheck(var$1);
    ju_Objects_checkFromIndexSize($offset, $count, var$1.data.length);
    var$0.$nativeString = $rt_charArrayToString(var$1.data, $offset, $count);
},
jl_String__init_6 = (var_0, var_1, var_2) => {
    let var_3 = new jl_String();
    jl_String__init_5(var_3, var_0, var_1, var_2);
    return var_3;
},
jl_String__init_ = ($this, $bytes, $charset) => {
    jl_String_$callClinit();
    jl_Object__init_($this);
    $bytes = $rt_nullCheck($bytes);
    jl_String_initWithBytes($this, $bytes, 0, $bytes.data.length, $charset);
},
jl_String__init_8 = (var_0, var_1) => {
    let var_2 = new jl_String();
    jl_String__init_(var_2, var_0, var_1);
    return var_2;
},
jl_String_initWithBytes = ($this, $bytes, $offset, $length, $charset) => {
    let var$5, $buffer, $characters;
    var$5 = jn_ByteBuffer_wrap($bytes, $offset, $length);
    $charset = $rt_nullCheck($charset);
    $buffer = jnc_Charset_decode($charset, var$5);
    $buffer = $rt_nullCheck($buffer);
    if (jn_CharBuffer_hasArray($buffer) && !jn_Buffer_position($buffer) && jn_Buffer_limit($buffer) == jn_Buffer_capacity($buffer))
        $characters = jn_CharBuffer_array($buffer);
    else {
        $characters = $rt_createCharArray(jn_Buffer_remaining($buffer));
        $buffer.$get4($characters);
    }
    $this.$nativeString = $rt_fullArrayToString($characters.data);
},
jl_String_charAt = ($this, $index) => {
    if ($index >= 0 && $index < $this.$nativeString.length)
        return $this.$nativeString.charCodeAt($index);
    $rt_throw(jl_StringIndexOutOfBoundsException__init_());
},
jl_String_length = $this => {
    return $this.$nativeString.length;
},
jl_String_isEmpty = $this => {
    return $this.$nativeString.length ? 0 : 1;
},
jl_String_compareTo = ($this, $anotherString) => {
    let var$2, $l, $i, $a, $b;
    if ($this !== $anotherString) {
        var$2 = jl_String_length($this);
        $anotherString = $rt_nullCheck($anotherString);
        $l = jl_Math_min(var$2, jl_String_length($anotherString));
        $i = 0;
        while (true) {
            if ($i >= $l)
                return jl_String_length($this) - jl_String_length($anotherString) | 0;
            $a = $this.$nativeString.charCodeAt($i);
            $b = $anotherString.$nativeString.charCodeAt($i);
            var$2 = $a - $b | 0;
            if (var$2)
                break;
            $i = $i + 1 | 0;
        }
        return var$2;
    }
    return 0;
},
jl_String_substring = ($this, $beginIndex, $endIndex) => {
    let $length, var$4;
    $length = $this.$nativeString.length;
    var$4 = $rt_compare($beginIndex, $endIndex);
    if (var$4) {
        if (!$beginIndex && $endIndex == $length)
            return $this;
        if ($beginIndex >= 0 && var$4 <= 0 && $endIndex <= $length)
            return jl_String__init_3($this.$nativeString.substring($beginIndex, $endIndex));
        $rt_throw(jl_StringIndexOutOfBoundsException__init_());
    }
    return jl_String_EMPTY;
},
jl_String_substring0 = ($this, $beginIndex) => {
    return jl_String_substring($this, $beginIndex, jl_String_length($this));
},
jl_String_toString = $this => {
    return $rt_castToClass($this, jl_String);
},
jl_String_toCharArray = $this => {
    let $array, $i, var$3, var$4;
    $array = $rt_createCharArray($this.$nativeString.length);
    $i = 0;
    while (true) {
        var$3 = $array.data;
        if ($i >= var$3.length)
            break;
        var$4 = $this.$nativeString.charCodeAt($i);
        $i = $rt_checkLowerBound($i);
        var$3[$i] = var$4;
        $i = $i + 1 | 0;
    }
    return $array;
},
jl_String_valueOf = $obj => {
    jl_String_$callClinit();
    return $obj === null ? $rt_s(30) : $obj.$toString();
},
jl_String_equals = ($this, $other) => {
    let $str, var$3;
    if ($this !== $other) {
        if ($other instanceof jl_String) {
            $str = $rt_castToClass($other, jl_String);
            var$3 = $this.$nativeString;
            $str = $rt_nullCheck($str);
            return var$3 !== $str.$nativeString ? 0 : 1;
        }
        return 0;
    }
    return 1;
},
jl_String_getBytes = ($this, $charset) => {
    let var$2, $buffer, $result;
    var$2 = jn_CharBuffer_wrap($rt_fastStringToCharArray($this.$nativeString));
    $charset = $rt_nullCheck($charset);
    $buffer = jnc_Charset_encode($charset, var$2);
    $buffer = $rt_nullCheck($buffer);
    if (jn_ByteBuffer_hasArray($buffer) && !jn_Buffer_position($buffer) && jn_Buffer_limit($buffer) == jn_Buffer_capacity($buffer))
        return jn_ByteBuffer_array($buffer);
    $result = $rt_createByteArray(jn_Buffer_remaining($buffer));
    $buffer.$get5($result);
    return $result;
},
jl_String_compareTo0 = ($this, var$1) => {
    return jl_String_compareTo($this, $rt_castToClass(var$1, jl_String));
},
jl_String__clinit_ = () => {
    jl_String_EMPTY_CHARS = $rt_createCharArray(0);
    jl_String_EMPTY = jl_String__init_7();
    jl_String_CASE_INSENSITIVE_ORDER = jl_String$_clinit_$lambda$_118_0__init_0();
},
otjt_Uint16Array = $rt_classWithoutFields(otjt_TypedArray);
function ipcw_LinkMessage$HelloAnswer() {
    let a = this; jl_Record.call(a);
    a.$protocol = 0;
    a.$ephemeralKey0 = null;
    a.$nonce0 = null;
    a.$proof = null;
    a.$known0 = null;
}
let ipcw_LinkMessage$HelloAnswer__init_ = ($this, $protocol, $ephemeralKey, $nonce, $proof, $known) => {
    jl_Record__init_($this);
    $this.$protocol = $protocol;
    $this.$ephemeralKey0 = $ephemeralKey;
    $this.$nonce0 = $nonce;
    $this.$proof = $proof;
    $this.$known0 = $known;
},
ipcw_LinkMessage$HelloAnswer__init_0 = (var_0, var_1, var_2, var_3, var_4) => {
    let var_5 = new ipcw_LinkMessage$HelloAnswer();
    ipcw_LinkMessage$HelloAnswer__init_(var_5, var_0, var_1, var_2, var_3, var_4);
    return var_5;
},
ipcw_LinkMessage$HelloAnswer_number = $this => {
    return 2;
},
ipcw_LinkMessage$HelloAnswer_fields = $this => {
    return 5;
},
ipcw_LinkMessage$HelloAnswer_write = ($this, $out) => {
    let var$2, var$3, var$4, var$5;
    var$2 = $this.$protocol;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$4 = $this.$ephemeralKey0;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    var$4 = $this.$nonce0;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    var$4 = $this.$proof;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    var$5 = $this.$known0;
    ipcb_CborWriter_list($rt_nullCheck(var$3), var$5);
},
ipcw_LinkMessage$HelloAnswer_read = $in => {
    let var$2, var$3, var$4, var$5, var$6;
    var$2 = new ipcw_LinkMessage$HelloAnswer;
    $in = $rt_nullCheck($in);
    var$3 = ipcb_CborReader_uint($in, 65535);
    var$4 = ipcb_CborReader_bytesOf($in, 65);
    var$5 = ipcb_CborReader_bytesOf($in, 16);
    var$6 = ipcb_CborReader_bytes($in, 3584);
    ipcw_LinkMessage$HelloAnswer__init_(var$2, var$3, var$4, var$5, var$6, ipcc_Shorthand_readNames($in));
    return var$2;
},
jl_NegativeArraySizeException = $rt_classWithoutFields(jl_RuntimeException),
jl_NegativeArraySizeException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jl_NegativeArraySizeException__init_0 = () => {
    let var_0 = new jl_NegativeArraySizeException();
    jl_NegativeArraySizeException__init_(var_0);
    return var_0;
};
function jnci_BufferedEncoder() {
    let a = this; jnc_CharsetEncoder.call(a);
    a.$inArray0 = null;
    a.$outArray0 = null;
}
let jnci_BufferedEncoder__init_ = ($this, $cs, $averageBytesPerChar, $maxBytesPerChar) => {
    jnc_CharsetEncoder__init_($this, $cs, $averageBytesPerChar, $maxBytesPerChar);
    $this.$inArray0 = $rt_createCharArray(512);
    $this.$outArray0 = $rt_createByteArray(512);
},
jnci_BufferedEncoder_encodeLoop = ($this, $in, $out) => {
    let $inArray, $inPos, $inSize, $outArray, $i, var$8, var$9, var$10, $outPos, $outSize, $controller, $result;
    $inArray = $this.$inArray0;
    $inPos = 0;
    $inSize = 0;
    $outArray = $this.$outArray0;
    a: {
        b: {
            while (true) {
                if (($inPos + 32 | 0) > $inSize) {
                    $in = $rt_nullCheck($in);
                    if (jn_Buffer_hasRemaining($in)) {
                        $i = $inPos;
                        while ($i < $inSize) {
                            var$8 = $i - $inPos | 0;
                            $inArray = $rt_nullCheck($inArray);
                            var$9 = $inArray.data;
                            $i = $rt_checkBounds($i, var$9);
                            var$9[$rt_checkBounds(var$8, var$9)] = var$9[$i];
                            $i = $i + 1 | 0;
                        }
                        var$8 = $inSize - $inPos | 0;
                        var$10 = jn_Buffer_remaining($in) + var$8 | 0;
                        $inArray = $rt_nullCheck($inArray);
                        $inSize = jl_Math_min(var$10, $inArray.data.length);
                        $in.$get2($inArray, var$8, $inSize - var$8 | 0);
                        $inPos = 0;
                    }
                }
                $out = $rt_nullCheck($out);
                if (!jn_Buffer_hasRemaining($out))
                    break b;
                $outPos = 0;
                var$8 = jn_Buffer_remaining($out);
                $outArray = $rt_nullCheck($outArray);
                $outSize = jl_Math_min(var$8, $outArray.data.length);
                $controller = jnci_BufferedEncoder$Controller__init_0($in, $out);
                $result = $this.$arrayEncode($inArray, $inPos, $inSize, $outArray, $outPos, $outSize, $controller);
                $inPos = $controller.$inPosition;
                var$8 = $controller.$outPosition0;
                if ($result === null) {
                    $in = $rt_nullCheck($in);
                    if (!jn_Buffer_hasRemaining($in) && $inPos >= $inSize) {
                        jnc_CoderResult_$callClinit();
                        $result = jnc_CoderResult_UNDERFLOW;
                    } else if (!jn_Buffer_hasRemaining($out) && $inPos >= $inSize) {
                        jnc_CoderResult_$callClinit();
                        $result = jnc_CoderResult_OVERFLOW;
                    }
                }
                $out.$put4($outArray, 0, var$8);
                if ($result !== null)
                    break;
            }
            break a;
        }
        $in = $rt_nullCheck($in);
        if (!(!jn_Buffer_hasRemaining($in) && $inPos >= $inSize)) {
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_OVERFLOW;
        } else {
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_UNDERFLOW;
        }
    }
    $in = $rt_nullCheck($in);
    $in.$position1(jn_Buffer_position($in) - ($inSize - $inPos | 0) | 0);
    return $result;
},
jnci_UTF8Encoder = $rt_classWithoutFields(jnci_BufferedEncoder),
jnci_UTF8Encoder__init_ = ($this, $cs) => {
    jnci_BufferedEncoder__init_($this, $cs, 2.0, 4.0);
},
jnci_UTF8Encoder__init_0 = var_0 => {
    let var_1 = new jnci_UTF8Encoder();
    jnci_UTF8Encoder__init_(var_1, var_0);
    return var_1;
},
jnci_UTF8Encoder_arrayEncode = ($this, $inArray, $inPos, $inSize, $outArray, $outPos, $outSize, $controller) => {
    let $result, var$9, var$10, $ch, var$12, var$13, var$14, $low, $codePoint, var$17, var$18;
    $result = null;
    a: {
        b: {
            c: {
                d: {
                    e: {
                        f: {
                            g: {
                                h: {
                                    while ($inPos < $inSize) {
                                        if ($outPos >= $outSize)
                                            break h;
                                        var$9 = $inPos + 1 | 0;
                                        $inArray = $rt_nullCheck($inArray);
                                        var$10 = $inArray.data;
                                        $ch = var$10[$rt_checkBounds($inPos, var$10)];
                                        if ($ch < 128) {
                                            var$12 = $outPos + 1 | 0;
                                            var$13 = $ch << 24 >> 24;
                                            $outArray = $rt_nullCheck($outArray);
                                            var$10 = $outArray.data;
                                            var$10[$rt_checkBounds($outPos, var$10)] = var$13;
                                        } else if ($ch < 2048) {
                                            if (($outPos + 2 | 0) > $outSize)
                                                break b;
                                            var$14 = $outPos + 1 | 0;
                                            var$12 = (192 | $ch >> 6) << 24 >> 24;
                                            $outArray = $rt_nullCheck($outArray);
                                            var$10 = $outArray.data;
                                            var$10[$rt_checkBounds($outPos, var$10)] = var$12;
                                            var$12 = var$14 + 1 | 0;
                                            var$10[$rt_checkBounds(var$14, var$10)] = (128 | $ch & 63) << 24 >> 24;
                                        } else if (!jl_Character_isSurrogate($ch)) {
                                            if (($outPos + 3 | 0) > $outSize)
                                                break c;
                                            var$12 = $outPos + 1 | 0;
                                            var$14 = (224 | $ch >> 12) << 24 >> 24;
                                            $outArray = $rt_nullCheck($outArray);
                                            var$10 = $outArray.data;
                                            var$10[$rt_checkBounds($outPos, var$10)] = var$14;
                                            var$14 = var$12 + 1 | 0;
                                            var$10[$rt_checkBounds(var$12, var$10)] = (128 | $ch >> 6 & 63) << 24 >> 24;
                                            var$12 = var$14 + 1 | 0;
                                            var$10[$rt_checkBounds(var$14, var$10)] = (128 | $ch & 63) << 24 >> 24;
                                        } else {
                                            if (!jl_Character_isHighSurrogate($ch))
                                                break g;
                                            if (var$9 >= $inSize)
                                                break e;
                                            var$13 = var$9 + 1 | 0;
                                            $low = var$10[$rt_checkBounds(var$9, var$10)];
                                            if (!jl_Character_isLowSurrogate($low))
                                                break f;
                                            if (($outPos + 4 | 0) > $outSize)
                                                break d;
                                            $codePoint = jl_Character_toCodePoint($ch, $low);
                                            var$12 = $outPos + 1 | 0;
                                            var$14 = (240 | $codePoint >> 18) << 24 >> 24;
                                            $outArray = $rt_nullCheck($outArray);
                                            var$10 = $outArray.data;
                                            var$10[$rt_checkBounds($outPos, var$10)] = var$14;
                                            var$17 = var$12 + 1 | 0;
                                            var$10[$rt_checkBounds(var$12, var$10)] = (128 | $codePoint >> 12 & 63) << 24 >> 24;
                                            var$18 = var$17 + 1 | 0;
                                            var$10[$rt_checkBounds(var$17, var$10)] = (128 | $codePoint >> 6 & 63) << 24 >> 24;
                                            var$12 = var$18 + 1 | 0;
                                            var$10[$rt_checkBounds(var$18, var$10)] = (128 | $codePoint & 63) << 24 >> 24;
                                            var$9 = var$13;
                                        }
                                        $inPos = var$9;
                                        $outPos = var$12;
                                    }
                                    var$9 = $inPos;
                                    break a;
                                }
                                var$9 = $inPos;
                                break a;
                            }
                            $result = jnc_CoderResult_malformedForLength(1);
                            break a;
                        }
                        var$9 = var$13 + (-2) | 0;
                        $result = jnc_CoderResult_malformedForLength(1);
                        break a;
                    }
                    $controller = $rt_nullCheck($controller);
                    if ($controller.$hasMoreInput0())
                        break a;
                    jnc_CoderResult_$callClinit();
                    $result = jnc_CoderResult_UNDERFLOW;
                    break a;
                }
                var$9 = var$13 + (-2) | 0;
                $controller = $rt_nullCheck($controller);
                if ($controller.$hasMoreOutput(4))
                    break a;
                jnc_CoderResult_$callClinit();
                $result = jnc_CoderResult_OVERFLOW;
                break a;
            }
            var$9 = var$9 + (-1) | 0;
            $controller = $rt_nullCheck($controller);
            if ($controller.$hasMoreOutput(3))
                break a;
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_OVERFLOW;
            break a;
        }
        var$9 = var$9 + (-1) | 0;
        $controller = $rt_nullCheck($controller);
        if (!$controller.$hasMoreOutput(2)) {
            jnc_CoderResult_$callClinit();
            $result = jnc_CoderResult_OVERFLOW;
        }
    }
    $controller = $rt_nullCheck($controller);
    $controller.$setInPosition(var$9);
    $controller.$setOutPosition($outPos);
    return $result;
};
function ju_AbstractMap$KeySet$1() {
    let a = this; jl_Object.call(a);
    a.$val$it0 = null;
    a.$this$1 = null;
}
let ju_AbstractMap$KeySet$1__init_ = ($this, $this$1, var$2) => {
    $this.$this$1 = $this$1;
    $this.$val$it0 = var$2;
    jl_Object__init_($this);
},
ju_AbstractMap$KeySet$1__init_0 = (var_0, var_1) => {
    let var_2 = new ju_AbstractMap$KeySet$1();
    ju_AbstractMap$KeySet$1__init_(var_2, var_0, var_1);
    return var_2;
},
ju_AbstractMap$KeySet$1_hasNext = $this => {
    return ($rt_nullCheck($this.$val$it0)).$hasNext();
},
ju_AbstractMap$KeySet$1_next = $this => {
    return ($rt_nullCheck($rt_castToInterface(($rt_nullCheck($this.$val$it0)).$next(), ju_Map$Entry))).$getKey();
},
ipci_NodeId = $rt_classWithoutFields(ipci_Point),
ipci_NodeId_recent = null,
ipci_NodeId_$callClinit = () => {
    ipci_NodeId_$callClinit = $rt_eraseClinit(ipci_NodeId);
    ipci_NodeId__clinit_();
},
ipci_NodeId__init_ = ($this, $bytes) => {
    ipci_NodeId_$callClinit();
    ipci_Point__init_($this, $bytes);
},
ipci_NodeId__init_0 = var_0 => {
    let var_1 = new ipci_NodeId();
    ipci_NodeId__init_(var_1, var_0);
    return var_1;
},
ipci_NodeId_of = $bytes => {
    let $id, $slot, var$4, $known;
    ipci_NodeId_$callClinit();
    $id = ipci_NodeId__init_0($bytes);
    $slot = ipci_Point_hashCode($id) & 16383;
    var$4 = ($rt_nullCheck(ipci_NodeId_recent)).data;
    $slot = $rt_checkBounds($slot, var$4);
    $known = var$4[$slot];
    if (!ipci_Point_equals($id, $known)) {
        var$4 = ($rt_nullCheck(ipci_NodeId_recent)).data;
        $slot = $rt_checkUpperBound($slot, var$4);
        var$4[$slot] = $id;
        return $id;
    }
    return $known;
},
ipci_NodeId__clinit_ = () => {
    ipci_NodeId_recent = $rt_createArray(ipci_NodeId, 16384);
},
jnci_UTF8Charset = $rt_classWithoutFields(jnc_Charset),
jnci_UTF8Charset_INSTANCE = null,
jnci_UTF8Charset_$callClinit = () => {
    jnci_UTF8Charset_$callClinit = $rt_eraseClinit(jnci_UTF8Charset);
    jnci_UTF8Charset__clinit_();
},
jnci_UTF8Charset__init_0 = $this => {
    jnci_UTF8Charset_$callClinit();
    jnc_Charset__init_($this, $rt_s(160), $rt_createArray(jl_String, 0));
},
jnci_UTF8Charset__init_ = () => {
    let var_0 = new jnci_UTF8Charset();
    jnci_UTF8Charset__init_0(var_0);
    return var_0;
},
jnci_UTF8Charset_newDecoder = $this => {
    return jnci_UTF8Decoder__init_0($this);
},
jnci_UTF8Charset_newEncoder = $this => {
    return jnci_UTF8Encoder__init_0($this);
},
jnci_UTF8Charset__clinit_ = () => {
    jnci_UTF8Charset_INSTANCE = jnci_UTF8Charset__init_();
};
function ipcw_TopicProtocol$Pages() {
    let a = this; jl_Record.call(a);
    a.$from0 = Long_ZERO;
    a.$to0 = Long_ZERO;
}
let ipcw_TopicProtocol$Pages_ALL = null,
ipcw_TopicProtocol$Pages_$callClinit = () => {
    ipcw_TopicProtocol$Pages_$callClinit = $rt_eraseClinit(ipcw_TopicProtocol$Pages);
    ipcw_TopicProtocol$Pages__clinit_();
},
ipcw_TopicProtocol$Pages__init_0 = ($this, $from, $to) => {
    ipcw_TopicProtocol$Pages_$callClinit();
    jl_Record__init_($this);
    $this.$from0 = $from;
    $this.$to0 = $to;
},
ipcw_TopicProtocol$Pages__init_ = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Pages();
    ipcw_TopicProtocol$Pages__init_0(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Pages_write = ($this, $out) => {
    let var$2, var$3;
    var$2 = $this.$from0;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_ulong($out, var$2);
    var$2 = $this.$to0;
    ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$2);
},
ipcw_TopicProtocol$Pages_read = $in => {
    let $pages, var$3;
    ipcw_TopicProtocol$Pages_$callClinit();
    $pages = new ipcw_TopicProtocol$Pages;
    $in = $rt_nullCheck($in);
    ipcw_TopicProtocol$Pages__init_0($pages, ipcb_CborReader_ulong($in), ipcb_CborReader_ulong($in));
    if (Long_gt($pages.$from0, $pages.$to0)) {
        var$3 = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        ipcb_PeerloomException__init_(var$3, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(161));
        $rt_throw(var$3);
    }
    return $pages;
},
ipcw_TopicProtocol$Pages_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(162))).$append3($rt_s(163)))).$append4($this.$from0))).$append3($rt_s(164)))).$append4($this.$to0))).$append3($rt_s(12)))).$toString();
},
ipcw_TopicProtocol$Pages_equals = ($this, $o) => {
    let var$2, var$3, var$4;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcw_TopicProtocol$Pages))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcw_TopicProtocol$Pages);
            var$4 = $this.$from0;
            var$3 = $rt_nullCheck(var$3);
            if (Long_ne(var$4, var$3.$from0))
                var$2 = 0;
            else if (Long_eq($this.$to0, var$3.$to0))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
},
ipcw_TopicProtocol$Pages_from = $this => {
    return $this.$from0;
},
ipcw_TopicProtocol$Pages_to = $this => {
    return $this.$to0;
},
ipcw_TopicProtocol$Pages__clinit_ = () => {
    ipcw_TopicProtocol$Pages_ALL = ipcw_TopicProtocol$Pages__init_(Long_ZERO, Long_create(4294967295, 2147483647));
};
function ipcb_Promise() {
    let a = this; jl_Object.call(a);
    a.$done0 = 0;
    a.$value6 = null;
    a.$failure = null;
    a.$callbacks = null;
}
let ipcb_Promise__init_ = $this => {
    jl_Object__init_($this);
},
ipcb_Promise__init_0 = () => {
    let var_0 = new ipcb_Promise();
    ipcb_Promise__init_(var_0);
    return var_0;
},
ipcb_Promise_of = $value => {
    let $promise;
    $promise = ipcb_Promise__init_0();
    ipcb_Promise_complete($promise, $value);
    return $promise;
},
ipcb_Promise_complete = ($this, $result) => {
    ipcb_Promise_settle($this, $result, null);
},
ipcb_Promise_settle = ($this, $result, $reason) => {
    let $callback;
    if (!$this.$done0) {
        $this.$done0 = 1;
        $this.$value6 = $result;
        $this.$failure = $reason;
        $callback = $this.$callbacks;
        $this.$callbacks = null;
        while ($callback !== null) {
            $callback.$done($result, $reason);
            $callback = $callback.$next3;
        }
        return;
    }
},
ipcb_Promise_value = $this => {
    if ($this.$done0 && $this.$failure === null)
        return $this.$value6;
    $rt_throw($rt_nullCheck($this.$failure !== null ? $this.$failure : jl_IllegalStateException__init_1($rt_s(165))));
},
ipcb_Promise_whenDone = ($this, $callback) => {
    let var$2, var$3, $last;
    if ($this.$done0) {
        var$2 = $this.$value6;
        var$3 = $this.$failure;
        $callback = $rt_nullCheck($callback);
        $callback.$done(var$2, var$3);
    } else if ($this.$callbacks === null)
        $this.$callbacks = $callback;
    else {
        $last = $this.$callbacks;
        while (true) {
            $last = $rt_nullCheck($last);
            if ($last.$next3 === null)
                break;
            $last = $last.$next3;
        }
        $last.$next3 = $callback;
    }
},
ipcb_Promise_map = ($this, $function) => {
    let $result;
    $result = ipcb_Promise__init_0();
    ipcb_Promise_whenDone($this, ipcb_Promise$2__init_0($this, $function, $result));
    return $result;
};
function ipcc_SignedEnvelope() {
    let a = this; jl_Object.call(a);
    a.$type = null;
    a.$body1 = null;
    a.$signature = null;
    a.$encoded1 = null;
}
let ipcc_SignedEnvelope_NOTHING = null,
ipcc_SignedEnvelope_DOMAIN = null,
ipcc_SignedEnvelope_$callClinit = () => {
    ipcc_SignedEnvelope_$callClinit = $rt_eraseClinit(ipcc_SignedEnvelope);
    ipcc_SignedEnvelope__clinit_();
},
ipcc_SignedEnvelope__init_0 = ($this, $type, $body, $signature, $encoded) => {
    ipcc_SignedEnvelope_$callClinit();
    jl_Object__init_($this);
    $this.$type = $type;
    $this.$body1 = $body;
    $this.$signature = $signature;
    $this.$encoded1 = $encoded;
},
ipcc_SignedEnvelope__init_ = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcc_SignedEnvelope();
    ipcc_SignedEnvelope__init_0(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcc_SignedEnvelope_sign = ($type, $network, $body, $keys) => {
    ipcc_SignedEnvelope_$callClinit();
    return ipcc_SignedEnvelope_sign0($type, $network, ipcc_SignedEnvelope_NOTHING, $body, $keys);
},
ipcc_SignedEnvelope_sign0 = ($type, $network, $unsent, $body, $keys) => {
    let $message, $signature, var$8;
    ipcc_SignedEnvelope_$callClinit();
    $message = ipcc_SignedEnvelope_preimage($type, $network, $unsent, $body);
    $type = $rt_nullCheck($type);
    if (!$type.$ed25519) {
        $keys = $rt_nullCheck($keys);
        $signature = $keys.$signIdentity($message);
    } else {
        $keys = $rt_nullCheck($keys);
        $signature = $keys.$signTopic($message);
    }
    var$8 = ipcc_SignedEnvelope$sign$lambda$_2_0__init_0($body, $type);
    $signature = $rt_nullCheck($signature);
    return ipcb_Promise_map($signature, var$8);
},
ipcc_SignedEnvelope_decode = ($expected, $encoded) => {
    let var$3, $in, $number, $version, $body, $signature, var$9, var$10, var$11, var$12;
    ipcc_SignedEnvelope_$callClinit();
    $encoded = $rt_nullCheck($encoded);
    var$3 = $encoded.data.length;
    if (var$3 <= 67584) {
        $in = ipcb_CborReader__init_($encoded);
        if (ipcb_CborReader_array($in, 4) == 4) {
            $number = ipcb_CborReader_uint($in, 65536);
            $version = ipcb_CborReader_uint($in, 65536);
            $body = ipcb_CborReader_bytes($in, 67584);
            $signature = ipcb_CborReader_bytesOf($in, 64);
            ipcb_CborReader_end($in);
            $expected = $rt_nullCheck($expected);
            if ($number == $expected.$number2) {
                if ($version != 1) {
                    var$9 = new ipcb_PeerloomException;
                    ipcb_ErrorCode_$callClinit();
                    var$10 = ipcb_ErrorCode_UNSUPPORTED;
                    var$11 = jl_String_valueOf($expected);
                    var$12 = jl_StringBuilder__init_();
                    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$12, var$11)), $rt_s(166))), $version);
                    ipcb_PeerloomException__init_(var$9, var$10, jl_StringBuilder_toString(var$12));
                    $rt_throw(var$9);
                }
                return ipcc_SignedEnvelope__init_($expected, $body, $signature, $encoded);
            }
            var$9 = new ipcb_PeerloomException;
            ipcb_ErrorCode_$callClinit();
            var$10 = ipcb_ErrorCode_INVALID_REQUEST;
            var$11 = jl_String_valueOf($expected);
            var$12 = jl_StringBuilder__init_();
            jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$12, $rt_s(167))), $number)), $rt_s(77))), var$11);
            ipcb_PeerloomException__init_(var$9, var$10, jl_StringBuilder_toString(var$12));
            $rt_throw(var$9);
        }
        var$9 = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        ipcb_PeerloomException__init_(var$9, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(168));
        $rt_throw(var$9);
    }
    var$9 = new ipcb_PeerloomException;
    ipcb_ErrorCode_$callClinit();
    var$10 = ipcb_ErrorCode_TOO_LARGE;
    var$11 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$11, $rt_s(169))), var$3);
    ipcb_PeerloomException__init_(var$9, var$10, jl_StringBuilder_toString(var$11));
    $rt_throw(var$9);
},
ipcc_SignedEnvelope_preimage = ($type, $network, $unsent, $body) => {
    let var$5, var$6, var$7, var$8, var$9, var$10;
    ipcc_SignedEnvelope_$callClinit();
    $unsent = $rt_nullCheck($unsent);
    var$5 = $unsent.data.length;
    $type = $rt_nullCheck($type);
    if (var$5 == $type.$unsentBytes) {
        var$6 = $rt_createArray($rt_arraycls($rt_bytecls), 5);
        var$7 = var$6.data;
        var$7[0] = ipcc_SignedEnvelope_DOMAIN;
        var$7[1] = $rt_createByteArrayFromData([0, $type.$number2 << 24 >> 24, 1]);
        var$7[2] = $network;
        var$7[3] = $unsent;
        var$7[4] = $body;
        return ipcb_Bytes_concat(var$6);
    }
    var$8 = new jl_IllegalArgumentException;
    var$9 = jl_String_valueOf($type);
    var$10 = jl_StringBuilder__init_();
    jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append($rt_nullCheck(jl_StringBuilder_append(var$10, var$9)), $rt_s(170))), var$5)), $rt_s(171));
    jl_IllegalArgumentException__init_(var$8, jl_StringBuilder_toString(var$10));
    $rt_throw(var$8);
},
ipcc_SignedEnvelope_body = $this => {
    return $this.$body1;
},
ipcc_SignedEnvelope_encoded = $this => {
    return $this.$encoded1;
},
ipcc_SignedEnvelope_lambda$sign$0 = ($body, $type, $s) => {
    let $out, var$5;
    ipcc_SignedEnvelope_$callClinit();
    $out = new ipcb_CborWriter;
    $body = $rt_nullCheck($body);
    ipcb_CborWriter__init_($out, $body.data.length + 80 | 0);
    var$5 = ipcb_CborWriter_array($out, 4);
    $type = $rt_nullCheck($type);
    ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_bytes($rt_nullCheck(ipcb_CborWriter_uint($rt_nullCheck(ipcb_CborWriter_uint($rt_nullCheck(var$5), $type.$number2)), 1)), $body)), $s);
    return ipcc_SignedEnvelope__init_($type, $body, $s, ipcb_CborWriter_toBytes($out));
},
ipcc_SignedEnvelope__clinit_ = () => {
    ipcc_SignedEnvelope_NOTHING = $rt_createByteArray(0);
    ipcc_SignedEnvelope_DOMAIN = ipcb_Bytes_utf8($rt_s(172));
},
oj_Assert = $rt_classWithoutFields(),
oj_Assert_assertTrue0 = ($message, $condition) => {
    if (!$condition)
        oj_Assert_fail($message);
},
oj_Assert_assertTrue = $condition => {
    oj_Assert_assertTrue0(null, $condition);
},
oj_Assert_fail = $message => {
    if ($message === null)
        $rt_throw(jl_AssertionError__init_4());
    $rt_throw(jl_AssertionError__init_3($message));
},
oj_Assert_assertEquals2 = ($cleanMessage, $expected, $actual) => {
    if (!oj_Assert_equalsRegardingNull($expected, $actual)) {
        if ($expected instanceof jl_String && $actual instanceof jl_String) {
            if ($cleanMessage === null)
                $cleanMessage = $rt_s(1);
            $rt_throw(oj_ComparisonFailure__init_0($cleanMessage, $rt_castToClass($expected, jl_String), $rt_castToClass($actual, jl_String)));
        }
        oj_Assert_failNotEquals($cleanMessage, $expected, $actual);
        return;
    }
},
oj_Assert_equalsRegardingNull = ($expected, $actual) => {
    if ($expected === null)
        return $actual !== null ? 0 : 1;
    return oj_Assert_isEquals($expected, $actual);
},
oj_Assert_isEquals = ($expected, $actual) => {
    $expected = $rt_nullCheck($expected);
    return $expected.$equals0($actual);
},
oj_Assert_assertEquals = ($expected, $actual) => {
    oj_Assert_assertEquals2(null, $expected, $actual);
},
oj_Assert_assertArrayEquals0 = ($message, $expecteds, $actuals) => {
    oj_Assert_internalArrayEquals($message, $expecteds, $actuals);
},
oj_Assert_assertArrayEquals = ($expecteds, $actuals) => {
    oj_Assert_assertArrayEquals0(null, $expecteds, $actuals);
},
oj_Assert_internalArrayEquals = ($message, $expecteds, $actuals) => {
    (oji_ExactComparisonCriteria__init_0()).$arrayEquals0($message, $expecteds, $actuals);
},
oj_Assert_assertEquals0 = ($expected, $actual) => {
    oj_Assert_assertEquals1(null, $expected, $actual);
},
oj_Assert_assertEquals1 = ($message, $expected, $actual) => {
    if (Long_ne($expected, $actual))
        oj_Assert_failNotEquals($message, jl_Long_valueOf($expected), jl_Long_valueOf($actual));
},
oj_Assert_failNotEquals = ($message, $expected, $actual) => {
    oj_Assert_fail(oj_Assert_format($message, $expected, $actual));
},
oj_Assert_format = ($message, $expected, $actual) => {
    let $formatted, $expectedString, $actualString;
    $formatted = $rt_s(1);
    if ($message !== null && !jl_String_equals($rt_s(1), $message))
        $formatted = ($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($message))).$append3($rt_s(173)))).$toString();
    $expectedString = jl_String_valueOf($expected);
    $actualString = jl_String_valueOf($actual);
    if (!oj_Assert_equalsRegardingNull($expectedString, $actualString))
        return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($formatted))).$append3($rt_s(174)))).$append3($expectedString))).$append3($rt_s(175)))).$append3($actualString))).$append3($rt_s(176)))).$toString();
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($formatted))).$append3($rt_s(177)))).$append3(oj_Assert_formatClassAndValue($expected, $expectedString)))).$append3($rt_s(178)))).$append3(oj_Assert_formatClassAndValue($actual, $actualString)))).$toString();
},
oj_Assert_formatClassAndValue = ($value, $valueString) => {
    let $className;
    $className = $value === null ? $rt_s(30) : jl_Class_getName($rt_nullCheck(jl_Object_getClass($value)));
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_()).$append3($className))).$append3($rt_s(179)))).$append3($valueString))).$append3($rt_s(176)))).$toString();
},
ju_Deque = $rt_classWithoutFields(0);
function ju_ArrayDeque() {
    let a = this; ju_AbstractCollection.call(a);
    a.$version = 0;
    a.$array4 = null;
    a.$head2 = 0;
    a.$tail0 = 0;
}
let ju_ArrayDeque__init_0 = $this => {
    ju_ArrayDeque__init_($this, 8);
},
ju_ArrayDeque__init_1 = () => {
    let var_0 = new ju_ArrayDeque();
    ju_ArrayDeque__init_0(var_0);
    return var_0;
},
ju_ArrayDeque__init_ = ($this, $numElements) => {
    ju_AbstractCollection__init_($this);
    $this.$array4 = $rt_createArray(jl_Object, $numElements + 1 | 0);
},
ju_ArrayDeque__init_2 = var_0 => {
    let var_1 = new ju_ArrayDeque();
    ju_ArrayDeque__init_(var_1, var_0);
    return var_1;
},
ju_ArrayDeque_addLast = ($this, $e) => {
    let var$2, var$3;
    ju_Objects_requireNonNull($e);
    ju_ArrayDeque_ensureCapacity($this, $this.$size() + 1 | 0);
    var$2 = $this.$array4;
    var$3 = $this.$tail0;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$3, var$2)] = $e;
    $this.$tail0 = ju_ArrayDeque_modInc($this.$tail0, ($rt_nullCheck($this.$array4)).data.length);
    $this.$version = $this.$version + 1 | 0;
},
ju_ArrayDeque_removeFirst = $this => {
    let $value;
    $value = $this.$pollFirst();
    if ($value === null)
        $rt_throw(ju_NoSuchElementException__init_());
    return $value;
},
ju_ArrayDeque_pollFirst = $this => {
    let var$1, var$2, $result, var$4;
    if ($this.$head2 != $this.$tail0) {
        var$1 = $this.$array4;
        var$2 = $this.$head2;
        var$1 = ($rt_nullCheck(var$1)).data;
        $result = var$1[$rt_checkBounds(var$2, var$1)];
        var$1 = $this.$array4;
        var$2 = $this.$head2;
        var$4 = null;
        var$1 = ($rt_nullCheck(var$1)).data;
        var$1[$rt_checkBounds(var$2, var$1)] = var$4;
        $this.$head2 = ju_ArrayDeque_modInc($this.$head2, ($rt_nullCheck($this.$array4)).data.length);
        $this.$version = $this.$version + 1 | 0;
        return $result;
    }
    return null;
},
ju_ArrayDeque_add = ($this, $e) => {
    $this.$addLast($e);
    return 1;
},
ju_ArrayDeque_remove = $this => {
    return $this.$removeFirst();
},
ju_ArrayDeque_size = $this => {
    return $this.$tail0 >= $this.$head2 ? $this.$tail0 - $this.$head2 | 0 : (($rt_nullCheck($this.$array4)).data.length - $this.$head2 | 0) + $this.$tail0 | 0;
},
ju_ArrayDeque_isEmpty = $this => {
    return $this.$head2 != $this.$tail0 ? 0 : 1;
},
ju_ArrayDeque_modInc = ($i, $mod) => {
    let var$3;
    var$3 = $i + 1 | 0;
    if (var$3 == $mod)
        var$3 = 0;
    return var$3;
},
ju_ArrayDeque_ensureCapacity = ($this, $capacity) => {
    let $newArraySize, $newArray, $j, $i, var$6, var$7, var$8;
    if ($capacity >= ($rt_nullCheck($this.$array4)).data.length) {
        $newArraySize = jl_Math_max(($rt_nullCheck($this.$array4)).data.length * 2 | 0, (($capacity * 3 | 0) / 2 | 0) + 1 | 0);
        if ($newArraySize < 1)
            $newArraySize = 2147483647;
        $newArray = $rt_createArray(jl_Object, $newArraySize);
        $j = 0;
        if ($this.$head2 <= $this.$tail0) {
            $i = $this.$head2;
            while ($i < $this.$tail0) {
                var$6 = $newArray.data;
                var$7 = $j + 1 | 0;
                var$8 = ($rt_nullCheck($this.$array4)).data;
                $i = $rt_checkBounds($i, var$8);
                var$6[$rt_checkBounds($j, var$6)] = var$8[$i];
                $i = $i + 1 | 0;
                $j = var$7;
            }
        } else {
            $i = $this.$head2;
            while ($i < ($rt_nullCheck($this.$array4)).data.length) {
                var$8 = $newArray.data;
                var$7 = $j + 1 | 0;
                var$6 = ($rt_nullCheck($this.$array4)).data;
                $i = $rt_checkBounds($i, var$6);
                var$8[$rt_checkBounds($j, var$8)] = var$6[$i];
                $i = $i + 1 | 0;
                $j = var$7;
            }
            $i = 0;
            while ($i < $this.$tail0) {
                var$6 = $newArray.data;
                var$7 = $j + 1 | 0;
                var$8 = ($rt_nullCheck($this.$array4)).data;
                $i = $rt_checkBounds($i, var$8);
                var$6[$rt_checkBounds($j, var$6)] = var$8[$i];
                $i = $i + 1 | 0;
                $j = var$7;
            }
        }
        $this.$head2 = 0;
        $this.$tail0 = $j;
        $this.$array4 = $newArray;
        return;
    }
};
function ipcw_DataMessage$Copies$write$lambda$_3_0() {
    jl_Object.call(this);
    this.$_05 = null;
}
let ipcw_DataMessage$Copies$write$lambda$_3_0__init_ = (var$0, var$1) => {
    jl_Object__init_(var$0);
    var$0.$_05 = var$1;
},
ipcw_DataMessage$Copies$write$lambda$_3_0__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Copies$write$lambda$_3_0();
    ipcw_DataMessage$Copies$write$lambda$_3_0__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Copies$write$lambda$_3_0_accept0 = (var$0, var$1) => {
    ipcw_DataMessage$Copies$write$lambda$_3_0_accept(var$0, $rt_castToClass(var$1, ipcw_DataMessage$Copy));
},
ipcw_DataMessage$Copies$write$lambda$_3_0_accept = (var$0, var$1) => {
    ipcw_DataMessage$Copies_lambda$write$0(var$0.$_05, var$1);
};
function ipcw_DataMessage$Pull$write$lambda$_3_0() {
    jl_Object.call(this);
    this.$_04 = null;
}
let ipcw_DataMessage$Pull$write$lambda$_3_0__init_ = (var$0, var$1) => {
    jl_Object__init_(var$0);
    var$0.$_04 = var$1;
},
ipcw_DataMessage$Pull$write$lambda$_3_0__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Pull$write$lambda$_3_0();
    ipcw_DataMessage$Pull$write$lambda$_3_0__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Pull$write$lambda$_3_0_accept0 = (var$0, var$1) => {
    ipcw_DataMessage$Pull$write$lambda$_3_0_accept(var$0, $rt_castToInterface(var$1, $rt_arraycls($rt_bytecls)));
},
ipcw_DataMessage$Pull$write$lambda$_3_0_accept = (var$0, var$1) => {
    ipcb_CborWriter_bytes($rt_nullCheck(var$0.$_04), var$1);
},
jl_IllegalStateException = $rt_classWithoutFields(jl_RuntimeException),
jl_IllegalStateException__init_2 = $this => {
    jl_RuntimeException__init_($this);
},
jl_IllegalStateException__init_ = () => {
    let var_0 = new jl_IllegalStateException();
    jl_IllegalStateException__init_2(var_0);
    return var_0;
},
jl_IllegalStateException__init_0 = ($this, $message) => {
    jl_RuntimeException__init_0($this, $message);
},
jl_IllegalStateException__init_1 = var_0 => {
    let var_1 = new jl_IllegalStateException();
    jl_IllegalStateException__init_0(var_1, var_0);
    return var_1;
};
function ipcw_LinkMessage$Response() {
    let a = this; jl_Record.call(a);
    a.$id3 = 0;
    a.$body2 = null;
}
let ipcw_LinkMessage$Response__init_ = ($this, $id, $body) => {
    jl_Record__init_($this);
    $this.$id3 = $id;
    $this.$body2 = $body;
},
ipcw_LinkMessage$Response__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_LinkMessage$Response();
    ipcw_LinkMessage$Response__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_LinkMessage$Response_number = $this => {
    return 11;
},
ipcw_LinkMessage$Response_fields = $this => {
    return 2;
},
ipcw_LinkMessage$Response_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$id3;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_uint($out, var$2);
    ipcw_MessageCodec_write($out, $this.$body2);
},
ipcw_LinkMessage$Response_read = ($in, $depth) => {
    let var$3;
    var$3 = new ipcw_LinkMessage$Response;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$Response__init_(var$3, ipcb_CborReader_uint($in, 2147483647), ipcw_MessageCodec_read($in, $depth));
    return var$3;
};
function ipcw_TopicProtocol$AskItems() {
    let a = this; jl_Record.call(a);
    a.$topic0 = null;
    a.$pages2 = null;
    a.$after1 = null;
    a.$most0 = 0;
}
let ipcw_TopicProtocol$AskItems__init_ = ($this, $topic, $pages, $after, $most) => {
    jl_Record__init_($this);
    $this.$topic0 = $topic;
    $this.$pages2 = $pages;
    $this.$after1 = $after;
    $this.$most0 = $most;
},
ipcw_TopicProtocol$AskItems__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_TopicProtocol$AskItems();
    ipcw_TopicProtocol$AskItems__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_TopicProtocol$AskItems_number = $this => {
    return 44;
},
ipcw_TopicProtocol$AskItems_fields = $this => {
    return 5;
},
ipcw_TopicProtocol$AskItems_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic0));
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
    ipcw_TopicProtocol$Pages_write($rt_nullCheck($this.$pages2), $out);
    var$3 = ipcb_CborWriter_bytes($out, $this.$after1);
    var$4 = $this.$most0;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$4);
},
ipcw_TopicProtocol$AskItems_read = $in => {
    let var$2, var$3, var$4, var$5;
    var$2 = new ipcw_TopicProtocol$AskItems;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    var$4 = ipcw_TopicProtocol$Pages_read($in);
    var$5 = ipcb_CborReader_bytesOf($in, 16);
    ipcw_TopicProtocol$AskItems__init_(var$2, var$3, var$4, var$5, ipcb_CborReader_uint($in, 262144));
    return var$2;
};
function ipcw_TopicProtocol$Push() {
    let a = this; jl_Record.call(a);
    a.$topic5 = null;
    a.$items0 = null;
}
let ipcw_TopicProtocol$Push__init_ = ($this, $topic, $items) => {
    jl_Record__init_($this);
    $this.$topic5 = $topic;
    $this.$items0 = $items;
},
ipcw_TopicProtocol$Push__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Push();
    ipcw_TopicProtocol$Push__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Push_number = $this => {
    return 46;
},
ipcw_TopicProtocol$Push_fields = $this => {
    return 2;
},
ipcw_TopicProtocol$Push_write = ($this, $out) => {
    let var$2, var$3, var$4, $item;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic5));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = ($rt_nullCheck($this.$items0)).$size();
    ipcb_CborWriter_array($rt_nullCheck(var$3), var$4);
    var$3 = ($rt_nullCheck($this.$items0)).$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $item = $rt_castToInterface(var$3.$next(), $rt_arraycls($rt_bytecls));
        ipcb_CborWriter_bytes($out, $item);
    }
},
ipcw_TopicProtocol$Push_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Push;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$Push__init_(var$2, var$3, ipcb_CborReader_list($in, 256, ipcw_TopicProtocol$Push$read$lambda$_4_0__init_0()));
    return var$2;
},
ipcw_TopicProtocol$Push_lambda$read$0 = $i => {
    $i = $rt_nullCheck($i);
    return ipcb_CborReader_bytes($i, 34816);
},
ipcw_TopicProtocol$Append$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$Append$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$Append$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$Append$read$lambda$_4_0();
    ipcw_TopicProtocol$Append$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$Append$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$Append$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$Append$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$Append_lambda$read$0(var$1);
},
ipcc_IdentityBundle$of$lambda$_1_0 = $rt_classWithoutFields(),
ipcc_IdentityBundle$of$lambda$_1_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcc_IdentityBundle$of$lambda$_1_0__init_0 = () => {
    let var_0 = new ipcc_IdentityBundle$of$lambda$_1_0();
    ipcc_IdentityBundle$of$lambda$_1_0__init_(var_0);
    return var_0;
},
ipcc_IdentityBundle$of$lambda$_1_0_apply0 = (var$0, var$1) => {
    return ipcc_IdentityBundle$of$lambda$_1_0_apply(var$0, $rt_castToClass(var$1, ipcc_SignedEnvelope));
},
ipcc_IdentityBundle$of$lambda$_1_0_apply = (var$0, var$1) => {
    return ipcc_IdentityBundle_read(var$1);
},
jl_NullPointerException = $rt_classWithoutFields(jl_RuntimeException),
jl_NullPointerException__init_2 = ($this, $message) => {
    jl_RuntimeException__init_0($this, $message);
},
jl_NullPointerException__init_1 = var_0 => {
    let var_1 = new jl_NullPointerException();
    jl_NullPointerException__init_2(var_1, var_0);
    return var_1;
},
jl_NullPointerException__init_0 = $this => {
    jl_RuntimeException__init_($this);
},
jl_NullPointerException__init_ = () => {
    let var_0 = new jl_NullPointerException();
    jl_NullPointerException__init_0(var_0);
    return var_0;
};
function jn_ByteBuffer() {
    jn_Buffer.call(this);
    this.$order = null;
}
let jn_ByteBuffer__init_ = $this => {
    jn_Buffer__init_($this);
    jn_ByteOrder_$callClinit();
    $this.$order = jn_ByteOrder_BIG_ENDIAN;
},
jn_ByteBuffer_allocate = $capacity => {
    let $array, $result, var$4, var$5;
    if ($capacity >= 0) {
        $array = $rt_createByteArray($capacity);
        $result = jn_ByteBufferJsImpl__init_0($array, 0, $array.data, 0, 0);
        $result.$limit0 = $capacity;
        return $result;
    }
    var$4 = new jl_IllegalArgumentException;
    var$5 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$5, $rt_s(46))), $capacity);
    jl_IllegalArgumentException__init_(var$4, jl_StringBuilder_toString(var$5));
    $rt_throw(var$4);
},
jn_ByteBuffer_wrap = ($array, $offset, $length) => {
    let var$4, $data, $result;
    $array = $rt_nullCheck($array);
    ju_Objects_checkFromIndexSize($offset, $length, $array.data.length);
    var$4 = $array.data;
    $data = var$4;
    $result = jn_ByteBufferJsImpl__init_0($array, 0, $data, 0, 0);
    $result.$position3 = $offset;
    $result.$limit0 = $offset + $length | 0;
    return $result;
},
jn_ByteBuffer_wrap0 = $array => {
    $array = $rt_nullCheck($array);
    return jn_ByteBuffer_wrap($array, 0, $array.data.length);
},
jn_ByteBuffer_get0 = ($this, $dst, $offset, $length) => {
    let var$4;
    if ($length >= 0 && $offset >= 0) {
        var$4 = $offset + $length | 0;
        $dst = $rt_nullCheck($dst);
        if (var$4 <= $dst.data.length) {
            if ($length <= jn_Buffer_remaining($this)) {
                $this.$getImpl0($this.$position3, $dst, $offset, $length);
                $this.$position3 = $this.$position3 + $length | 0;
                return $this;
            }
            $rt_throw(jn_BufferUnderflowException__init_0());
        }
    }
    $rt_throw(jl_IndexOutOfBoundsException__init_());
},
jn_ByteBuffer_get = ($this, $dst) => {
    $dst = $rt_nullCheck($dst);
    return $this.$get3($dst, 0, $dst.data.length);
},
jn_ByteBuffer_put0 = ($this, $src, $offset, $length) => {
    let var$4;
    if ($length) {
        if (!$this.$isReadOnly()) {
            if ($length >= 0 && $offset >= 0) {
                var$4 = $offset + $length | 0;
                $src = $rt_nullCheck($src);
                if (var$4 <= $src.data.length) {
                    if ($length <= jn_Buffer_remaining($this)) {
                        $this.$putImpl2($src, $offset, $this.$position3, $length);
                        $this.$position3 = $this.$position3 + $length | 0;
                        return $this;
                    }
                    $rt_throw(jn_BufferOverflowException__init_());
                }
            }
            $rt_throw(jl_IndexOutOfBoundsException__init_());
        }
        $rt_throw(jn_ReadOnlyBufferException__init_());
    }
    return $this;
},
jn_ByteBuffer_put = ($this, $src) => {
    $src = $rt_nullCheck($src);
    return $this.$put4($src, 0, $src.data.length);
},
jn_ByteBuffer_hasArray = $this => {
    return $this.$hasArrayImpl();
},
jn_ByteBuffer_array = $this => {
    return $this.$arrayImpl();
},
jn_ByteBuffer_flip = $this => {
    jn_Buffer_flip($this);
    return $this;
},
jn_ByteBuffer_position = ($this, $newPosition) => {
    jn_Buffer_position0($this, $newPosition);
    return $this;
};
function ipcp_StreamOrder$Stream() {
    let a = this; jl_Object.call(a);
    a.$delivered = Long_ZERO;
    a.$held = null;
}
let ipcp_StreamOrder$Stream__init_ = $this => {
    jl_Object__init_($this);
    $this.$held = ju_TreeMap__init_();
},
ipcp_StreamOrder$Stream__init_0 = () => {
    let var_0 = new ipcp_StreamOrder$Stream();
    ipcp_StreamOrder$Stream__init_(var_0);
    return var_0;
};
function otpp_AsyncCallbackWrapper() {
    jl_Object.call(this);
    this.$realAsyncCallback = null;
}
let otpp_AsyncCallbackWrapper__init_ = ($this, $realAsyncCallback) => {
    jl_Object__init_($this);
    $this.$realAsyncCallback = $realAsyncCallback;
},
otpp_AsyncCallbackWrapper__init_0 = var_0 => {
    let var_1 = new otpp_AsyncCallbackWrapper();
    otpp_AsyncCallbackWrapper__init_(var_1, var_0);
    return var_1;
},
otpp_AsyncCallbackWrapper_create = $realAsyncCallback => {
    return otpp_AsyncCallbackWrapper__init_0($realAsyncCallback);
},
otpp_AsyncCallbackWrapper_complete = ($this, $result) => {
    ($rt_nullCheck($this.$realAsyncCallback)).$complete($result);
},
otpp_AsyncCallbackWrapper_error = ($this, $e) => {
    ($rt_nullCheck($this.$realAsyncCallback)).$error($e);
},
ipcw_DataMessage$Records$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_DataMessage$Records$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_DataMessage$Records$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_DataMessage$Records$read$lambda$_4_0();
    ipcw_DataMessage$Records$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_DataMessage$Records$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_DataMessage$Records$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_DataMessage$Records$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_DataMessage$Records_lambda$read$0(var$1);
};
function ipcw_RoutingMessage$Links() {
    jl_Record.call(this);
    this.$digest5 = Long_ZERO;
}
let ipcw_RoutingMessage$Links__init_ = ($this, $digest) => {
    jl_Record__init_($this);
    $this.$digest5 = $digest;
},
ipcw_RoutingMessage$Links__init_0 = var_0 => {
    let var_1 = new ipcw_RoutingMessage$Links();
    ipcw_RoutingMessage$Links__init_(var_1, var_0);
    return var_1;
},
ipcw_RoutingMessage$Links_number = $this => {
    return 29;
},
ipcw_RoutingMessage$Links_fields = $this => {
    return 1;
},
ipcw_RoutingMessage$Links_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$digest5;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_ulong($out, var$2);
},
ipcw_RoutingMessage$Links_read = $in => {
    let var$2;
    var$2 = new ipcw_RoutingMessage$Links;
    $in = $rt_nullCheck($in);
    ipcw_RoutingMessage$Links__init_(var$2, ipcb_CborReader_ulong($in));
    return var$2;
};
function jl_Object$Monitor() {
    let a = this; jl_Object.call(a);
    a.$enteringThreads = null;
    a.$notifyListeners = null;
    a.$owner0 = null;
    a.$count = 0;
}
let jl_Object$Monitor__init_ = $this => {
    jl_Object__init_($this);
    $this.$owner0 = jl_Thread_currentThread();
},
jl_Object$Monitor__init_0 = () => {
    let var_0 = new jl_Object$Monitor();
    jl_Object$Monitor__init_(var_0);
    return var_0;
},
jl_Math = $rt_classWithoutFields(),
jl_Math_min = ($a, $b) => {
    if ($a < $b)
        $b = $a;
    return $b;
},
jl_Math_max = ($a, $b) => {
    if ($a > $b)
        $b = $a;
    return $b;
},
jl_Math_min0 = ($a, $b) => {
    if (Long_lt($a, $b))
        $b = $a;
    return $b;
};
function jl_Byte() {
    jl_Number.call(this);
    this.$value5 = 0;
}
let jl_Byte_TYPE = null,
jl_Byte_byteCache = null,
jl_Byte_$callClinit = () => {
    jl_Byte_$callClinit = $rt_eraseClinit(jl_Byte);
    jl_Byte__clinit_();
},
jl_Byte__init_ = ($this, $value) => {
    jl_Byte_$callClinit();
    jl_Number__init_($this);
    $this.$value5 = $value;
},
jl_Byte__init_0 = var_0 => {
    let var_1 = new jl_Byte();
    jl_Byte__init_(var_1, var_0);
    return var_1;
},
jl_Byte_valueOf = $i => {
    let var$2, var$3;
    jl_Byte_$callClinit();
    var$2 = jl_Byte_byteCache;
    var$3 = $i + 128 | 0;
    var$2 = ($rt_nullCheck(var$2)).data;
    return var$2[$rt_checkBounds(var$3, var$2)];
},
jl_Byte_ensureByteCache = () => {
    let $byteCache, $j, var$3, var$4;
    jl_Byte_$callClinit();
    $byteCache = $rt_createArray(jl_Byte, 256);
    $j = 0;
    while (true) {
        var$3 = $byteCache.data;
        if ($j >= var$3.length)
            break;
        var$4 = jl_Byte__init_0(($j - 128 | 0) << 24 >> 24);
        $j = $rt_checkLowerBound($j);
        var$3[$j] = var$4;
        $j = $j + 1 | 0;
    }
    return $byteCache;
},
jl_Byte_toString0 = $value => {
    jl_Byte_$callClinit();
    return ($rt_nullCheck((jl_StringBuilder__init_()).$append1($value))).$toString();
},
jl_Byte_toString = $this => {
    return jl_Byte_toString0($this.$value5);
},
jl_Byte_equals = ($this, $other) => {
    return !($other instanceof jl_Byte && ($rt_nullCheck($rt_castToClass($other, jl_Byte))).$value5 == $this.$value5) ? 0 : 1;
},
jl_Byte__clinit_ = () => {
    jl_Byte_TYPE = $rt_cls($rt_bytecls);
    jl_Byte_byteCache = jl_Byte_ensureByteCache();
},
otj_TestEntryPoint = $rt_classWithoutFields(),
otj_TestEntryPoint_testCase = null,
otj_TestEntryPoint_run = $name => {
    let $launchers, var$3, $launcher, var$5, $e, $$je;
    $launchers = ju_ArrayList__init_();
    otj_TestEntryPoint_testCase = otj_TestEntryPoint_createTestCase();
    otj_TestEntryPoint_launchers($name, $launchers);
    var$3 = $launchers.$iterator();
    while (true) {
        var$3 = $rt_nullCheck(var$3);
        if (!var$3.$hasNext())
            break;
        $launcher = $rt_castToInterface(var$3.$next(), otj_TestEntryPoint$Launcher);
        otj_TestEntryPoint_before();
        try {
            var$5 = otj_TestEntryPoint_testCase;
            $launcher = $rt_nullCheck($launcher);
            $launcher.$launch(var$5);
        } catch ($$e) {
            $$je = $rt_wrapException($$e);
            var$3 = $$je;
            a: {
                b: {
                    try {
                        otj_TestEntryPoint_after();
                        break a;
                    } catch ($$e) {
                        $$je = $rt_wrapException($$e);
                        if ($$je instanceof jl_Throwable) {
                            $e = $$je;
                            break b;
                        } else {
                            throw $$e;
                        }
                    }
                }
                $e.$printStackTrace0();
            }
            $rt_throw(var$3);

        }
        c: {
            d: {
                try {
                    otj_TestEntryPoint_after();
                    break c;
                } catch ($$e) {
                    $$je = $rt_wrapException($$e);
                    if ($$je instanceof jl_Throwable) {
                        $e = $$je;
                        break d;
                    } else {
                        throw $$e;
                    }
                }
            }
            $e.$printStackTrace0();
        }
    }
},
otj_TestEntryPoint_createTestCase = () => {
    return ipcp_CoreAcrossRuntimesTest__init_0();
},
otj_TestEntryPoint_before = () => {
    return;
},
otj_TestEntryPoint_launchers = (var$1, var$2) => {
    let var$3;
    var$3 = $rt_nullCheck(var$1);
    if (!jl_String_equals(var$3, $rt_s(180))) {
        if (!jl_String_equals(var$3, $rt_s(181))) {
            if (!jl_String_equals(var$3, $rt_s(182))) {
                if (jl_String_equals(var$3, $rt_s(183))) {
                    ($rt_nullCheck(var$2)).$add(otj_TestEntryPoint$LauncherImpl3__init_0());
                    return;
                }
                $rt_throw(jl_IllegalArgumentException__init_1($rt_s(184)));
            }
            ($rt_nullCheck(var$2)).$add(otj_TestEntryPoint$LauncherImpl2__init_0());
            return;
        }
        ($rt_nullCheck(var$2)).$add(otj_TestEntryPoint$LauncherImpl1__init_0());
        return;
    }
    ($rt_nullCheck(var$2)).$add(otj_TestEntryPoint$LauncherImpl0__init_0());
},
otj_TestEntryPoint_after = () => {
    return;
};
function ipcp_TopicItem$Reading() {
    let a = this; jl_Object.call(a);
    a.$envelope1 = null;
    a.$bundle = null;
    a.$payload = null;
    a.$item2 = null;
}
let ipcp_TopicItem$Reading__init_ = ($this, $hash, $encoded) => {
    let $in, $count, $topicKey, var$6, var$7, var$8, var$9, var$10, var$11, var$12;
    jl_Object__init_($this);
    ipcc_SignedEnvelope$Type_$callClinit();
    $this.$envelope1 = ipcc_SignedEnvelope_decode(ipcc_SignedEnvelope$Type_MESSAGE, $encoded);
    $in = ipcb_CborReader__init_(ipcc_SignedEnvelope_body($rt_nullCheck($this.$envelope1)));
    $count = ipcb_CborReader_array($in, 8);
    $topicKey = ipcb_CborReader_bytesOf($in, 32);
    $this.$bundle = ipcc_IdentityBundle_decode(ipcb_CborReader_bytes($in, 320));
    var$6 = new ipcp_TopicItem;
    var$7 = $rt_createArray($rt_arraycls($rt_bytecls), 1);
    var$7.data[0] = $encoded;
    $hash = $rt_nullCheck($hash);
    var$8 = ipcb_Bytes_wrap(ipcb_Bytes_slice($hash.$sha256(var$7), 0, 16));
    var$9 = ipci_Key__init_0(ipcb_CborReader_bytesOf($in, 32));
    var$10 = $this.$bundle;
    var$7 = ipcc_IdentityBundle_identityKey($rt_nullCheck(var$10));
    var$10 = ipcb_Bytes_wrap(ipcb_CborReader_bytesOf($in, 8));
    var$11 = ipcb_CborReader_ulong($in);
    var$12 = ipcb_CborReader_ulong($in);
    ipcp_TopicItem__init_(var$6, var$8, var$9, var$7, var$10, var$11, var$12, ipcb_CborReader_uint($in, 604800), $encoded);
    $this.$item2 = var$6;
    $this.$payload = ipcb_CborReader_bytes($in, 32769);
    ipcb_CborReader_rest($in, $count, 8);
    ipcb_CborReader_end($in);
    if (ipcb_Bytes_equal($topicKey, ipcc_IdentityBundle_topicKey($rt_nullCheck($this.$bundle)))) {
        if (($rt_nullCheck($this.$payload)).data.length && ($rt_nullCheck($this.$item2)).$ttlSeconds && Long_ne(($rt_nullCheck($this.$item2)).$sequence0, Long_ZERO))
            return;
        var$6 = new ipcb_PeerloomException;
        ipcb_ErrorCode_$callClinit();
        ipcb_PeerloomException__init_(var$6, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(185));
        $rt_throw(var$6);
    }
    var$6 = new ipcb_PeerloomException;
    ipcb_ErrorCode_$callClinit();
    ipcb_PeerloomException__init_(var$6, ipcb_ErrorCode_INVALID_SIGNATURE, $rt_s(186));
    $rt_throw(var$6);
},
ipcp_TopicItem$Reading__init_0 = (var_0, var_1) => {
    let var_2 = new ipcp_TopicItem$Reading();
    ipcp_TopicItem$Reading__init_(var_2, var_0, var_1);
    return var_2;
};
function ipcw_RoutingMessage$Found() {
    let a = this; jl_Record.call(a);
    a.$contacts = null;
    a.$arrived0 = 0;
    a.$own = 0;
}
let ipcw_RoutingMessage$Found__init_ = ($this, $contacts, $arrived, $own) => {
    jl_Record__init_($this);
    $this.$contacts = $contacts;
    $this.$arrived0 = $arrived;
    $this.$own = $own;
},
ipcw_RoutingMessage$Found__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcw_RoutingMessage$Found();
    ipcw_RoutingMessage$Found__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcw_RoutingMessage$Found_number = $this => {
    return 21;
},
ipcw_RoutingMessage$Found_fields = $this => {
    return 3;
},
ipcw_RoutingMessage$Found_write = ($this, $out) => {
    let var$2, var$3;
    ipcw_ContactInfo_writeAll($out, $this.$contacts);
    var$2 = $this.$arrived0;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bool($out, var$2);
    var$2 = $this.$own;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$2);
},
ipcw_RoutingMessage$Found_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_RoutingMessage$Found;
    var$3 = ipcw_ContactInfo_readAll($in);
    $in = $rt_nullCheck($in);
    ipcw_RoutingMessage$Found__init_(var$2, var$3, ipcb_CborReader_bool($in), ipcb_CborReader_uint($in, 8));
    return var$2;
};
function ipcb_Rng() {
    let a = this; jl_Object.call(a);
    a.$s0 = 0;
    a.$s1 = 0;
    a.$s2 = 0;
    a.$s3 = 0;
}
let ipcb_Rng__init_ = ($this, $seed) => {
    let $out, $i, var$4, var$5, var$6;
    jl_Object__init_($this);
    $out = $rt_createIntArray(4);
    $i = 0;
    while ($i < 4) {
        var$4 = $out.data;
        $seed = $seed - 1640531527 | 0;
        var$5 = $rt_imul($seed ^ ($seed >>> 16 | 0), (-2048144789));
        var$6 = $rt_imul(var$5 ^ (var$5 >>> 13 | 0), (-1028477387));
        var$5 = var$6 ^ (var$6 >>> 16 | 0);
        $i = $rt_checkBounds($i, var$4);
        var$4[$i] = var$5;
        $i = $i + 1 | 0;
    }
    var$4 = $out.data;
    $this.$s0 = var$4[$rt_checkUpperBound(0, var$4)];
    $this.$s1 = var$4[$rt_checkUpperBound(1, var$4)];
    $this.$s2 = var$4[$rt_checkUpperBound(2, var$4)];
    $this.$s3 = var$4[$rt_checkUpperBound(3, var$4)] | 1;
},
ipcb_Rng__init_0 = var_0 => {
    let var_1 = new ipcb_Rng();
    ipcb_Rng__init_(var_1, var_0);
    return var_1;
},
ipcb_Rng_nextInt0 = $this => {
    let $result, $t;
    $result = jl_Integer_rotateLeft($this.$s1 * 5 | 0, 7) * 9 | 0;
    $t = $this.$s1 << 9;
    $this.$s2 = $this.$s2 ^ $this.$s0;
    $this.$s3 = $this.$s3 ^ $this.$s1;
    $this.$s1 = $this.$s1 ^ $this.$s2;
    $this.$s0 = $this.$s0 ^ $this.$s3;
    $this.$s2 = $this.$s2 ^ $t;
    $this.$s3 = jl_Integer_rotateLeft($this.$s3, 11);
    return $result;
},
ipcb_Rng_nextInt = ($this, $bound) => {
    let $limit, $bits, var$4, var$5;
    if ($bound >= 1) {
        $limit = 2147483647 - (2147483647 % $bound | 0) | 0;
        while (true) {
            $bits = ipcb_Rng_nextInt0($this) >>> 1 | 0;
            if ($bits >= $limit)
                continue;
            else
                break;
        }
        return $bits % $bound | 0;
    }
    var$4 = new jl_IllegalArgumentException;
    var$5 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$5, $rt_s(187))), $bound);
    jl_IllegalArgumentException__init_(var$4, jl_StringBuilder_toString(var$5));
    $rt_throw(var$4);
},
ipcb_Rng_shuffle = ($this, $list) => {
    let $i, $j, $swap;
    $list = $rt_nullCheck($list);
    $i = $list.$size() - 1 | 0;
    while ($i > 0) {
        $j = ipcb_Rng_nextInt($this, $i + 1 | 0);
        $swap = $list.$get1($i);
        $list.$set($i, $list.$get1($j));
        $list.$set($j, $swap);
        $i = $i + (-1) | 0;
    }
};
function ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0() {
    jl_Object.call(this);
    this.$_00 = null;
}
let ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0__init_ = (var$0, var$1) => {
    jl_Object__init_(var$0);
    var$0.$_00 = var$1;
},
ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0__init_0 = var_0 => {
    let var_1 = new ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0();
    ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0__init_(var_1, var_0);
    return var_1;
},
ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0_accept0 = (var$0, var$1) => {
    ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0_accept(var$0, $rt_castToClass(var$1, ipcp_TopicItem));
},
ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0_accept = (var$0, var$1) => {
    ipcp_MessageCollection_add($rt_nullCheck(var$0.$_00), var$1);
};
function ipcp_MessageCollection$Page() {
    let a = this; jl_Object.call(a);
    a.$items = null;
    a.$digest3 = null;
}
let ipcp_MessageCollection$Page__init_ = ($this, $items) => {
    jl_Object__init_($this);
    $this.$items = $items;
},
ipcp_MessageCollection$Page__init_0 = var_0 => {
    let var_1 = new ipcp_MessageCollection$Page();
    ipcp_MessageCollection$Page__init_(var_1, var_0);
    return var_1;
},
ipcp_MessageCollection$Page_indexOf = ($this, $id) => {
    let $low, $high, $middle, var$5, $order;
    $low = 0;
    $high = ($rt_nullCheck($this.$items)).data.length - 1 | 0;
    while (true) {
        if ($low > $high)
            return (-1) - $low | 0;
        $middle = ($low + $high | 0) >>> 1 | 0;
        var$5 = ($rt_nullCheck($this.$items)).data;
        $middle = $rt_checkBounds($middle, var$5);
        $order = ipcb_Bytes_compareTo($rt_nullCheck(ipcp_TopicItem_id($rt_nullCheck(var$5[$middle]))), $id);
        if (!$order)
            break;
        if ($order >= 0)
            $high = $middle - 1 | 0;
        else
            $low = $middle + 1 | 0;
    }
    return $middle;
};
function ipcw_TopicProtocol$Subscribe() {
    let a = this; jl_Record.call(a);
    a.$topic7 = null;
    a.$lease = null;
}
let ipcw_TopicProtocol$Subscribe__init_ = ($this, $topic, $lease) => {
    jl_Record__init_($this);
    $this.$topic7 = $topic;
    $this.$lease = $lease;
},
ipcw_TopicProtocol$Subscribe__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$Subscribe();
    ipcw_TopicProtocol$Subscribe__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$Subscribe_number = $this => {
    return 41;
},
ipcw_TopicProtocol$Subscribe_fields = $this => {
    return 2;
},
ipcw_TopicProtocol$Subscribe_write = ($this, $out) => {
    let var$2, var$3;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic7));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$2 = $this.$lease;
    ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$2);
},
ipcw_TopicProtocol$Subscribe_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Subscribe;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$Subscribe__init_(var$2, var$3, ipcb_CborReader_bytes($in, 1024));
    return var$2;
},
ipcw_DataMessage$Pull$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_DataMessage$Pull$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_DataMessage$Pull$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_DataMessage$Pull$read$lambda$_4_0();
    ipcw_DataMessage$Pull$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_DataMessage$Pull$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_DataMessage$Pull$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_DataMessage$Pull$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_DataMessage$Pull_lambda$read$0(var$1);
};
function ipcp_TopicItem() {
    let a = this; jl_Record.call(a);
    a.$id0 = null;
    a.$topic = null;
    a.$identityKey0 = null;
    a.$stream0 = null;
    a.$sequence0 = Long_ZERO;
    a.$publishedAt0 = Long_ZERO;
    a.$ttlSeconds = 0;
    a.$encoded0 = null;
}
let ipcp_TopicItem__init_ = ($this, $id, $topic, $identityKey, $stream, $sequence, $publishedAt, $ttlSeconds, $encoded) => {
    jl_Record__init_($this);
    $this.$id0 = $id;
    $this.$topic = $topic;
    $this.$identityKey0 = $identityKey;
    $this.$stream0 = $stream;
    $this.$sequence0 = $sequence;
    $this.$publishedAt0 = $publishedAt;
    $this.$ttlSeconds = $ttlSeconds;
    $this.$encoded0 = $encoded;
},
ipcp_TopicItem__init_0 = (var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7) => {
    let var_8 = new ipcp_TopicItem();
    ipcp_TopicItem__init_(var_8, var_0, var_1, var_2, var_3, var_4, var_5, var_6, var_7);
    return var_8;
},
ipcp_TopicItem_decode = ($hash, $encoded) => {
    return (ipcp_TopicItem$Reading__init_0($hash, $encoded)).$item2;
},
ipcp_TopicItem_streamName = $this => {
    let var$1, var$2;
    var$1 = $rt_createArray($rt_arraycls($rt_bytecls), 2);
    var$2 = var$1.data;
    var$2[0] = $this.$identityKey0;
    var$2[1] = ipcb_Bytes_array($rt_nullCheck($this.$stream0));
    return ipcb_Bytes_wrap(ipcb_Bytes_concat(var$1));
},
ipcp_TopicItem_isExpired = ($this, $now) => {
    return Long_gt(ipcp_TopicItem_expiresAt($this), $now) ? 0 : 1;
},
ipcp_TopicItem_expiresAt = $this => {
    return Long_add($this.$publishedAt0, Long_mul(Long_fromInt($this.$ttlSeconds), Long_fromInt(1000)));
},
ipcp_TopicItem_compareTo = ($this, $other) => {
    let var$2, $streams, $sequences;
    var$2 = $this.$publishedAt0;
    $other = $rt_nullCheck($other);
    if (Long_eq(var$2, $other.$publishedAt0)) {
        $streams = ipcb_Bytes_compareTo($rt_nullCheck($this.$stream0), $other.$stream0);
        if (!$streams) {
            $sequences = jl_Long_compare($this.$sequence0, $other.$sequence0);
            if (!$sequences)
                $sequences = ipcb_Bytes_compareTo($rt_nullCheck($this.$id0), $other.$id0);
            return $sequences;
        }
        return $streams;
    }
    return jl_Long_compare($this.$publishedAt0, $other.$publishedAt0);
},
ipcp_TopicItem_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(188))).$append3($rt_s(189)))).$append($this.$id0))).$append3($rt_s(190)))).$append($this.$topic))).$append3($rt_s(191)))).$append($this.$identityKey0))).$append3($rt_s(192)))).$append($this.$stream0))).$append3($rt_s(155)))).$append4($this.$sequence0))).$append3($rt_s(193)))).$append4($this.$publishedAt0))).$append3($rt_s(194)))).$append1($this.$ttlSeconds))).$append3($rt_s(195)))).$append($this.$encoded0))).$append3($rt_s(12)))).$toString();
},
ipcp_TopicItem_equals = ($this, $o) => {
    let var$2, var$3, var$4, var$5;
    a: {
        if ($this === $o) {
            var$2 = 1;
            break a;
        }
        b: {
            if ($o !== null) {
                $o = $rt_nullCheck($o);
                if (jl_Object_getClass($o) === $rt_cls(ipcp_TopicItem))
                    break b;
            }
            var$2 = 0;
            break a;
        }
        var$3 = $rt_castToClass($o, ipcp_TopicItem);
        var$4 = $this.$id0;
        var$5 = $rt_nullCheck(var$3);
        if (!ju_Objects_equals(var$4, var$5.$id0)) {
            var$2 = 0;
            break a;
        }
        if (!ju_Objects_equals($this.$topic, var$5.$topic)) {
            var$2 = 0;
            break a;
        }
        if (!ju_Objects_equals($this.$identityKey0, var$5.$identityKey0)) {
            var$2 = 0;
            break a;
        }
        if (!ju_Objects_equals($this.$stream0, var$5.$stream0)) {
            var$2 = 0;
            break a;
        }
        if (Long_ne($this.$sequence0, var$5.$sequence0)) {
            var$2 = 0;
            break a;
        }
        if (Long_ne($this.$publishedAt0, var$5.$publishedAt0)) {
            var$2 = 0;
            break a;
        }
        if ($this.$ttlSeconds != var$5.$ttlSeconds) {
            var$2 = 0;
            break a;
        }
        if (ju_Objects_equals($this.$encoded0, var$5.$encoded0)) {
            var$2 = 1;
            break a;
        }
        var$2 = 0;
    }
    return var$2;
},
ipcp_TopicItem_id = $this => {
    return $this.$id0;
},
ipcp_TopicItem_sequence = $this => {
    return $this.$sequence0;
},
ipcp_TopicItem_publishedAt = $this => {
    return $this.$publishedAt0;
},
ipcp_TopicItem_encoded = $this => {
    return $this.$encoded0;
},
ipcp_TopicItem_compareTo0 = ($this, var$1) => {
    return ipcp_TopicItem_compareTo($this, $rt_castToClass(var$1, ipcp_TopicItem));
};
function ipcw_TopicProtocol$AskIds() {
    let a = this; jl_Record.call(a);
    a.$topic8 = null;
    a.$page0 = Long_ZERO;
    a.$after0 = null;
    a.$most = 0;
}
let ipcw_TopicProtocol$AskIds__init_ = ($this, $topic, $page, $after, $most) => {
    jl_Record__init_($this);
    $this.$topic8 = $topic;
    $this.$page0 = $page;
    $this.$after0 = $after;
    $this.$most = $most;
},
ipcw_TopicProtocol$AskIds__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_TopicProtocol$AskIds();
    ipcw_TopicProtocol$AskIds__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_TopicProtocol$AskIds_number = $this => {
    return 60;
},
ipcw_TopicProtocol$AskIds_fields = $this => {
    return 4;
},
ipcw_TopicProtocol$AskIds_write = ($this, $out) => {
    let var$2, var$3, var$4, var$5;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic8));
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_bytes($out, var$2);
    var$4 = $this.$page0;
    var$3 = ipcb_CborWriter_ulong($rt_nullCheck(var$3), var$4);
    var$2 = $this.$after0;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$2);
    var$5 = $this.$most;
    ipcb_CborWriter_uint($rt_nullCheck(var$3), var$5);
},
ipcw_TopicProtocol$AskIds_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$AskIds;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$AskIds__init_(var$2, var$3, ipcb_CborReader_ulong($in), ipcb_CborReader_bytesOf($in, 16), ipcb_CborReader_uint($in, 4096));
    return var$2;
};
function ipcb_Promise$2() {
    let a = this; ipcb_Promise$Callback.call(a);
    a.$val$function = null;
    a.$val$result = null;
    a.$this$03 = null;
}
let ipcb_Promise$2__init_ = ($this, $this$0, var$2, var$3) => {
    $this.$this$03 = $this$0;
    $this.$val$function = var$2;
    $this.$val$result = var$3;
    ipcb_Promise$Callback__init_($this);
},
ipcb_Promise$2__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcb_Promise$2();
    ipcb_Promise$2__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcb_Promise$2_done = ($this, $value, $failure) => {
    let $mapped, var$4, $e, $$je;
    a: {
        $mapped = null;
        if ($failure !== null)
            var$4 = $mapped;
        else {
            b: {
                try {
                    var$4 = ($rt_nullCheck($this.$val$function)).$apply0($value);
                    $mapped = var$4;
                    break a;
                } catch ($$e) {
                    $$je = $rt_wrapException($$e);
                    if ($$je instanceof jl_RuntimeException) {
                        $e = $$je;
                        break b;
                    } else {
                        throw $$e;
                    }
                }
            }
            $failure = ipcb_PeerloomException_of($e);
            var$4 = $mapped;
        }
    }
    ipcb_Promise_settle($rt_nullCheck($this.$val$result), var$4, $failure);
};
function ipcw_TopicProtocol$AskDigest() {
    let a = this; jl_Record.call(a);
    a.$topic1 = null;
    a.$pages3 = null;
}
let ipcw_TopicProtocol$AskDigest__init_ = ($this, $topic, $pages) => {
    jl_Record__init_($this);
    $this.$topic1 = $topic;
    $this.$pages3 = $pages;
},
ipcw_TopicProtocol$AskDigest__init_0 = (var_0, var_1) => {
    let var_2 = new ipcw_TopicProtocol$AskDigest();
    ipcw_TopicProtocol$AskDigest__init_(var_2, var_0, var_1);
    return var_2;
},
ipcw_TopicProtocol$AskDigest_number = $this => {
    return 42;
},
ipcw_TopicProtocol$AskDigest_fields = $this => {
    return 3;
},
ipcw_TopicProtocol$AskDigest_write = ($this, $out) => {
    let var$2;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic1));
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
    ipcw_TopicProtocol$Pages_write($rt_nullCheck($this.$pages3), $out);
},
ipcw_TopicProtocol$AskDigest_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$AskDigest;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$AskDigest__init_(var$2, var$3, ipcw_TopicProtocol$Pages_read($in));
    return var$2;
},
ipcw_TopicProtocol$Replicate$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_TopicProtocol$Replicate$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_TopicProtocol$Replicate$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_TopicProtocol$Replicate$read$lambda$_4_0();
    ipcw_TopicProtocol$Replicate$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_TopicProtocol$Replicate$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_TopicProtocol$Replicate$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_TopicProtocol$Replicate$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_TopicProtocol$Replicate_lambda$read$0(var$1);
};
function ipcc_Hkdf() {
    jl_Object.call(this);
    this.$hash = null;
}
let ipcc_Hkdf__init_ = ($this, $hash) => {
    jl_Object__init_($this);
    $this.$hash = $hash;
},
ipcc_Hkdf__init_0 = var_0 => {
    let var_1 = new ipcc_Hkdf();
    ipcc_Hkdf__init_(var_1, var_0);
    return var_1;
},
ipcc_Hkdf_hmac = ($this, $key, $parts) => {
    let $block, $usable, var$5, var$6, $inner, $outer, $i, var$10, var$11, var$12, var$13, var$14;
    $block = $rt_createByteArray(64);
    $usable = $rt_nullCheck($key);
    if ($usable.data.length > 64) {
        var$5 = $this.$hash;
        var$6 = $rt_createArray($rt_arraycls($rt_bytecls), 1);
        var$6.data[0] = $usable;
        $usable = ($rt_nullCheck(var$5)).$sha256(var$6);
    }
    $usable = $rt_nullCheck($usable);
    jl_System_fastArraycopy($usable, 0, $block, 0, $usable.data.length);
    $inner = $rt_createByteArray(64);
    $outer = $rt_createByteArray(64);
    $i = 0;
    while ($i < 64) {
        var$10 = $outer.data;
        var$11 = $inner.data;
        var$6 = $block.data;
        $i = $rt_checkBounds($i, var$6);
        var$12 = (var$6[$i] ^ 54) << 24 >> 24;
        $i = $rt_checkUpperBound($i, var$11);
        var$11[$i] = var$12;
        var$12 = (var$6[$i] ^ 92) << 24 >> 24;
        $i = $rt_checkUpperBound($i, var$10);
        var$10[$i] = var$12;
        $i = $i + 1 | 0;
    }
    var$5 = $this.$hash;
    var$6 = $rt_createArray($rt_arraycls($rt_bytecls), 2);
    var$13 = var$6.data;
    var$13[0] = $outer;
    var$14 = $this.$hash;
    var$11 = $rt_createArray($rt_arraycls($rt_bytecls), 2);
    var$10 = var$11.data;
    var$10[0] = $inner;
    var$10[1] = ipcb_Bytes_concat($parts);
    var$13[1] = ($rt_nullCheck(var$14)).$sha256(var$11);
    return ($rt_nullCheck(var$5)).$sha256(var$6);
};
function ipcb_CborWriter() {
    let a = this; jl_Object.call(a);
    a.$buffer0 = null;
    a.$length0 = 0;
}
let ipcb_CborWriter__init_1 = $this => {
    ipcb_CborWriter__init_($this, 256);
},
ipcb_CborWriter__init_0 = () => {
    let var_0 = new ipcb_CborWriter();
    ipcb_CborWriter__init_1(var_0);
    return var_0;
},
ipcb_CborWriter__init_ = ($this, $expectedBytes) => {
    jl_Object__init_($this);
    $this.$buffer0 = $rt_createByteArray(jl_Math_max(16, $expectedBytes));
},
ipcb_CborWriter__init_2 = var_0 => {
    let var_1 = new ipcb_CborWriter();
    ipcb_CborWriter__init_(var_1, var_0);
    return var_1;
},
ipcb_CborWriter_array = ($this, $count) => {
    ipcb_CborWriter_head($this, 4, $count);
    return $this;
},
ipcb_CborWriter_uint = ($this, $value) => {
    let var$2, var$3;
    if ($value < 0) {
        var$2 = new jl_IllegalArgumentException;
        var$3 = jl_StringBuilder__init_();
        jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$3, $rt_s(196))), $value);
        jl_IllegalArgumentException__init_(var$2, jl_StringBuilder_toString(var$3));
        $rt_throw(var$2);
    }
    ipcb_CborWriter_head($this, 0, $value);
    return $this;
},
ipcb_CborWriter_ulong = ($this, $value) => {
    let $high, $low, var$4, var$5, var$6, var$7, var$8;
    if (Long_ge($value, Long_ZERO)) {
        $high = Long_hi($value);
        $low = Long_lo($value);
        if (!$high && $low >= 0)
            ipcb_CborWriter_head($this, 0, $low);
        else if (!$high) {
            ipcb_CborWriter_ensure($this, 5);
            var$4 = $this.$buffer0;
            var$5 = $this.$length0;
            $this.$length0 = var$5 + 1 | 0;
            var$4 = ($rt_nullCheck(var$4)).data;
            var$4[$rt_checkBounds(var$5, var$4)] = 26;
            ipcb_CborWriter_int32($this, $low);
        } else {
            ipcb_CborWriter_ensure($this, 9);
            var$4 = $this.$buffer0;
            var$6 = $this.$length0;
            $this.$length0 = var$6 + 1 | 0;
            var$4 = ($rt_nullCheck(var$4)).data;
            var$4[$rt_checkBounds(var$6, var$4)] = 27;
            ipcb_CborWriter_int32($this, $high);
            ipcb_CborWriter_int32($this, $low);
        }
        return $this;
    }
    var$7 = new jl_IllegalArgumentException;
    var$8 = jl_StringBuilder__init_();
    jl_StringBuilder_append3($rt_nullCheck(jl_StringBuilder_append(var$8, $rt_s(196))), $value);
    jl_IllegalArgumentException__init_(var$7, jl_StringBuilder_toString(var$8));
    $rt_throw(var$7);
},
ipcb_CborWriter_bool = ($this, $value) => {
    let var$2, var$3, var$4;
    ipcb_CborWriter_ensure($this, 1);
    var$2 = $this.$buffer0;
    var$3 = $this.$length0;
    $this.$length0 = var$3 + 1 | 0;
    var$4 = (!$value ? 244 : 245) << 24 >> 24;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$3, var$2)] = var$4;
    return $this;
},
ipcb_CborWriter_bytes = ($this, $value) => {
    $value = $rt_nullCheck($value);
    ipcb_CborWriter_head($this, 2, $value.data.length);
    ipcb_CborWriter_raw($this, $value);
    return $this;
},
ipcb_CborWriter_list = ($this, $values) => {
    let var$2, $value;
    $values = $rt_nullCheck($values);
    ipcb_CborWriter_array($this, $values.$size());
    var$2 = $values.$iterator();
    while (true) {
        var$2 = $rt_nullCheck(var$2);
        if (!var$2.$hasNext())
            break;
        $value = $rt_castToInterface(var$2.$next(), $rt_arraycls($rt_bytecls));
        ipcb_CborWriter_bytes($this, $value);
    }
    return $this;
},
ipcb_CborWriter_text = ($this, $value) => {
    let $utf8;
    $utf8 = ipcb_Bytes_utf8($value);
    $utf8 = $rt_nullCheck($utf8);
    ipcb_CborWriter_head($this, 3, $utf8.data.length);
    ipcb_CborWriter_raw($this, $utf8);
    return $this;
},
ipcb_CborWriter_raw = ($this, $value) => {
    let var$2;
    $value = $rt_nullCheck($value);
    var$2 = $value.data.length;
    ipcb_CborWriter_ensure($this, var$2);
    jl_System_fastArraycopy($value, 0, $this.$buffer0, $this.$length0, var$2);
    $this.$length0 = $this.$length0 + var$2 | 0;
},
ipcb_CborWriter_head = ($this, $major, $value) => {
    let $type, var$4, var$5, var$6;
    ipcb_CborWriter_ensure($this, 5);
    $type = $major << 5;
    if ($value < 24) {
        var$4 = $this.$buffer0;
        var$5 = $this.$length0;
        $this.$length0 = var$5 + 1 | 0;
        var$6 = ($type | $value) << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$5, var$4)] = var$6;
    } else if ($value < 256) {
        var$4 = $this.$buffer0;
        var$6 = $this.$length0;
        $this.$length0 = var$6 + 1 | 0;
        var$5 = ($type | 24) << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$6, var$4)] = var$5;
        var$4 = $this.$buffer0;
        var$6 = $this.$length0;
        $this.$length0 = var$6 + 1 | 0;
        var$5 = $value << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$6, var$4)] = var$5;
    } else if ($value >= 65536) {
        var$4 = $this.$buffer0;
        var$5 = $this.$length0;
        $this.$length0 = var$5 + 1 | 0;
        var$6 = ($type | 26) << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$5, var$4)] = var$6;
        ipcb_CborWriter_int32($this, $value);
    } else {
        var$4 = $this.$buffer0;
        var$6 = $this.$length0;
        $this.$length0 = var$6 + 1 | 0;
        var$5 = ($type | 25) << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$6, var$4)] = var$5;
        var$4 = $this.$buffer0;
        var$6 = $this.$length0;
        $this.$length0 = var$6 + 1 | 0;
        var$5 = $value >> 8 << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$6, var$4)] = var$5;
        var$4 = $this.$buffer0;
        var$6 = $this.$length0;
        $this.$length0 = var$6 + 1 | 0;
        var$5 = $value << 24 >> 24;
        var$4 = ($rt_nullCheck(var$4)).data;
        var$4[$rt_checkBounds(var$6, var$4)] = var$5;
    }
},
ipcb_CborWriter_int32 = ($this, $value) => {
    let var$2, var$3, var$4;
    var$2 = $this.$buffer0;
    var$3 = $this.$length0;
    $this.$length0 = var$3 + 1 | 0;
    var$4 = $value >> 24 << 24 >> 24;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$3, var$2)] = var$4;
    var$2 = $this.$buffer0;
    var$3 = $this.$length0;
    $this.$length0 = var$3 + 1 | 0;
    var$4 = $value >> 16 << 24 >> 24;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$3, var$2)] = var$4;
    var$2 = $this.$buffer0;
    var$4 = $this.$length0;
    $this.$length0 = var$4 + 1 | 0;
    var$3 = $value >> 8 << 24 >> 24;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$4, var$2)] = var$3;
    var$2 = $this.$buffer0;
    var$4 = $this.$length0;
    $this.$length0 = var$4 + 1 | 0;
    var$3 = $value << 24 >> 24;
    var$2 = ($rt_nullCheck(var$2)).data;
    var$2[$rt_checkBounds(var$4, var$2)] = var$3;
},
ipcb_CborWriter_ensure = ($this, $more) => {
    let $larger;
    if ((($rt_nullCheck($this.$buffer0)).data.length - $this.$length0 | 0) < $more) {
        $larger = $rt_createByteArray(jl_Math_max(($rt_nullCheck($this.$buffer0)).data.length * 2 | 0, $this.$length0 + $more | 0));
        jl_System_fastArraycopy($this.$buffer0, 0, $larger, 0, $this.$length0);
        $this.$buffer0 = $larger;
    }
},
ipcb_CborWriter_toBytes = $this => {
    return $this.$length0 == ($rt_nullCheck($this.$buffer0)).data.length ? $this.$buffer0 : ipcb_Bytes_slice($this.$buffer0, 0, $this.$length0);
},
jn_BufferOverflowException = $rt_classWithoutFields(jl_RuntimeException),
jn_BufferOverflowException__init_0 = $this => {
    jl_RuntimeException__init_($this);
},
jn_BufferOverflowException__init_ = () => {
    let var_0 = new jn_BufferOverflowException();
    jn_BufferOverflowException__init_0(var_0);
    return var_0;
};
function jnc_CoderResult() {
    let a = this; jl_Object.call(a);
    a.$kind = 0;
    a.$length2 = 0;
}
let jnc_CoderResult_UNDERFLOW = null,
jnc_CoderResult_OVERFLOW = null,
jnc_CoderResult_$callClinit = () => {
    jnc_CoderResult_$callClinit = $rt_eraseClinit(jnc_CoderResult);
    jnc_CoderResult__clinit_();
},
jnc_CoderResult__init_0 = ($this, $kind, $length) => {
    jnc_CoderResult_$callClinit();
    jl_Object__init_($this);
    $this.$kind = $kind;
    $this.$length2 = $length;
},
jnc_CoderResult__init_ = (var_0, var_1) => {
    let var_2 = new jnc_CoderResult();
    jnc_CoderResult__init_0(var_2, var_0, var_1);
    return var_2;
},
jnc_CoderResult_isUnderflow = $this => {
    return $this.$kind ? 0 : 1;
},
jnc_CoderResult_isOverflow = $this => {
    return $this.$kind != 1 ? 0 : 1;
},
jnc_CoderResult_isError = $this => {
    return !(!$this.$isMalformed() && !$this.$isUnmappable()) ? 1 : 0;
},
jnc_CoderResult_isMalformed = $this => {
    return $this.$kind != 2 ? 0 : 1;
},
jnc_CoderResult_isUnmappable = $this => {
    return $this.$kind != 3 ? 0 : 1;
},
jnc_CoderResult_length = $this => {
    if (!$this.$isError())
        $rt_throw(jl_UnsupportedOperationException__init_0());
    return $this.$length2;
},
jnc_CoderResult_malformedForLength = $length => {
    jnc_CoderResult_$callClinit();
    return jnc_CoderResult__init_(2, $length);
},
jnc_CoderResult_throwException = $this => {
    switch ($this.$kind) {
        case 0:
            $rt_throw(jnc_BufferUnderflowException__init_0());
        case 1:
            $rt_throw(jnc_BufferOverflowException__init_0());
        case 2:
            $rt_throw(jnc_MalformedInputException__init_0($this.$length2));
        case 3:
            $rt_throw(jnc_UnmappableCharacterException__init_0($this.$length2));
        default:
    }
},
jnc_CoderResult__clinit_ = () => {
    jnc_CoderResult_UNDERFLOW = jnc_CoderResult__init_(0, 0);
    jnc_CoderResult_OVERFLOW = jnc_CoderResult__init_(1, 0);
};
function jn_ByteBufferJsImpl() {
    let a = this; jn_ByteBuffer.call(a);
    a.$array5 = null;
    a.$arrayOffset = 0;
    a.$data0 = null;
    a.$direct = 0;
    a.$readOnly1 = 0;
}
let jn_ByteBufferJsImpl__init_ = ($this, $array, $arrayOffset, $data, $direct, $readOnly) => {
    jn_ByteBuffer__init_($this);
    $this.$array5 = $array;
    $this.$arrayOffset = $arrayOffset;
    $this.$data0 = $data;
    $this.$direct = $direct;
    $this.$readOnly1 = $readOnly;
},
jn_ByteBufferJsImpl__init_0 = (var_0, var_1, var_2, var_3, var_4) => {
    let var_5 = new jn_ByteBufferJsImpl();
    jn_ByteBufferJsImpl__init_(var_5, var_0, var_1, var_2, var_3, var_4);
    return var_5;
},
jn_ByteBufferJsImpl_arrayImpl = $this => {
    if ($this.$array5 === null)
        $rt_throw(jl_UnsupportedOperationException__init_0());
    return $this.$array5;
},
jn_ByteBufferJsImpl_hasArrayImpl = $this => {
    return $this.$array5 === null ? 0 : 1;
},
jn_ByteBufferJsImpl_capacityImpl = $this => {
    return $this.$data0.length;
},
jn_ByteBufferJsImpl_getImpl = ($this, $index, $dst, $offset, $length) => {
    let var$5, var$6, $slice;
    var$5 = $this.$data0.buffer;
    var$6 = $this.$data0.byteOffset + $index | 0;
    $slice = new Int8Array(var$5, var$6, $length);
    $dst.data.set($slice, $offset);
},
jn_ByteBufferJsImpl_putImpl = ($this, $src, $srcOffset, $destOffset, $length) => {
    let var$5, $slice;
    var$5 = $src.data.buffer;
    $slice = new Int8Array(var$5, $srcOffset, $length);
    $this.$data0.set($slice, $destOffset);
},
jn_ByteBufferJsImpl_isReadOnly = $this => {
    return $this.$readOnly1;
},
ipcw_LinkMessage$Ready = $rt_classWithoutFields(jl_Record),
ipcw_LinkMessage$Ready__init_ = $this => {
    jl_Record__init_($this);
},
ipcw_LinkMessage$Ready__init_0 = () => {
    let var_0 = new ipcw_LinkMessage$Ready();
    ipcw_LinkMessage$Ready__init_(var_0);
    return var_0;
},
ipcw_LinkMessage$Ready_number = $this => {
    return 4;
},
ipcw_LinkMessage$Ready_fields = $this => {
    return 0;
},
ipcw_LinkMessage$Ready_write = ($this, $out) => {
    return;
},
otr_StringInfo = $rt_classWithoutFields(otrr_ReflectionInfo);
function ipcw_DataMessage$Pull() {
    jl_Record.call(this);
    this.$slots = null;
}
let ipcw_DataMessage$Pull__init_ = ($this, $slots) => {
    jl_Record__init_($this);
    $this.$slots = $slots;
},
ipcw_DataMessage$Pull__init_0 = var_0 => {
    let var_1 = new ipcw_DataMessage$Pull();
    ipcw_DataMessage$Pull__init_(var_1, var_0);
    return var_1;
},
ipcw_DataMessage$Pull_number = $this => {
    return 35;
},
ipcw_DataMessage$Pull_fields = $this => {
    return 1;
},
ipcw_DataMessage$Pull_write = ($this, $out) => {
    let var$2, var$3, var$4;
    var$2 = ($rt_nullCheck($this.$slots)).$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$2);
    var$3 = $this.$slots;
    ju_Objects_requireNonNull($out);
    var$4 = ipcw_DataMessage$Pull$write$lambda$_3_0__init_0($out);
    ($rt_nullCheck(var$3)).$forEach(var$4);
},
ipcw_DataMessage$Pull_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_DataMessage$Pull;
    var$3 = ipcw_DataMessage$Pull$read$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    ipcw_DataMessage$Pull__init_(var$2, ipcb_CborReader_list($in, 8, var$3));
    return var$2;
},
ipcw_DataMessage$Pull_lambda$read$0 = $each => {
    $each = $rt_nullCheck($each);
    return ipcb_CborReader_bytesOf($each, 40);
};
function ipcp_StreamOrder() {
    let a = this; jl_Object.call(a);
    a.$streams = null;
    a.$heldBytes = 0;
}
let ipcp_StreamOrder__init_ = $this => {
    jl_Object__init_($this);
    $this.$streams = ju_LinkedHashMap__init_0();
},
ipcp_StreamOrder__init_0 = () => {
    let var_0 = new ipcp_StreamOrder();
    ipcp_StreamOrder__init_(var_0);
    return var_0;
},
ipcp_StreamOrder_arrived = ($this, $item, $now) => {
    let $outcome;
    $outcome = ipcp_StreamOrder$Outcome__init_0(ju_ArrayList__init_(), ju_ArrayList__init_());
    $item = $rt_nullCheck($item);
    ipcp_StreamOrder_take($this, ipcp_StreamOrder_stream($this, ipcp_TopicItem_streamName($item)), $item, $now, $outcome);
    return $outcome;
},
ipcp_StreamOrder_stream = ($this, $name) => {
    let $stream;
    $stream = $rt_castToClass(($rt_nullCheck($this.$streams)).$remove0($name), ipcp_StreamOrder$Stream);
    if ($stream === null) {
        $stream = ipcp_StreamOrder$Stream__init_0();
        if (($rt_nullCheck($this.$streams)).$size() >= 16384)
            ipcp_StreamOrder_forgetQuietest($this);
    }
    ($rt_nullCheck($this.$streams)).$put($name, $stream);
    return $stream;
},
ipcp_StreamOrder_forgetQuietest = $this => {
    let $eldest;
    $eldest = ($rt_nullCheck(($rt_nullCheck($this.$streams)).$values0())).$iterator();
    while (true) {
        $eldest = $rt_nullCheck($eldest);
        if (!$eldest.$hasNext())
            break;
        if (($rt_nullCheck(($rt_nullCheck($rt_castToClass($eldest.$next(), ipcp_StreamOrder$Stream))).$held)).$isEmpty()) {
            $eldest.$remove1();
            return;
        }
    }
},
ipcp_StreamOrder_take = ($this, $stream, $item, $now, $outcome) => {
    let $sequence, $length, var$7, $last, var$9;
    $item = $rt_nullCheck($item);
    $sequence = ipcp_TopicItem_sequence($item);
    $stream = $rt_nullCheck($stream);
    if (Long_gt($sequence, $stream.$delivered) && !($rt_nullCheck($stream.$held)).$containsKey(jl_Long_valueOf($sequence))) {
        if (Long_ne($sequence, Long_add($stream.$delivered, Long_fromInt(1)))) {
            $length = ($rt_nullCheck(ipcp_TopicItem_encoded($item))).data.length;
            while (($this.$heldBytes + $length | 0) > 4194304) {
                var$7 = $stream.$held;
                if (($rt_nullCheck(var$7)).$isEmpty())
                    break;
                var$7 = $stream.$held;
                if (Long_le(($rt_nullCheck($rt_castToClass(($rt_nullCheck(var$7)).$lastKey(), jl_Long))).$longValue(), $sequence))
                    break;
                $last = ($rt_nullCheck($rt_castToClass(($rt_nullCheck(($rt_nullCheck($stream.$held)).$pollLastEntry())).$getValue(), ipcp_StreamOrder$Held))).$item1;
                var$9 = $this.$heldBytes;
                $last = $rt_nullCheck($last);
                $this.$heldBytes = var$9 - ($rt_nullCheck(ipcp_TopicItem_encoded($last))).data.length | 0;
                $outcome = $rt_nullCheck($outcome);
                ($rt_nullCheck($outcome.$returned)).$add($last);
            }
            if (($this.$heldBytes + $length | 0) <= 4194304) {
                ($rt_nullCheck($stream.$held)).$put(jl_Long_valueOf($sequence), ipcp_StreamOrder$Held__init_0($item, $now));
                $this.$heldBytes = $this.$heldBytes + $length | 0;
                return;
            }
            $outcome = $rt_nullCheck($outcome);
            ($rt_nullCheck($outcome.$returned)).$add($item);
            return;
        }
        $stream.$delivered = $sequence;
        $outcome = $rt_nullCheck($outcome);
        ($rt_nullCheck($outcome.$ready0)).$add($item);
        ipcp_StreamOrder_releaseConsecutive($this, $stream, $outcome.$ready0);
        return;
    }
    $outcome = $rt_nullCheck($outcome);
    ($rt_nullCheck($outcome.$ready0)).$add($item);
},
ipcp_StreamOrder_releaseConsecutive = ($this, $stream, $ready) => {
    while (true) {
        $stream = $rt_nullCheck($stream);
        if (($rt_nullCheck($stream.$held)).$isEmpty())
            break;
        if (Long_ne(($rt_nullCheck($rt_castToClass(($rt_nullCheck($stream.$held)).$firstKey(), jl_Long))).$longValue(), Long_add($stream.$delivered, Long_fromInt(1))))
            break;
        ipcp_StreamOrder_release($this, $stream, $ready);
    }
},
ipcp_StreamOrder_release = ($this, $stream, $ready) => {
    let $next;
    $stream = $rt_nullCheck($stream);
    $next = ($rt_nullCheck($rt_castToClass(($rt_nullCheck(($rt_nullCheck($stream.$held)).$pollFirstEntry())).$getValue(), ipcp_StreamOrder$Held))).$item1;
    $next = $rt_nullCheck($next);
    $stream.$delivered = ipcp_TopicItem_sequence($next);
    $this.$heldBytes = $this.$heldBytes - ($rt_nullCheck(ipcp_TopicItem_encoded($next))).data.length | 0;
    $ready = $rt_nullCheck($ready);
    $ready.$add($next);
};
function ipcc_SignedEnvelope$sign$lambda$_2_0() {
    let a = this; jl_Object.call(a);
    a.$_02 = null;
    a.$_1 = null;
}
let ipcc_SignedEnvelope$sign$lambda$_2_0__init_ = (var$0, var$1, var$2) => {
    jl_Object__init_(var$0);
    var$0.$_02 = var$1;
    var$0.$_1 = var$2;
},
ipcc_SignedEnvelope$sign$lambda$_2_0__init_0 = (var_0, var_1) => {
    let var_2 = new ipcc_SignedEnvelope$sign$lambda$_2_0();
    ipcc_SignedEnvelope$sign$lambda$_2_0__init_(var_2, var_0, var_1);
    return var_2;
},
ipcc_SignedEnvelope$sign$lambda$_2_0_apply0 = (var$0, var$1) => {
    return ipcc_SignedEnvelope$sign$lambda$_2_0_apply(var$0, $rt_castToInterface(var$1, $rt_arraycls($rt_bytecls)));
},
ipcc_SignedEnvelope$sign$lambda$_2_0_apply = (var$0, var$1) => {
    return ipcc_SignedEnvelope_lambda$sign$0(var$0.$_02, var$0.$_1, var$1);
};
function ipcw_LinkMessage$HelloProof() {
    jl_Record.call(this);
    this.$proof1 = null;
}
let ipcw_LinkMessage$HelloProof__init_ = ($this, $proof) => {
    jl_Record__init_($this);
    $this.$proof1 = $proof;
},
ipcw_LinkMessage$HelloProof__init_0 = var_0 => {
    let var_1 = new ipcw_LinkMessage$HelloProof();
    ipcw_LinkMessage$HelloProof__init_(var_1, var_0);
    return var_1;
},
ipcw_LinkMessage$HelloProof_number = $this => {
    return 3;
},
ipcw_LinkMessage$HelloProof_fields = $this => {
    return 1;
},
ipcw_LinkMessage$HelloProof_write = ($this, $out) => {
    let var$2;
    var$2 = $this.$proof1;
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
},
ipcw_LinkMessage$HelloProof_read = $in => {
    let var$2;
    var$2 = new ipcw_LinkMessage$HelloProof;
    $in = $rt_nullCheck($in);
    ipcw_LinkMessage$HelloProof__init_(var$2, ipcb_CborReader_bytes($in, 3584));
    return var$2;
};
function ju_TreeMap$NavigableMapValues$1() {
    let a = this; jl_Object.call(a);
    a.$val$it = null;
    a.$this$02 = null;
}
let ju_TreeMap$NavigableMapValues$1__init_ = ($this, $this$0, var$2) => {
    $this.$this$02 = $this$0;
    $this.$val$it = var$2;
    jl_Object__init_($this);
},
ju_TreeMap$NavigableMapValues$1__init_0 = (var_0, var_1) => {
    let var_2 = new ju_TreeMap$NavigableMapValues$1();
    ju_TreeMap$NavigableMapValues$1__init_(var_2, var_0, var_1);
    return var_2;
},
ju_TreeMap$NavigableMapValues$1_hasNext = $this => {
    return ($rt_nullCheck($this.$val$it)).$hasNext();
},
ju_TreeMap$NavigableMapValues$1_next = $this => {
    return ($rt_nullCheck($rt_castToInterface(($rt_nullCheck($this.$val$it)).$next(), ju_Map$Entry))).$getValue();
},
ju_TreeMap$NavigableMapValues$1_remove = $this => {
    ($rt_nullCheck($this.$val$it)).$remove1();
};
function ipcw_RoutingMessage$Signal() {
    let a = this; jl_Record.call(a);
    a.$step = 0;
    a.$attempt = null;
    a.$text1 = null;
}
let ipcw_RoutingMessage$Signal__init_ = ($this, $step, $attempt, $text) => {
    jl_Record__init_($this);
    $this.$step = $step;
    $this.$attempt = $attempt;
    $this.$text1 = $text;
},
ipcw_RoutingMessage$Signal__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcw_RoutingMessage$Signal();
    ipcw_RoutingMessage$Signal__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcw_RoutingMessage$Signal_number = $this => {
    return 26;
},
ipcw_RoutingMessage$Signal_fields = $this => {
    return 3;
},
ipcw_RoutingMessage$Signal_write = ($this, $out) => {
    let var$2, var$3, var$4, var$5;
    var$2 = $this.$step;
    $out = $rt_nullCheck($out);
    var$3 = ipcb_CborWriter_uint($out, var$2);
    var$4 = $this.$attempt;
    var$3 = ipcb_CborWriter_bytes($rt_nullCheck(var$3), var$4);
    var$5 = $this.$text1;
    ipcb_CborWriter_text($rt_nullCheck(var$3), var$5);
},
ipcw_RoutingMessage$Signal_read = $in => {
    let $step, var$3;
    $in = $rt_nullCheck($in);
    $step = ipcb_CborReader_uint($in, 4);
    if ($step >= 1)
        return ipcw_RoutingMessage$Signal__init_0($step, ipcb_CborReader_bytesOf($in, 8), ipcb_CborReader_text($in, 2500));
    var$3 = new ipcb_PeerloomException;
    ipcb_ErrorCode_$callClinit();
    ipcb_PeerloomException__init_(var$3, ipcb_ErrorCode_INVALID_REQUEST, $rt_s(197));
    $rt_throw(var$3);
};
function ipcw_ContactInfo() {
    let a = this; jl_Record.call(a);
    a.$id1 = null;
    a.$kind0 = null;
    a.$active = 0;
    a.$addresses = null;
}
let ipcw_ContactInfo__init_ = ($this, $id, $kind, $active, $addresses) => {
    jl_Record__init_($this);
    $this.$id1 = $id;
    $this.$kind0 = $kind;
    $this.$active = $active;
    $this.$addresses = $addresses;
},
ipcw_ContactInfo__init_0 = (var_0, var_1, var_2, var_3) => {
    let var_4 = new ipcw_ContactInfo();
    ipcw_ContactInfo__init_(var_4, var_0, var_1, var_2, var_3);
    return var_4;
},
ipcw_ContactInfo_write = ($this, $out) => {
    let var$2, var$3, var$4, $address;
    $out = $rt_nullCheck($out);
    var$2 = ipcb_CborWriter_array($out, 4);
    var$3 = ipci_Point_bytes($rt_nullCheck($this.$id1));
    var$2 = ipcb_CborWriter_bytes($rt_nullCheck(var$2), var$3);
    var$4 = ipci_PeerKind_number($rt_nullCheck($this.$kind0));
    var$2 = ipcb_CborWriter_uint($rt_nullCheck(var$2), var$4);
    var$4 = $this.$active;
    var$2 = ipcb_CborWriter_bool($rt_nullCheck(var$2), var$4);
    var$4 = ($rt_nullCheck($this.$addresses)).$size();
    ipcb_CborWriter_array($rt_nullCheck(var$2), var$4);
    var$2 = ($rt_nullCheck($this.$addresses)).$iterator();
    while (true) {
        var$2 = $rt_nullCheck(var$2);
        if (!var$2.$hasNext())
            break;
        $address = $rt_castToClass(var$2.$next(), jl_String);
        ipcb_CborWriter_text($out, $address);
    }
},
ipcw_ContactInfo_read = $in => {
    let $count, $info, var$4, var$5, var$6, var$7;
    $in = $rt_nullCheck($in);
    $count = ipcb_CborReader_array($in, 4);
    $info = new ipcw_ContactInfo;
    var$4 = ipci_NodeId_of(ipcb_CborReader_bytesOf($in, 32));
    var$5 = ipci_PeerKind_of(ipcb_CborReader_uint($in, 255));
    var$6 = ipcb_CborReader_bool($in);
    var$7 = ipcw_ContactInfo$read$lambda$_2_0__init_0();
    ipcw_ContactInfo__init_($info, var$4, var$5, var$6, ipcb_CborReader_list($in, 4, var$7));
    ipcb_CborReader_rest($in, $count, 4);
    return $info;
},
ipcw_ContactInfo_writeAll = ($out, $contacts) => {
    let var$3, var$4, $contact;
    $contacts = $rt_nullCheck($contacts);
    var$3 = $contacts.$size();
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_array($out, var$3);
    var$4 = $contacts.$iterator();
    while (true) {
        var$4 = $rt_nullCheck(var$4);
        if (!var$4.$hasNext())
            break;
        $contact = $rt_castToClass(var$4.$next(), ipcw_ContactInfo);
        $contact = $rt_nullCheck($contact);
        ipcw_ContactInfo_write($contact, $out);
    }
},
ipcw_ContactInfo_readAll = $in => {
    let var$2;
    var$2 = ipcw_ContactInfo$readAll$lambda$_4_0__init_0();
    $in = $rt_nullCheck($in);
    return ipcb_CborReader_list($in, 8, var$2);
},
ipcw_ContactInfo_toString = $this => {
    return ($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck(($rt_nullCheck((jl_StringBuilder__init_0($rt_s(198))).$append3($rt_s(189)))).$append($this.$id1))).$append3($rt_s(199)))).$append($this.$kind0))).$append3($rt_s(200)))).$append13($this.$active))).$append3($rt_s(201)))).$append($this.$addresses))).$append3($rt_s(12)))).$toString();
},
ipcw_ContactInfo_equals = ($this, $o) => {
    let var$2, var$3, var$4, var$5;
    a: {
        if ($this === $o)
            var$2 = 1;
        else {
            b: {
                if ($o !== null) {
                    $o = $rt_nullCheck($o);
                    if (jl_Object_getClass($o) === $rt_cls(ipcw_ContactInfo))
                        break b;
                }
                var$2 = 0;
                break a;
            }
            var$3 = $rt_castToClass($o, ipcw_ContactInfo);
            var$4 = $this.$id1;
            var$5 = $rt_nullCheck(var$3);
            if (!ju_Objects_equals(var$4, var$5.$id1))
                var$2 = 0;
            else if (!ju_Objects_equals($this.$kind0, var$5.$kind0))
                var$2 = 0;
            else if ($this.$active != var$5.$active)
                var$2 = 0;
            else if (ju_Objects_equals($this.$addresses, var$5.$addresses))
                var$2 = 1;
            else
                var$2 = 0;
        }
    }
    return var$2;
},
ipcw_ContactInfo_lambda$read$0 = $a => {
    $a = $rt_nullCheck($a);
    return ipcb_CborReader_text($a, 256);
};
function jnc_UnmappableCharacterException() {
    jnc_CharacterCodingException.call(this);
    this.$length3 = 0;
}
let jnc_UnmappableCharacterException__init_ = ($this, $length) => {
    jnc_CharacterCodingException__init_($this);
    $this.$length3 = $length;
},
jnc_UnmappableCharacterException__init_0 = var_0 => {
    let var_1 = new jnc_UnmappableCharacterException();
    jnc_UnmappableCharacterException__init_(var_1, var_0);
    return var_1;
},
jnc_UnmappableCharacterException_getMessage = $this => {
    let var$1, var$2;
    var$1 = $this.$length3;
    var$2 = jl_StringBuilder__init_();
    jl_StringBuilder_append0($rt_nullCheck(jl_StringBuilder_append(var$2, $rt_s(202))), var$1);
    return jl_StringBuilder_toString(var$2);
},
ipcw_HolderSet$read$lambda$_10_1 = $rt_classWithoutFields(),
ipcw_HolderSet$read$lambda$_10_1__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_HolderSet$read$lambda$_10_1__init_0 = () => {
    let var_0 = new ipcw_HolderSet$read$lambda$_10_1();
    ipcw_HolderSet$read$lambda$_10_1__init_(var_0);
    return var_0;
},
ipcw_HolderSet$read$lambda$_10_1_apply0 = (var$0, var$1) => {
    return ipcw_HolderSet$read$lambda$_10_1_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_HolderSet$read$lambda$_10_1_apply = (var$0, var$1) => {
    return ipcw_HolderSet_lambda$read$1(var$1);
},
ipcw_ContactInfo$read$lambda$_2_0 = $rt_classWithoutFields(),
ipcw_ContactInfo$read$lambda$_2_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_ContactInfo$read$lambda$_2_0__init_0 = () => {
    let var_0 = new ipcw_ContactInfo$read$lambda$_2_0();
    ipcw_ContactInfo$read$lambda$_2_0__init_(var_0);
    return var_0;
},
ipcw_ContactInfo$read$lambda$_2_0_apply0 = (var$0, var$1) => {
    return ipcw_ContactInfo$read$lambda$_2_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_ContactInfo$read$lambda$_2_0_apply = (var$0, var$1) => {
    return ipcw_ContactInfo_lambda$read$0(var$1);
},
jn_BufferUnderflowException = $rt_classWithoutFields(jl_RuntimeException),
jn_BufferUnderflowException__init_ = $this => {
    jl_RuntimeException__init_($this);
},
jn_BufferUnderflowException__init_0 = () => {
    let var_0 = new jn_BufferUnderflowException();
    jn_BufferUnderflowException__init_(var_0);
    return var_0;
},
ipcw_HolderSet$read$lambda$_10_0 = $rt_classWithoutFields(),
ipcw_HolderSet$read$lambda$_10_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_HolderSet$read$lambda$_10_0__init_0 = () => {
    let var_0 = new ipcw_HolderSet$read$lambda$_10_0();
    ipcw_HolderSet$read$lambda$_10_0__init_(var_0);
    return var_0;
},
ipcw_HolderSet$read$lambda$_10_0_apply0 = (var$0, var$1) => {
    return ipcw_HolderSet$read$lambda$_10_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_HolderSet$read$lambda$_10_0_apply = (var$0, var$1) => {
    return ipcw_HolderSet_lambda$read$0(var$1);
};
function otcit_FloatAnalyzer$Result() {
    let a = this; jl_Object.call(a);
    a.$mantissa = 0;
    a.$exponent = 0;
    a.$sign1 = 0;
}
let otcit_FloatAnalyzer$Result__init_ = $this => {
    jl_Object__init_($this);
},
otcit_FloatAnalyzer$Result__init_0 = () => {
    let var_0 = new otcit_FloatAnalyzer$Result();
    otcit_FloatAnalyzer$Result__init_(var_0);
    return var_0;
},
ipcw_DataMessage$Copies$read$lambda$_4_0 = $rt_classWithoutFields(),
ipcw_DataMessage$Copies$read$lambda$_4_0__init_ = var$0 => {
    jl_Object__init_(var$0);
},
ipcw_DataMessage$Copies$read$lambda$_4_0__init_0 = () => {
    let var_0 = new ipcw_DataMessage$Copies$read$lambda$_4_0();
    ipcw_DataMessage$Copies$read$lambda$_4_0__init_(var_0);
    return var_0;
},
ipcw_DataMessage$Copies$read$lambda$_4_0_apply0 = (var$0, var$1) => {
    return ipcw_DataMessage$Copies$read$lambda$_4_0_apply(var$0, $rt_castToClass(var$1, ipcb_CborReader));
},
ipcw_DataMessage$Copies$read$lambda$_4_0_apply = (var$0, var$1) => {
    return ipcw_DataMessage$Copy_read(var$1);
},
otrr_ClassInfo = $rt_classWithoutFields(otrr_ReflectionInfo),
otrr_ClassInfo_newArrayInstance = (var$0, var$1) => {
    switch (var$0.primitiveKind) {
        default: return $rt_createArray(var$0, var$1);
    }
};
function ipcp_MessageCollection$Difference() {
    let a = this; jl_Record.call(a);
    a.$wanted0 = null;
    a.$lacked = null;
    a.$closer = null;
}
let ipcp_MessageCollection$Difference__init_ = (var$0, var$1, $lacked, $closer) => {
    jl_Record__init_(var$0);
    var$0.$wanted0 = var$1;
    var$0.$lacked = $lacked;
    var$0.$closer = $closer;
},
ipcp_MessageCollection$Difference__init_0 = (var_0, var_1, var_2) => {
    let var_3 = new ipcp_MessageCollection$Difference();
    ipcp_MessageCollection$Difference__init_(var_3, var_0, var_1, var_2);
    return var_3;
},
ipcp_MessageCollection$Difference_wanted = $this => {
    return $this.$wanted0;
},
ju_Collections = $rt_classWithoutFields(),
ju_Collections_EMPTY_SET = null,
ju_Collections_EMPTY_MAP = null,
ju_Collections_EMPTY_LIST = null,
ju_Collections_EMPTY_ITERATOR = null,
ju_Collections_EMPTY_LIST_ITERATOR = null,
ju_Collections_reverseOrder = null,
ju_Collections_$callClinit = () => {
    ju_Collections_$callClinit = $rt_eraseClinit(ju_Collections);
    ju_Collections__clinit_();
},
ju_Collections_emptyIterator = () => {
    ju_Collections_$callClinit();
    return ju_Collections_EMPTY_ITERATOR;
},
ju_Collections_emptyList = () => {
    ju_Collections_$callClinit();
    return ju_Collections_EMPTY_LIST;
},
ju_Collections_reverse0 = $list => {
    let $randomAccess;
    ju_Collections_$callClinit();
    if ($rt_isInstance($list, ju_RandomAccess)) {
        $list = $rt_nullCheck($list);
        ju_Collections_reverse($list, 0, $list.$size());
    } else {
        $randomAccess = ju_ArrayList__init_4($list);
        ju_Collections_reverse($randomAccess, 0, $randomAccess.$size());
        $list = $rt_nullCheck($list);
        $list.$clear();
        $list.$addAll($randomAccess);
    }
},
ju_Collections_reverse = ($list, $i, $to) => {
    let $half, $j, $tmp_0;
    ju_Collections_$callClinit();
    $half = ($i + $to | 0) / 2 | 0;
    $j = $to - 1 | 0;
    while ($i < $half) {
        $list = $rt_nullCheck($list);
        $tmp_0 = $list.$get1($i);
        $list.$set($i, $list.$get1($j));
        $list.$set($j, $tmp_0);
        $i = $i + 1 | 0;
        $j = $j + (-1) | 0;
    }
},
ju_Collections__clinit_ = () => {
    ju_Collections_EMPTY_SET = ju_Collections$1__init_0();
    ju_Collections_EMPTY_MAP = ju_Collections$2__init_0();
    ju_Collections_EMPTY_LIST = ju_Collections$3__init_0();
    ju_Collections_EMPTY_ITERATOR = ju_Collections$4__init_0();
    ju_Collections_EMPTY_LIST_ITERATOR = ju_Collections$5__init_0();
    ju_Collections_reverseOrder = ju_Collections$_clinit_$lambda$_59_0__init_0();
};
function ipcw_TopicProtocol$Unsubscribe() {
    jl_Record.call(this);
    this.$topic4 = null;
}
let ipcw_TopicProtocol$Unsubscribe__init_ = ($this, $topic) => {
    jl_Record__init_($this);
    $this.$topic4 = $topic;
},
ipcw_TopicProtocol$Unsubscribe__init_0 = var_0 => {
    let var_1 = new ipcw_TopicProtocol$Unsubscribe();
    ipcw_TopicProtocol$Unsubscribe__init_(var_1, var_0);
    return var_1;
},
ipcw_TopicProtocol$Unsubscribe_number = $this => {
    return 47;
},
ipcw_TopicProtocol$Unsubscribe_fields = $this => {
    return 1;
},
ipcw_TopicProtocol$Unsubscribe_write = ($this, $out) => {
    let var$2;
    var$2 = ipci_Point_bytes($rt_nullCheck($this.$topic4));
    $out = $rt_nullCheck($out);
    ipcb_CborWriter_bytes($out, var$2);
},
ipcw_TopicProtocol$Unsubscribe_read = $in => {
    let var$2, var$3;
    var$2 = new ipcw_TopicProtocol$Unsubscribe;
    var$3 = new ipci_Key;
    $in = $rt_nullCheck($in);
    ipci_Key__init_(var$3, ipcb_CborReader_bytesOf($in, 32));
    ipcw_TopicProtocol$Unsubscribe__init_(var$2, var$3);
    return var$2;
};
$rt_packages([-1, "java", 0, "util", 0, "nio", 2, "charset", 0, "lang", -1, "org", 5, "junit", 6, "internal", 5, "teavm", 8, "junit", -1, "io", 10, "peerloom", 11, "core", 12, "wire", 12, "id", 12, "pubsub", 12, "crypto", 12, "base"
]);
$rt_metadata([jl_Object, "Object", 4, 0, [], 1, 0, 0, ["$isEmptyMonitor", $rt_wrapFunction0(jl_Object_isEmptyMonitor), "$getClass", $rt_wrapFunction0(jl_Object_getClass), "$equals0", $rt_wrapFunction1(jl_Object_equals), "$toString", $rt_wrapFunction0(jl_Object_toString), "$identity", $rt_wrapFunction0(jl_Object_identity), "$clone0", $rt_wrapFunction0(jl_Object_clone)],
jl_Throwable, 0, jl_Object, [], 1, 0, 0, ["$fillInStackTrace", $rt_wrapFunction0(jl_Throwable_fillInStackTrace), "$getMessage", $rt_wrapFunction0(jl_Throwable_getMessage), "$getLocalizedMessage", $rt_wrapFunction0(jl_Throwable_getLocalizedMessage), "$getCause", $rt_wrapFunction0(jl_Throwable_getCause), "$toString", $rt_wrapFunction0(jl_Throwable_toString), "$initCause", $rt_wrapFunction1(jl_Throwable_initCause), "$getStackTrace", $rt_wrapFunction0(jl_Throwable_getStackTrace), "$setStackTrace", $rt_wrapFunction1(jl_Throwable_setStackTrace)],
jl_Exception, 0, jl_Throwable, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_Exception__init_), "$_init_", $rt_wrapFunction1(jl_Exception__init_0)],
jl_RuntimeException, 0, jl_Exception, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_RuntimeException__init_), "$_init_", $rt_wrapFunction1(jl_RuntimeException__init_0)],
jl_IndexOutOfBoundsException, "IndexOutOfBoundsException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_IndexOutOfBoundsException__init_0)],
ji_IOException, 0, jl_Exception, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ji_IOException__init_)],
jnc_CharacterCodingException, 0, ji_IOException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jnc_CharacterCodingException__init_)],
jnc_MalformedInputException, "MalformedInputException", 3, jnc_CharacterCodingException, [], 1, 0, 0, ["$_init_3", $rt_wrapFunction1(jnc_MalformedInputException__init_), "$getMessage", $rt_wrapFunction0(jnc_MalformedInputException_getMessage)],
juf_Consumer, 0, jl_Object, [], 1537, 0, 0, 0,
ipcp_MessageCollection$prune$lambda$_5_0, 0, jl_Object, [juf_Consumer], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcp_MessageCollection$prune$lambda$_5_0__init_), "$accept0", $rt_wrapFunction1(ipcp_MessageCollection$prune$lambda$_5_0_accept0), "$accept", $rt_wrapFunction1(ipcp_MessageCollection$prune$lambda$_5_0_accept)],
juf_Function, 0, jl_Object, [], 1537, 0, 0, 0,
ipcw_TopicProtocol$Items$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$Items$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$Items$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_TopicProtocol$Items$read$lambda$_4_0_apply)],
otj_TestEntryPoint$Launcher, 0, jl_Object, [], 1536, 0, 0, 0,
otj_TestEntryPoint$LauncherImpl3, "TestEntryPoint$LauncherImpl3", 9, jl_Object, [otj_TestEntryPoint$Launcher], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(otj_TestEntryPoint$LauncherImpl3__init_), "$launch", $rt_wrapFunction1(otj_TestEntryPoint$LauncherImpl3_launch)],
jnci_BufferedEncoder$Controller, 0, jl_Object, [], 1, 0, 0, ["$_init_76", $rt_wrapFunction2(jnci_BufferedEncoder$Controller__init_), "$hasMoreInput0", $rt_wrapFunction0(jnci_BufferedEncoder$Controller_hasMoreInput), "$hasMoreOutput", $rt_wrapFunction1(jnci_BufferedEncoder$Controller_hasMoreOutput), "$setInPosition", $rt_wrapFunction1(jnci_BufferedEncoder$Controller_setInPosition), "$setOutPosition", $rt_wrapFunction1(jnci_BufferedEncoder$Controller_setOutPosition)],
jl_Record, 0, jl_Object, [], 1025, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_Record__init_)],
ji_Serializable, 0, jl_Object, [], 1537, 0, 0, 0,
jl_Number, 0, jl_Object, [ji_Serializable], 1025, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_Number__init_)],
jl_Comparable, 0, jl_Object, [], 1537, 0, 0, 0,
jl_Integer, "Integer", 4, jl_Number, [jl_Comparable], 1, 0, () => jl_Integer_$callClinit(), ["$_init_3", $rt_wrapFunction1(jl_Integer__init_), "$intValue", $rt_wrapFunction0(jl_Integer_intValue), "$toString", $rt_wrapFunction0(jl_Integer_toString1), "$equals0", $rt_wrapFunction1(jl_Integer_equals), "$compareTo", $rt_wrapFunction1(jl_Integer_compareTo), "$compareTo2", $rt_wrapFunction1(jl_Integer_compareTo0)],
jl_CloneNotSupportedException, "CloneNotSupportedException", 4, jl_Exception, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_CloneNotSupportedException__init_)],
jl_AbstractStringBuilder$Constants, 0, jl_Object, [], 0, 0, () => jl_AbstractStringBuilder$Constants_$callClinit(), 0,
ipcw_HolderSet, "HolderSet", 13, jl_Record, [], 17, 0, () => ipcw_HolderSet_$callClinit(), ["$_init_4", $rt_wrapFunction4(ipcw_HolderSet__init_), "$isNone", $rt_wrapFunction0(ipcw_HolderSet_isNone), "$write", $rt_wrapFunction1(ipcw_HolderSet_write), "$toString", $rt_wrapFunction0(ipcw_HolderSet_toString), "$equals0", $rt_wrapFunction1(ipcw_HolderSet_equals)],
jl_Long, "Long", 4, jl_Number, [jl_Comparable], 1, 0, () => jl_Long_$callClinit(), ["$_init_6", $rt_wrapFunction1(jl_Long__init_), "$longValue", $rt_wrapFunction0(jl_Long_longValue), "$toString", $rt_wrapFunction0(jl_Long_toString0), "$equals0", $rt_wrapFunction1(jl_Long_equals), "$compareTo0", $rt_wrapFunction1(jl_Long_compareTo0), "$compareTo2", $rt_wrapFunction1(jl_Long_compareTo)],
oj_ComparisonFailure$ComparisonCompactor, 0, jl_Object, [], 0, 0, 0, ["$_init_37", $rt_wrapFunction3(oj_ComparisonFailure$ComparisonCompactor__init_), "$compact", $rt_wrapFunction1(oj_ComparisonFailure$ComparisonCompactor_compact)],
ju_Map, 0, jl_Object, [], 1537, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent)],
ipcw_TopicProtocol$Digest$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$Digest$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$Digest$read$lambda$_4_0_apply0), "$apply1", $rt_wrapFunction1(ipcw_TopicProtocol$Digest$read$lambda$_4_0_apply)],
jl_Runnable, 0, jl_Object, [], 1537, 0, 0, 0,
jl_Thread, 0, jl_Object, [jl_Runnable], 1, 0, () => jl_Thread_$callClinit(), ["$_init_", $rt_wrapFunction1(jl_Thread__init_0), "$_init_9", $rt_wrapFunction2(jl_Thread__init_)],
otj_TestEntryPoint$LauncherImpl2, "TestEntryPoint$LauncherImpl2", 9, jl_Object, [otj_TestEntryPoint$Launcher], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(otj_TestEntryPoint$LauncherImpl2__init_), "$launch", $rt_wrapFunction1(otj_TestEntryPoint$LauncherImpl2_launch)],
otj_TestEntryPoint$LauncherImpl1, "TestEntryPoint$LauncherImpl1", 9, jl_Object, [otj_TestEntryPoint$Launcher], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(otj_TestEntryPoint$LauncherImpl1__init_), "$launch", $rt_wrapFunction1(otj_TestEntryPoint$LauncherImpl1_launch)],
otj_TestEntryPoint$LauncherImpl0, "TestEntryPoint$LauncherImpl0", 9, jl_Object, [otj_TestEntryPoint$Launcher], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(otj_TestEntryPoint$LauncherImpl0__init_), "$launch", $rt_wrapFunction1(otj_TestEntryPoint$LauncherImpl0_launch)],
jnc_BufferOverflowException, "BufferOverflowException", 3, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jnc_BufferOverflowException__init_)],
ipcp_StreamOrder$Held, "StreamOrder$Held", 15, jl_Record, [], 16, 0, 0, ["$toString", $rt_wrapFunction0(ipcp_StreamOrder$Held_toString), "$equals0", $rt_wrapFunction1(ipcp_StreamOrder$Held_equals)],
jl_CharSequence, 0, jl_Object, [], 1537, 0, 0, 0,
jl_Error, 0, jl_Throwable, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_Error__init_1), "$_init_10", $rt_wrapFunction2(jl_Error__init_0), "$_init_", $rt_wrapFunction1(jl_Error__init_2), "$_init_11", $rt_wrapFunction1(jl_Error__init_)],
jl_AssertionError, "AssertionError", 4, jl_Error, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_AssertionError__init_0), "$_init_10", $rt_wrapFunction2(jl_AssertionError__init_1), "$_init_2", $rt_wrapFunction1(jl_AssertionError__init_)],
oji_ArrayComparisonFailure, "ArrayComparisonFailure", 7, jl_AssertionError, [], 1, 0, 0, ["$_init_28", $rt_wrapFunction3(oji_ArrayComparisonFailure__init_0), "$addDimension", $rt_wrapFunction1(oji_ArrayComparisonFailure_addDimension), "$getCause", $rt_wrapFunction0(oji_ArrayComparisonFailure_getCause), "$getMessage", $rt_wrapFunction0(oji_ArrayComparisonFailure_getMessage)],
ju_SequencedMap, 0, jl_Object, [ju_Map], 1537, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent)],
ipcb_PeerloomException, "PeerloomException", 17, jl_RuntimeException, [], 17, 0, 0, ["$_init_5", $rt_wrapFunction2(ipcb_PeerloomException__init_), "$_init_12", $rt_wrapFunction3(ipcb_PeerloomException__init_0), "$code", $rt_wrapFunction0(ipcb_PeerloomException_code), "$fillInStackTrace", $rt_wrapFunction0(ipcb_PeerloomException_fillInStackTrace), "$toString", $rt_wrapFunction0(ipcb_PeerloomException_toString)],
jl_StringIndexOutOfBoundsException, "StringIndexOutOfBoundsException", 4, jl_IndexOutOfBoundsException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_StringIndexOutOfBoundsException__init_0)],
ipci_Point, 0, jl_Object, [jl_Comparable], 1025, 0, 0, ["$_init_13", $rt_wrapFunction1(ipci_Point__init_), "$bytes0", $rt_wrapFunction0(ipci_Point_bytes), "$compareTo1", $rt_wrapFunction1(ipci_Point_compareTo), "$equals0", $rt_wrapFunction1(ipci_Point_equals), "$hashCode", $rt_wrapFunction0(ipci_Point_hashCode), "$toString", $rt_wrapFunction0(ipci_Point_toString), "$compareTo2", $rt_wrapFunction1(ipci_Point_compareTo0)],
ipci_Key, "Key", 14, ipci_Point, [], 17, 0, 0, ["$_init_13", $rt_wrapFunction1(ipci_Key__init_)],
ju_Comparator, 0, jl_Object, [], 1537, 0, 0, 0,
ju_TreeMap$ensureRevertedComparator$lambda$_5_0, 0, jl_Object, [ju_Comparator], 1, 0, 0, ["$_init_33", $rt_wrapFunction1(ju_TreeMap$ensureRevertedComparator$lambda$_5_0__init_)],
ipcw_Message, 0, jl_Object, [], 1537, 0, 0, 0,
ipcw_JoinMessage, 0, jl_Object, [ipcw_Message], 1537, 0, 0, 0,
ipcw_JoinMessage$Admission, 0, jl_Record, [ipcw_JoinMessage], 17, 0, 0, ["$_init_14", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7) { ipcw_JoinMessage$Admission__init_(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7); }, "$number", $rt_wrapFunction0(ipcw_JoinMessage$Admission_number), "$fields", $rt_wrapFunction0(ipcw_JoinMessage$Admission_fields), "$write", $rt_wrapFunction1(ipcw_JoinMessage$Admission_write)],
jnc_CharsetDecoder, 0, jl_Object, [], 1025, 0, 0, ["$_init_41", $rt_wrapFunction3(jnc_CharsetDecoder__init_), "$onMalformedInput", $rt_wrapFunction1(jnc_CharsetDecoder_onMalformedInput), "$implOnMalformedInput", $rt_wrapFunction1(jnc_CharsetDecoder_implOnMalformedInput), "$onUnmappableCharacter", $rt_wrapFunction1(jnc_CharsetDecoder_onUnmappableCharacter), "$implOnUnmappableCharacter", $rt_wrapFunction1(jnc_CharsetDecoder_implOnUnmappableCharacter), "$decode", $rt_wrapFunction3(jnc_CharsetDecoder_decode), "$flush",
$rt_wrapFunction1(jnc_CharsetDecoder_flush), "$reset", $rt_wrapFunction0(jnc_CharsetDecoder_reset), "$decode1", $rt_wrapFunction1(jnc_CharsetDecoder_decode0), "$implFlush", $rt_wrapFunction1(jnc_CharsetDecoder_implFlush), "$implReset", $rt_wrapFunction0(jnc_CharsetDecoder_implReset)],
ju_AbstractMap, 0, jl_Object, [ju_Map], 1025, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_0", $rt_wrapFunction0(ju_AbstractMap__init_), "$keySet", $rt_wrapFunction0(ju_AbstractMap_keySet), "$equals0", $rt_wrapFunction1(ju_AbstractMap_equals), "$toString", $rt_wrapFunction0(ju_AbstractMap_toString)]]);
$rt_metadata([ju_SortedMap, 0, jl_Object, [ju_SequencedMap], 1537, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent)],
ju_NavigableMap, 0, jl_Object, [ju_SortedMap], 1537, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent)],
ju_TreeMap$MapView, 0, ju_AbstractMap, [ju_NavigableMap, ji_Serializable], 0, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_16", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8) { ju_TreeMap$MapView__init_(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8); }, "$entrySet", $rt_wrapFunction0(ju_TreeMap$MapView_entrySet), "$isEmpty", $rt_wrapFunction0(ju_TreeMap$MapView_isEmpty), "$size", $rt_wrapFunction0(ju_TreeMap$MapView_size), "$lastKey", $rt_wrapFunction0(ju_TreeMap$MapView_lastKey),
"$firstEntry", $rt_wrapFunction0(ju_TreeMap$MapView_firstEntry), "$sequencedEntrySet", $rt_wrapFunction0(ju_TreeMap$MapView_sequencedEntrySet)],
jn_ByteOrder, 0, jl_Object, [], 17, 0, () => jn_ByteOrder_$callClinit(), 0,
ipcw_ContactInfo$readAll$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_ContactInfo$readAll$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_ContactInfo$readAll$lambda$_4_0_apply0), "$apply2", $rt_wrapFunction1(ipcw_ContactInfo$readAll$lambda$_4_0_apply)],
otj_JSObject, 0, jl_Object, [], 1537, 0, 0, 0,
otjt_ArrayBufferView, 0, jl_Object, [otj_JSObject], 1025, 0, 0, 0,
otjt_TypedArray, 0, otjt_ArrayBufferView, [], 1025, 0, 0, 0,
otjt_Int8Array, 0, otjt_TypedArray, [], 1, 0, 0, 0,
jl_String$_clinit_$lambda$_118_0, 0, jl_Object, [ju_Comparator], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_String$_clinit_$lambda$_118_0__init_)],
jl_AbstractStringBuilder, 0, jl_Object, [ji_Serializable, jl_CharSequence], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_AbstractStringBuilder__init_0), "$_init_3", $rt_wrapFunction1(jl_AbstractStringBuilder__init_), "$_init_", $rt_wrapFunction1(jl_AbstractStringBuilder__init_2), "$_init_17", $rt_wrapFunction1(jl_AbstractStringBuilder__init_1), "$append6", $rt_wrapFunction1(jl_AbstractStringBuilder_append4), "$append7", $rt_wrapFunction1(jl_AbstractStringBuilder_append), "$insert0", $rt_wrapFunction2(jl_AbstractStringBuilder_insert1),
"$append8", $rt_wrapFunction1(jl_AbstractStringBuilder_append0), "$append2", $rt_wrapFunction2(jl_AbstractStringBuilder_append6), "$insert1", $rt_wrapFunction3(jl_AbstractStringBuilder_insert6), "$append9", $rt_wrapFunction1(jl_AbstractStringBuilder_append3), "$insert2", $rt_wrapFunction2(jl_AbstractStringBuilder_insert4), "$insert3", $rt_wrapFunction3(jl_AbstractStringBuilder_insert5), "$append10", $rt_wrapFunction1(jl_AbstractStringBuilder_append2), "$insert4", $rt_wrapFunction2(jl_AbstractStringBuilder_insert0),
"$append11", $rt_wrapFunction1(jl_AbstractStringBuilder_append5), "$insert5", $rt_wrapFunction2(jl_AbstractStringBuilder_insert3), "$insert", $rt_wrapFunction2(jl_AbstractStringBuilder_insert2), "$append12", $rt_wrapFunction1(jl_AbstractStringBuilder_append1), "$insert6", $rt_wrapFunction2(jl_AbstractStringBuilder_insert), "$ensureCapacity", $rt_wrapFunction1(jl_AbstractStringBuilder_ensureCapacity), "$toString", $rt_wrapFunction0(jl_AbstractStringBuilder_toString)],
jl_Appendable, 0, jl_Object, [], 1537, 0, 0, 0,
jl_StringBuilder, 0, jl_AbstractStringBuilder, [jl_Appendable], 1, 0, 0, ["$_init_3", $rt_wrapFunction1(jl_StringBuilder__init_3), "$_init_0", $rt_wrapFunction0(jl_StringBuilder__init_2), "$_init_", $rt_wrapFunction1(jl_StringBuilder__init_1), "$append", $rt_wrapFunction1(jl_StringBuilder_append), "$append3", $rt_wrapFunction1(jl_StringBuilder_append4), "$append1", $rt_wrapFunction1(jl_StringBuilder_append0), "$append4", $rt_wrapFunction1(jl_StringBuilder_append3), "$append5", $rt_wrapFunction1(jl_StringBuilder_append2),
"$append0", $rt_wrapFunction1(jl_StringBuilder_append1), "$append13", $rt_wrapFunction1(jl_StringBuilder_append5), "$insert11", $rt_wrapFunction2(jl_StringBuilder_insert5), "$insert10", $rt_wrapFunction2(jl_StringBuilder_insert4), "$insert8", $rt_wrapFunction2(jl_StringBuilder_insert7), "$insert7", $rt_wrapFunction2(jl_StringBuilder_insert1), "$insert9", $rt_wrapFunction2(jl_StringBuilder_insert2), "$insert12", $rt_wrapFunction2(jl_StringBuilder_insert8), "$toString", $rt_wrapFunction0(jl_StringBuilder_toString),
"$ensureCapacity", $rt_wrapFunction1(jl_StringBuilder_ensureCapacity), "$insert6", $rt_wrapFunction2(jl_StringBuilder_insert9), "$insert", $rt_wrapFunction2(jl_StringBuilder_insert0), "$insert5", $rt_wrapFunction2(jl_StringBuilder_insert), "$insert4", $rt_wrapFunction2(jl_StringBuilder_insert6), "$insert2", $rt_wrapFunction2(jl_StringBuilder_insert3), "$insert0", $rt_wrapFunction2(jl_StringBuilder_insert10)],
ipcc_Shorthand, 0, jl_Object, [], 17, 0, 0, 0,
ju_ConcurrentModificationException, "ConcurrentModificationException", 1, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ju_ConcurrentModificationException__init_0)],
oj_ComparisonFailure$ComparisonCompactor$DiffExtractor, 0, jl_Object, [], 0, 0, 0, ["$expectedDiff", $rt_wrapFunction0(oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_expectedDiff), "$actualDiff", $rt_wrapFunction0(oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_actualDiff), "$compactPrefix", $rt_wrapFunction0(oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_compactPrefix), "$compactSuffix", $rt_wrapFunction0(oj_ComparisonFailure$ComparisonCompactor$DiffExtractor_compactSuffix), "$_init_7",
$rt_wrapFunction2(oj_ComparisonFailure$ComparisonCompactor$DiffExtractor__init_)],
ipcc_IdentityBundle, 0, jl_Record, [], 17, 0, 0, ["$_init_20", $rt_wrapFunction4(ipcc_IdentityBundle__init_), "$identityKey", $rt_wrapFunction0(ipcc_IdentityBundle_identityKey), "$topicKey", $rt_wrapFunction0(ipcc_IdentityBundle_topicKey), "$envelope", $rt_wrapFunction0(ipcc_IdentityBundle_envelope)],
ipcw_LinkMessage, 0, jl_Object, [ipcw_Message], 1537, 0, 0, 0,
ipcw_DataMessage, 0, jl_Object, [ipcw_Message], 1537, 0, 0, 0,
ipcw_DataMessage$Prepared, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_21", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8, var_9) { ipcw_DataMessage$Prepared__init_(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8, var_9); }, "$number", $rt_wrapFunction0(ipcw_DataMessage$Prepared_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Prepared_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Prepared_write)],
ipcw_LinkMessage$Request, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_22", $rt_wrapFunction3(ipcw_LinkMessage$Request__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Request_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Request_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Request_write)],
ju_LinkedHashMapIterator, 0, jl_Object, [], 0, 0, 0, ["$_init_23", $rt_wrapFunction2(ju_LinkedHashMapIterator__init_), "$hasNext", $rt_wrapFunction0(ju_LinkedHashMapIterator_hasNext), "$checkConcurrentMod", $rt_wrapFunction0(ju_LinkedHashMapIterator_checkConcurrentMod), "$makeNext", $rt_wrapFunction0(ju_LinkedHashMapIterator_makeNext), "$remove1", $rt_wrapFunction0(ju_LinkedHashMapIterator_remove)],
ju_Iterator, 0, jl_Object, [], 1537, 0, 0, 0,
ju_LinkedHashMapIterator$ValueIterator, 0, ju_LinkedHashMapIterator, [ju_Iterator], 0, 0, 0, ["$_init_23", $rt_wrapFunction2(ju_LinkedHashMapIterator$ValueIterator__init_), "$next", $rt_wrapFunction0(ju_LinkedHashMapIterator$ValueIterator_next)],
jl_ClassCastException, "ClassCastException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_ClassCastException__init_)],
ipcw_TopicProtocol, 0, jl_Object, [ipcw_Message], 1537, 0, 0, 0,
ipcw_TopicProtocol$AskChosen, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_24", $rt_wrapFunction4(ipcw_TopicProtocol$AskChosen__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$AskChosen_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$AskChosen_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$AskChosen_write)],
jnc_CoderMalfunctionError, "CoderMalfunctionError", 3, jl_Error, [], 1, 0, 0, ["$_init_11", $rt_wrapFunction1(jnc_CoderMalfunctionError__init_)],
jl_Cloneable, 0, jl_Object, [], 1537, 0, 0, 0,
ju_HashMap, 0, ju_AbstractMap, [jl_Cloneable, ji_Serializable], 1, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_0", $rt_wrapFunction0(ju_HashMap__init_0), "$_init_3", $rt_wrapFunction1(ju_HashMap__init_), "$_init_25", $rt_wrapFunction2(ju_HashMap__init_1), "$findNonNullKeyEntry", $rt_wrapFunction3(ju_HashMap_findNonNullKeyEntry), "$findNullKeyEntry", $rt_wrapFunction0(ju_HashMap_findNullKeyEntry), "$rehash", $rt_wrapFunction1(ju_HashMap_rehash0), "$rehash0", $rt_wrapFunction0(ju_HashMap_rehash),
"$removeEntry", $rt_wrapFunction1(ju_HashMap_removeEntry), "$removeByKey", $rt_wrapFunction1(ju_HashMap_removeByKey), "$size", $rt_wrapFunction0(ju_HashMap_size)],
ju_LinkedHashMap, 0, ju_HashMap, [ju_SequencedMap], 1, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_0", $rt_wrapFunction0(ju_LinkedHashMap__init_), "$newElementArray", $rt_wrapFunction1(ju_LinkedHashMap_newElementArray), "$put", $rt_wrapFunction2(ju_LinkedHashMap_put), "$putImpl", $rt_wrapFunction4(ju_LinkedHashMap_putImpl), "$values0", $rt_wrapFunction0(ju_LinkedHashMap_values), "$sequencedValues", $rt_wrapFunction0(ju_LinkedHashMap_sequencedValues), "$remove0", $rt_wrapFunction1(ju_LinkedHashMap_remove),
"$removeLinkedEntry", $rt_wrapFunction1(ju_LinkedHashMap_removeLinkedEntry), "$removeEldestEntry", $rt_wrapFunction1(ju_LinkedHashMap_removeEldestEntry)],
ipcw_RoutingMessage, 0, jl_Object, [ipcw_Message], 1537, 0, 0, 0,
ipcw_RoutingMessage$FindNode, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_27", function(var_1, var_2, var_3, var_4, var_5) { ipcw_RoutingMessage$FindNode__init_(this, var_1, var_2, var_3, var_4, var_5); }, "$number", $rt_wrapFunction0(ipcw_RoutingMessage$FindNode_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$FindNode_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$FindNode_write)],
jn_Buffer, 0, jl_Object, [], 1025, 0, 0, ["$_init_0", $rt_wrapFunction0(jn_Buffer__init_), "$capacity", $rt_wrapFunction0(jn_Buffer_capacity), "$position0", $rt_wrapFunction0(jn_Buffer_position), "$position2", $rt_wrapFunction1(jn_Buffer_position0), "$limit", $rt_wrapFunction0(jn_Buffer_limit), "$flip0", $rt_wrapFunction0(jn_Buffer_flip), "$remaining", $rt_wrapFunction0(jn_Buffer_remaining), "$hasRemaining", $rt_wrapFunction0(jn_Buffer_hasRemaining)],
oji_ComparisonCriteria, 0, jl_Object, [], 1025, 0, () => oji_ComparisonCriteria_$callClinit(), ["$_init_0", $rt_wrapFunction0(oji_ComparisonCriteria__init_), "$arrayEquals0", $rt_wrapFunction3(oji_ComparisonCriteria_arrayEquals0)],
jl_StackTraceElement, "StackTraceElement", 4, jl_Object, [ji_Serializable], 17, 0, 0, ["$_init_98", $rt_wrapFunction4(jl_StackTraceElement__init_), "$equals0", $rt_wrapFunction1(jl_StackTraceElement_equals), "$toString", $rt_wrapFunction0(jl_StackTraceElement_toString)],
jl_Iterable, 0, jl_Object, [], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_Collection, 0, jl_Object, [jl_Iterable], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_AbstractCollection, 0, jl_Object, [ju_Collection], 1025, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_AbstractCollection__init_), "$isEmpty", $rt_wrapFunction0(ju_AbstractCollection_isEmpty), "$toArray", $rt_wrapFunction1(ju_AbstractCollection_toArray), "$addAll", $rt_wrapFunction1(ju_AbstractCollection_addAll), "$toString", $rt_wrapFunction0(ju_AbstractCollection_toString)],
ju_SequencedCollection, 0, jl_Object, [ju_Collection], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_LinkedHashMapValues, 0, ju_AbstractCollection, [ju_SequencedCollection], 0, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_23", $rt_wrapFunction2(ju_LinkedHashMapValues__init_), "$iterator", $rt_wrapFunction0(ju_LinkedHashMapValues_iterator)],
ipcb_Bytes, "Bytes", 17, jl_Object, [jl_Comparable], 17, 0, () => ipcb_Bytes_$callClinit(), ["$array2", $rt_wrapFunction0(ipcb_Bytes_array), "$compareTo4", $rt_wrapFunction1(ipcb_Bytes_compareTo), "$equals0", $rt_wrapFunction1(ipcb_Bytes_equals), "$hashCode", $rt_wrapFunction0(ipcb_Bytes_hashCode), "$toString", $rt_wrapFunction0(ipcb_Bytes_toString)],
ju_Map$Entry, 0, jl_Object, [], 1537, 0, 0, 0,
ju_MapEntry, 0, jl_Object, [ju_Map$Entry, jl_Cloneable], 0, 0, 0, ["$_init_8", $rt_wrapFunction2(ju_MapEntry__init_)],
ju_HashMap$HashEntry, 0, ju_MapEntry, [], 0, 0, 0, ["$_init_26", $rt_wrapFunction2(ju_HashMap$HashEntry__init_)],
ju_LinkedHashMap$LinkedHashMapEntry, 0, ju_HashMap$HashEntry, [], 16, 0, 0, ["$_init_26", $rt_wrapFunction2(ju_LinkedHashMap$LinkedHashMapEntry__init_)],
ipcw_TopicProtocol$Ids$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$Ids$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$Ids$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_TopicProtocol$Ids$read$lambda$_4_0_apply)],
jl_ArrayIndexOutOfBoundsException, "ArrayIndexOutOfBoundsException", 4, jl_IndexOutOfBoundsException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_ArrayIndexOutOfBoundsException__init_0)],
ipcw_DataMessage$Offer$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_DataMessage$Offer$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_DataMessage$Offer$read$lambda$_4_0_apply0), "$apply3", $rt_wrapFunction1(ipcw_DataMessage$Offer$read$lambda$_4_0_apply)],
ipcw_LinkMessage$Hello, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_31", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7) { ipcw_LinkMessage$Hello__init_(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7); }, "$number", $rt_wrapFunction0(ipcw_LinkMessage$Hello_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Hello_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Hello_write)]]);
$rt_metadata([ju_TreeMap, "TreeMap", 1, ju_AbstractMap, [jl_Cloneable, ji_Serializable, ju_NavigableMap], 1, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_0", $rt_wrapFunction0(ju_TreeMap__init_1), "$_init_32", $rt_wrapFunction1(ju_TreeMap__init_0), "$get", $rt_wrapFunction1(ju_TreeMap_get), "$put", $rt_wrapFunction2(ju_TreeMap_put), "$remove0", $rt_wrapFunction1(ju_TreeMap_remove), "$clear", $rt_wrapFunction0(ju_TreeMap_clear), "$isEmpty", $rt_wrapFunction0(ju_TreeMap_isEmpty),
"$containsKey", $rt_wrapFunction1(ju_TreeMap_containsKey), "$findExact", $rt_wrapFunction1(ju_TreeMap_findExact), "$findExactOrNext", $rt_wrapFunction2(ju_TreeMap_findExactOrNext), "$pathToExactOrNext", $rt_wrapFunction2(ju_TreeMap_pathToExactOrNext), "$findNext", $rt_wrapFunction2(ju_TreeMap_findNext), "$pathToNext", $rt_wrapFunction2(ju_TreeMap_pathToNext), "$pathToFirst", $rt_wrapFunction1(ju_TreeMap_pathToFirst), "$entrySet", $rt_wrapFunction0(ju_TreeMap_entrySet), "$firstKey", $rt_wrapFunction0(ju_TreeMap_firstKey),
"$lastKey", $rt_wrapFunction0(ju_TreeMap_lastKey), "$lowerKey", $rt_wrapFunction1(ju_TreeMap_lowerKey), "$pollFirstEntry", $rt_wrapFunction0(ju_TreeMap_pollFirstEntry), "$pollLastEntry", $rt_wrapFunction0(ju_TreeMap_pollLastEntry), "$values0", $rt_wrapFunction0(ju_TreeMap_values), "$sequencedValues", $rt_wrapFunction0(ju_TreeMap_sequencedValues), "$sequencedEntrySet", $rt_wrapFunction0(ju_TreeMap_sequencedEntrySet), "$subMap", $rt_wrapFunction4(ju_TreeMap_subMap), "$size", $rt_wrapFunction0(ju_TreeMap_size),
"$height", $rt_wrapFunction0(ju_TreeMap_height)],
ju_AbstractList$1, 0, jl_Object, [ju_Iterator], 0, 0, 0, ["$_init_61", $rt_wrapFunction1(ju_AbstractList$1__init_), "$hasNext", $rt_wrapFunction0(ju_AbstractList$1_hasNext), "$next", $rt_wrapFunction0(ju_AbstractList$1_next)],
ipcc_Hash, 0, jl_Object, [], 1537, 0, 0, 0,
ju_AbstractMap$SimpleEntry, 0, jl_Object, [ju_Map$Entry, ji_Serializable], 1, 0, 0, ["$_init_8", $rt_wrapFunction2(ju_AbstractMap$SimpleEntry__init_), "$getValue", $rt_wrapFunction0(ju_AbstractMap$SimpleEntry_getValue), "$setValue", $rt_wrapFunction1(ju_AbstractMap$SimpleEntry_setValue), "$getKey", $rt_wrapFunction0(ju_AbstractMap$SimpleEntry_getKey), "$equals0", $rt_wrapFunction1(ju_AbstractMap$SimpleEntry_equals), "$toString", $rt_wrapFunction0(ju_AbstractMap$SimpleEntry_toString)],
jl_Readable, 0, jl_Object, [], 1537, 0, 0, 0,
jn_CharBuffer, 0, jn_Buffer, [jl_Comparable, jl_Appendable, jl_CharSequence, jl_Readable], 1025, 0, 0, ["$_init_36", $rt_wrapFunction2(jn_CharBuffer__init_), "$get2", $rt_wrapFunction3(jn_CharBuffer_get), "$get4", $rt_wrapFunction1(jn_CharBuffer_get0), "$put2", $rt_wrapFunction3(jn_CharBuffer_put1), "$put1", $rt_wrapFunction3(jn_CharBuffer_put0), "$put0", $rt_wrapFunction1(jn_CharBuffer_put), "$hasArray", $rt_wrapFunction0(jn_CharBuffer_hasArray), "$array1", $rt_wrapFunction0(jn_CharBuffer_array), "$flip", $rt_wrapFunction0(jn_CharBuffer_flip),
"$position1", $rt_wrapFunction1(jn_CharBuffer_position)],
jn_CharBufferImpl, 0, jn_CharBuffer, [], 1024, 0, 0, ["$_init_36", $rt_wrapFunction2(jn_CharBufferImpl__init_), "$isReadOnly", $rt_wrapFunction0(jn_CharBufferImpl_isReadOnly)],
jn_ArrayBufferViewProvider, 0, jl_Object, [], 1537, 0, 0, 0,
jn_CharBufferOverTypedArray, 0, jn_CharBufferImpl, [jn_ArrayBufferViewProvider], 0, 0, 0, ["$_init_35", function(var_1, var_2, var_3, var_4, var_5) { jn_CharBufferOverTypedArray__init_0(this, var_1, var_2, var_3, var_4, var_5); }, "$readOnly", $rt_wrapFunction0(jn_CharBufferOverTypedArray_readOnly), "$isArrayPresent", $rt_wrapFunction0(jn_CharBufferOverTypedArray_isArrayPresent), "$getArray", $rt_wrapFunction0(jn_CharBufferOverTypedArray_getArray), "$capacityImpl", $rt_wrapFunction0(jn_CharBufferOverTypedArray_capacityImpl),
"$getImpl", $rt_wrapFunction4(jn_CharBufferOverTypedArray_getImpl), "$putImpl0", $rt_wrapFunction4(jn_CharBufferOverTypedArray_putImpl0), "$putImpl1", $rt_wrapFunction4(jn_CharBufferOverTypedArray_putImpl)],
ju_TemplateCollections$AbstractImmutableMap, 0, ju_AbstractMap, [], 1024, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_0", $rt_wrapFunction0(ju_TemplateCollections$AbstractImmutableMap__init_)],
oj_ComparisonFailure, "ComparisonFailure", 6, jl_AssertionError, [], 1, 0, 0, ["$_init_81", $rt_wrapFunction3(oj_ComparisonFailure__init_), "$getMessage", $rt_wrapFunction0(oj_ComparisonFailure_getMessage)],
jl_Enum, 0, jl_Object, [jl_Comparable, ji_Serializable], 1025, 0, 0, ["$_init_39", $rt_wrapFunction2(jl_Enum__init_), "$toString", $rt_wrapFunction0(jl_Enum_toString), "$equals0", $rt_wrapFunction1(jl_Enum_equals)],
ipcc_SignedEnvelope$Type, "SignedEnvelope$Type", 16, jl_Enum, [], 65553, 0, () => ipcc_SignedEnvelope$Type_$callClinit(), 0,
jl_UnsupportedOperationException, "UnsupportedOperationException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_UnsupportedOperationException__init_)],
jn_ReadOnlyBufferException, "ReadOnlyBufferException", 2, jl_UnsupportedOperationException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jn_ReadOnlyBufferException__init_0)],
ipcw_RoutingMessage$InviteDial, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_", $rt_wrapFunction1(ipcw_RoutingMessage$InviteDial__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$InviteDial_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$InviteDial_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$InviteDial_write)],
oji_ComparisonCriteria$1, "ComparisonCriteria$1", 7, jl_Object, [], 16, 0, 0, ["$_init_", $rt_wrapFunction1(oji_ComparisonCriteria$1__init_), "$toString", $rt_wrapFunction0(oji_ComparisonCriteria$1_toString)],
jlr_Array, 0, jl_Object, [], 17, 0, 0, 0,
ju_Set, 0, jl_Object, [ju_Collection], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_SequencedSet, 0, jl_Object, [ju_SequencedCollection, ju_Set], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_SortedSet, 0, jl_Object, [ju_Set, ju_SequencedSet], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_ListIterator, 0, jl_Object, [ju_Iterator], 1537, 0, 0, 0,
otcit_DoubleAnalyzer$Result, 0, jl_Object, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(otcit_DoubleAnalyzer$Result__init_)],
jnci_BufferedDecoder, 0, jnc_CharsetDecoder, [], 1025, 0, 0, ["$_init_41", $rt_wrapFunction3(jnci_BufferedDecoder__init_), "$decodeLoop", $rt_wrapFunction2(jnci_BufferedDecoder_decodeLoop)],
jnci_UTF8Decoder, 0, jnci_BufferedDecoder, [], 1, 0, 0, ["$_init_77", $rt_wrapFunction1(jnci_UTF8Decoder__init_), "$arrayDecode", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7) { return jnci_UTF8Decoder_arrayDecode(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7); }],
jnci_BufferedDecoder$Controller, 0, jl_Object, [], 1, 0, 0, ["$_init_42", $rt_wrapFunction2(jnci_BufferedDecoder$Controller__init_), "$hasMoreInput", $rt_wrapFunction1(jnci_BufferedDecoder$Controller_hasMoreInput), "$hasMoreOutput", $rt_wrapFunction1(jnci_BufferedDecoder$Controller_hasMoreOutput), "$setInPosition", $rt_wrapFunction1(jnci_BufferedDecoder$Controller_setInPosition), "$setOutPosition", $rt_wrapFunction1(jnci_BufferedDecoder$Controller_setOutPosition)],
otci_IntegerUtil, 0, jl_Object, [], 17, 0, 0, 0,
ipcw_RoutingMessage$Announce, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_43", $rt_wrapFunction1(ipcw_RoutingMessage$Announce__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$Announce_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$Announce_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$Announce_write)],
jl_Thread$UncaughtExceptionHandler, 0, jl_Object, [], 1537, 0, 0, 0,
jl_DefaultUncaughtExceptionHandler, 0, jl_Object, [jl_Thread$UncaughtExceptionHandler], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_DefaultUncaughtExceptionHandler__init_)],
ipcw_DataMessage$Stored, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_13", $rt_wrapFunction1(ipcw_DataMessage$Stored__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Stored_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Stored_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Stored_write)],
ipcw_LinkMessage$Credit, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_3", $rt_wrapFunction1(ipcw_LinkMessage$Credit__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Credit_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Credit_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Credit_write)],
ipcw_RoutingMessage$AskLinks, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_RoutingMessage$AskLinks__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$AskLinks_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$AskLinks_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$AskLinks_write)],
ipcw_LinkMessage$Ping, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_3", $rt_wrapFunction1(ipcw_LinkMessage$Ping__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Ping_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Ping_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Ping_write)],
otji_JS, 0, jl_Object, [], 17, 0, 0, 0,
ipcw_TopicProtocol$Span, "TopicProtocol$Span", 13, jl_Record, [], 17, 0, 0, ["$_init_45", $rt_wrapFunction3(ipcw_TopicProtocol$Span__init_), "$pages0", $rt_wrapFunction0(ipcw_TopicProtocol$Span_pages), "$toString", $rt_wrapFunction0(ipcw_TopicProtocol$Span_toString), "$equals0", $rt_wrapFunction1(ipcw_TopicProtocol$Span_equals), "$level", $rt_wrapFunction0(ipcw_TopicProtocol$Span_level), "$number0", $rt_wrapFunction0(ipcw_TopicProtocol$Span_number), "$digest", $rt_wrapFunction0(ipcw_TopicProtocol$Span_digest)],
jnc_Charset, 0, jl_Object, [jl_Comparable], 1025, 0, 0, ["$_init_46", $rt_wrapFunction2(jnc_Charset__init_), "$decode1", $rt_wrapFunction1(jnc_Charset_decode), "$encode", $rt_wrapFunction1(jnc_Charset_encode)],
jnci_UTF16Charset, 0, jnc_Charset, [], 1, 0, 0, ["$_init_68", $rt_wrapFunction3(jnci_UTF16Charset__init_0)],
otp_PlatformRunnable, 0, jl_Object, [], 1537, 0, 0, 0,
ipcc_Shorthand$readNames$lambda$_7_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcc_Shorthand$readNames$lambda$_7_0__init_), "$apply0", $rt_wrapFunction1(ipcc_Shorthand$readNames$lambda$_7_0_apply0), "$apply", $rt_wrapFunction1(ipcc_Shorthand$readNames$lambda$_7_0_apply)],
ipcp_Items, 0, jl_Object, [], 16, 0, () => ipcp_Items_$callClinit(), 0,
ipcw_RoutingMessage$Routed, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_13", $rt_wrapFunction1(ipcw_RoutingMessage$Routed__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$Routed_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$Routed_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$Routed_write)],
jl_Object$monitorEnterWait$lambda$_6_0, 0, jl_Object, [otp_PlatformRunnable], 1, 0, 0, ["$_init_1", $rt_wrapFunction4(jl_Object$monitorEnterWait$lambda$_6_0__init_), "$run", $rt_wrapFunction0(jl_Object$monitorEnterWait$lambda$_6_0_run)],
ju_TreeMap$EntryIterator, 0, jl_Object, [ju_Iterator], 0, 0, 0, ["$_init_49", function(var_1, var_2, var_3, var_4, var_5, var_6) { ju_TreeMap$EntryIterator__init_(this, var_1, var_2, var_3, var_4, var_5, var_6); }, "$hasNext", $rt_wrapFunction0(ju_TreeMap$EntryIterator_hasNext), "$next0", $rt_wrapFunction0(ju_TreeMap$EntryIterator_next), "$remove1", $rt_wrapFunction0(ju_TreeMap$EntryIterator_remove), "$next", $rt_wrapFunction0(ju_TreeMap$EntryIterator_next0)],
ipcw_DataMessage$Records, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_43", $rt_wrapFunction1(ipcw_DataMessage$Records__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Records_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Records_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Records_write)],
ju_Objects, 0, jl_Object, [], 17, 0, 0, 0,
ju_TreeMap$TreeNode, "TreeMap$TreeNode", 1, ju_AbstractMap$SimpleEntry, [], 0, 0, 0, ["$_init_2", $rt_wrapFunction1(ju_TreeMap$TreeNode__init_), "$balance", $rt_wrapFunction0(ju_TreeMap$TreeNode_balance), "$factor", $rt_wrapFunction0(ju_TreeMap$TreeNode_factor), "$rotateRight", $rt_wrapFunction0(ju_TreeMap$TreeNode_rotateRight), "$rotateLeft", $rt_wrapFunction0(ju_TreeMap$TreeNode_rotateLeft), "$fix", $rt_wrapFunction0(ju_TreeMap$TreeNode_fix), "$forward", $rt_wrapFunction1(ju_TreeMap$TreeNode_forward), "$down",
$rt_wrapFunction1(ju_TreeMap$TreeNode_down)],
ipcc_Sha256, 0, jl_Object, [ipcc_Hash], 17, 0, () => ipcc_Sha256_$callClinit(), ["$_init_0", $rt_wrapFunction0(ipcc_Sha256__init_), "$sha256", $rt_wrapFunction1(ipcc_Sha256_sha256)],
jnc_CharsetEncoder, 0, jl_Object, [], 1025, 0, 0, ["$_init_47", $rt_wrapFunction4(jnc_CharsetEncoder__init_0), "$_init_41", $rt_wrapFunction3(jnc_CharsetEncoder__init_), "$onMalformedInput0", $rt_wrapFunction1(jnc_CharsetEncoder_onMalformedInput), "$implOnMalformedInput", $rt_wrapFunction1(jnc_CharsetEncoder_implOnMalformedInput), "$onUnmappableCharacter0", $rt_wrapFunction1(jnc_CharsetEncoder_onUnmappableCharacter), "$implOnUnmappableCharacter", $rt_wrapFunction1(jnc_CharsetEncoder_implOnUnmappableCharacter),
"$encode0", $rt_wrapFunction3(jnc_CharsetEncoder_encode), "$encode", $rt_wrapFunction1(jnc_CharsetEncoder_encode0), "$flush0", $rt_wrapFunction1(jnc_CharsetEncoder_flush), "$implFlush0", $rt_wrapFunction1(jnc_CharsetEncoder_implFlush), "$reset0", $rt_wrapFunction0(jnc_CharsetEncoder_reset), "$implReset", $rt_wrapFunction0(jnc_CharsetEncoder_implReset)],
ju_Comparator$NaturalOrder, 0, jl_Object, [ju_Comparator], 1, 0, () => ju_Comparator$NaturalOrder_$callClinit(), ["$_init_0", $rt_wrapFunction0(ju_Comparator$NaturalOrder__init_), "$compare2", $rt_wrapFunction2(ju_Comparator$NaturalOrder_compare)]]);
$rt_metadata([ipcp_StreamOrder$Outcome, 0, jl_Record, [], 16, 0, 0, ["$_init_94", $rt_wrapFunction2(ipcp_StreamOrder$Outcome__init_), "$ready", $rt_wrapFunction0(ipcp_StreamOrder$Outcome_ready)],
ipcw_LinkMessage$Done, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_LinkMessage$Done__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Done_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Done_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Done_write)],
jnci_AsciiCharset, 0, jnc_Charset, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jnci_AsciiCharset__init_)],
ipcw_DataMessage$Fetch, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_48", $rt_wrapFunction1(ipcw_DataMessage$Fetch__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Fetch_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Fetch_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Fetch_write)],
ju_Queue, 0, jl_Object, [ju_Collection], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
jl_ArrayStoreException, "ArrayStoreException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_ArrayStoreException__init_0)],
ipcw_DataMessage$Offer$write$lambda$_3_0, 0, jl_Object, [juf_Consumer], 1, 0, 0, ["$_init_58", $rt_wrapFunction1(ipcw_DataMessage$Offer$write$lambda$_3_0__init_), "$accept0", $rt_wrapFunction1(ipcw_DataMessage$Offer$write$lambda$_3_0_accept0), "$accept1", $rt_wrapFunction1(ipcw_DataMessage$Offer$write$lambda$_3_0_accept)],
ipcw_LinkMessage$Goodbye, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_5", $rt_wrapFunction2(ipcw_LinkMessage$Goodbye__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Goodbye_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Goodbye_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Goodbye_write)],
ju_AbstractSet, 0, ju_AbstractCollection, [ju_Set], 1025, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_AbstractSet__init_), "$equals0", $rt_wrapFunction1(ju_AbstractSet_equals)],
ju_TreeMap$EntrySet, 0, ju_AbstractSet, [ju_SequencedSet], 0, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_16", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8) { ju_TreeMap$EntrySet__init_0(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8); }, "$isEmpty", $rt_wrapFunction0(ju_TreeMap$EntrySet_isEmpty), "$size", $rt_wrapFunction0(ju_TreeMap$EntrySet_size), "$iterator", $rt_wrapFunction0(ju_TreeMap$EntrySet_iterator)],
ipcc_IdentityKeys, 0, jl_Object, [], 1537, 0, 0, 0,
otji_JSWrapper, 0, jl_Object, [], 17, 0, 0, 0,
otp_Platform, 0, jl_Object, [], 17, 0, 0, 0,
jnc_CodingErrorAction, 0, jl_Object, [], 1, 0, () => jnc_CodingErrorAction_$callClinit(), ["$_init_", $rt_wrapFunction1(jnc_CodingErrorAction__init_0)],
jnc_BufferUnderflowException, "BufferUnderflowException", 3, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jnc_BufferUnderflowException__init_)],
ipcb_CborReader, 0, jl_Object, [], 17, 0, 0, ["$_init_13", $rt_wrapFunction1(ipcb_CborReader__init_0), "$array0", $rt_wrapFunction1(ipcb_CborReader_array), "$rest", $rt_wrapFunction2(ipcb_CborReader_rest), "$uint0", $rt_wrapFunction1(ipcb_CborReader_uint), "$ulong0", $rt_wrapFunction0(ipcb_CborReader_ulong), "$bool0", $rt_wrapFunction0(ipcb_CborReader_bool), "$bytes1", $rt_wrapFunction1(ipcb_CborReader_bytes), "$bytesOf", $rt_wrapFunction1(ipcb_CborReader_bytesOf), "$text0", $rt_wrapFunction1(ipcb_CborReader_text),
"$list", $rt_wrapFunction2(ipcb_CborReader_list), "$end", $rt_wrapFunction0(ipcb_CborReader_end)],
oji_ExactComparisonCriteria, 0, oji_ComparisonCriteria, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(oji_ExactComparisonCriteria__init_), "$assertElementsEqual", $rt_wrapFunction2(oji_ExactComparisonCriteria_assertElementsEqual)],
jl_IllegalArgumentException, "IllegalArgumentException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_IllegalArgumentException__init_2), "$_init_", $rt_wrapFunction1(jl_IllegalArgumentException__init_)],
jnc_IllegalCharsetNameException, "IllegalCharsetNameException", 3, jl_IllegalArgumentException, [], 1, 0, 0, ["$_init_", $rt_wrapFunction1(jnc_IllegalCharsetNameException__init_0)],
ju_NoSuchElementException, "NoSuchElementException", 1, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ju_NoSuchElementException__init_0)],
ipcw_TopicProtocol$Items, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_50", $rt_wrapFunction2(ipcw_TopicProtocol$Items__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Items_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Items_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Items_write)],
ipcw_LinkMessage$Unknown, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_3", $rt_wrapFunction1(ipcw_LinkMessage$Unknown__init_), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Unknown_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Unknown_write), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Unknown_number)],
jlr_AnnotatedElement, 0, jl_Object, [], 1537, 0, 0, 0,
jlr_GenericDeclaration, 0, jl_Object, [jlr_AnnotatedElement], 1537, 0, 0, 0,
ipcp_MessageCollection$digestOf$lambda$_8_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_56", $rt_wrapFunction2(ipcp_MessageCollection$digestOf$lambda$_8_0__init_), "$apply0", $rt_wrapFunction1(ipcp_MessageCollection$digestOf$lambda$_8_0_apply0), "$apply4", $rt_wrapFunction1(ipcp_MessageCollection$digestOf$lambda$_8_0_apply)],
oti_AsyncCallback, 0, jl_Object, [], 1537, 0, 0, 0,
otcit_FloatAnalyzer, 0, jl_Object, [], 17, 0, () => otcit_FloatAnalyzer_$callClinit(), 0,
ipcw_TopicProtocol$Digest, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_43", $rt_wrapFunction1(ipcw_TopicProtocol$Digest__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Digest_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Digest_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Digest_write)],
otj_TestJsEntryPoint, 0, jl_Object, [], 16, 0, () => otj_TestJsEntryPoint_$callClinit(), 0,
ipcb_ErrorCode, "ErrorCode", 17, jl_Enum, [], 65553, 0, () => ipcb_ErrorCode_$callClinit(), ["$number", $rt_wrapFunction0(ipcb_ErrorCode_number)],
ipcw_DataMessage$Copy, "DataMessage$Copy", 13, jl_Record, [], 17, 0, 0, ["$_init_52", $rt_wrapFunction4(ipcw_DataMessage$Copy__init_), "$write", $rt_wrapFunction1(ipcw_DataMessage$Copy_write), "$toString", $rt_wrapFunction0(ipcw_DataMessage$Copy_toString), "$equals0", $rt_wrapFunction1(ipcw_DataMessage$Copy_equals)],
jlr_Type, 0, jl_Object, [], 1537, 0, 0, 0,
jl_Class, 0, jl_Object, [jlr_GenericDeclaration, jlr_Type], 17, 0, 0, ["$getClassInfo", $rt_wrapFunction0(jl_Class_getClassInfo), "$isInstance", $rt_wrapFunction1(jl_Class_isInstance), "$isAssignableFrom", $rt_wrapFunction1(jl_Class_isAssignableFrom), "$getName", $rt_wrapFunction0(jl_Class_getName), "$isPrimitive", $rt_wrapFunction0(jl_Class_isPrimitive), "$isArray0", $rt_wrapFunction0(jl_Class_isArray), "$getComponentType", $rt_wrapFunction0(jl_Class_getComponentType)],
ipcp_MessageCollection, 0, jl_Object, [], 17, 0, 0, ["$_init_63", $rt_wrapFunction1(ipcp_MessageCollection__init_), "$add1", $rt_wrapFunction1(ipcp_MessageCollection_add), "$prune", $rt_wrapFunction1(ipcp_MessageCollection_prune), "$digest0", $rt_wrapFunction1(ipcp_MessageCollection_digest), "$compare5", $rt_wrapFunction2(ipcp_MessageCollection_compare), "$ordered", $rt_wrapFunction0(ipcp_MessageCollection_ordered)],
ipcw_DataMessage$Copies, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_43", $rt_wrapFunction1(ipcw_DataMessage$Copies__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Copies_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Copies_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Copies_write)],
jl_Float, 0, jl_Number, [jl_Comparable], 1, 0, () => jl_Float_$callClinit(), 0,
ju_Arrays, 0, jl_Object, [], 1, 0, 0, 0,
jl_System, 0, jl_Object, [], 17, 0, 0, 0,
ipcw_LinkMessage$Presence, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_59", $rt_wrapFunction1(ipcw_LinkMessage$Presence__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Presence_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Presence_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Presence_write)],
ipcw_TopicProtocol$AskChosen$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$AskChosen$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$AskChosen$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_TopicProtocol$AskChosen$read$lambda$_4_0_apply)],
ipcw_TopicProtocol$Push$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$Push$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$Push$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_TopicProtocol$Push$read$lambda$_4_0_apply)],
ju_Collections$5, 0, jl_Object, [ju_ListIterator], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(ju_Collections$5__init_)],
ipcw_DataMessage$Store, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_60", $rt_wrapFunction4(ipcw_DataMessage$Store__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Store_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Store_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Store_write)],
ju_List, 0, jl_Object, [ju_SequencedCollection], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_AbstractList, 0, ju_AbstractCollection, [ju_List], 1025, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_AbstractList__init_), "$iterator", $rt_wrapFunction0(ju_AbstractList_iterator), "$equals0", $rt_wrapFunction1(ju_AbstractList_equals)],
ju_RandomAccess, 0, jl_Object, [], 1537, 0, 0, 0,
ju_TemplateCollections$AbstractImmutableList, 0, ju_AbstractList, [ju_RandomAccess], 1024, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_TemplateCollections$AbstractImmutableList__init_)],
ju_Collections$3, "Collections$3", 1, ju_TemplateCollections$AbstractImmutableList, [], 0, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_Collections$3__init_), "$get1", $rt_wrapFunction1(ju_Collections$3_get), "$size", $rt_wrapFunction0(ju_Collections$3_size), "$iterator", $rt_wrapFunction0(ju_Collections$3_iterator), "$isEmpty", $rt_wrapFunction0(ju_Collections$3_isEmpty)],
ipcp_Items$Unsigned, 0, jl_Object, [ipcc_IdentityKeys], 16, 0, () => ipcp_Items$Unsigned_$callClinit(), ["$identityPublicKey", $rt_wrapFunction0(ipcp_Items$Unsigned_identityPublicKey), "$topicPublicKey", $rt_wrapFunction0(ipcp_Items$Unsigned_topicPublicKey), "$signIdentity", $rt_wrapFunction1(ipcp_Items$Unsigned_signIdentity), "$signTopic", $rt_wrapFunction1(ipcp_Items$Unsigned_signTopic)],
ipcw_DataMessage$Prepare, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_62", $rt_wrapFunction3(ipcw_DataMessage$Prepare__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Prepare_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Prepare_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Prepare_write)]]);
$rt_metadata([ju_Collections$4, 0, jl_Object, [ju_Iterator], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(ju_Collections$4__init_), "$hasNext", $rt_wrapFunction0(ju_Collections$4_hasNext), "$next", $rt_wrapFunction0(ju_Collections$4_next)],
jl_Character, 0, jl_Object, [jl_Comparable], 1, 0, () => jl_Character_$callClinit(), 0,
ju_TemplateCollections$AbstractImmutableSet, 0, ju_AbstractSet, [], 1024, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_TemplateCollections$AbstractImmutableSet__init_)],
ju_Collections$1, 0, ju_TemplateCollections$AbstractImmutableSet, [], 0, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_Collections$1__init_)],
ju_Collections$2, 0, ju_TemplateCollections$AbstractImmutableMap, [], 0, 0, 0, ["$computeIfAbsent", $rt_wrapFunction2(ju_Map_computeIfAbsent), "$_init_0", $rt_wrapFunction0(ju_Collections$2__init_)],
otrr_ReflectionInfo, 0, jl_Object, [], 1025, 0, 0, 0,
jl_Object$monitorExit$lambda$_8_1, 0, jl_Object, [otp_PlatformRunnable], 1, 0, 0, ["$_init_2", $rt_wrapFunction1(jl_Object$monitorExit$lambda$_8_1__init_), "$run", $rt_wrapFunction0(jl_Object$monitorExit$lambda$_8_1_run)],
ipcp_CoreAcrossRuntimesTest, 0, jl_Object, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcp_CoreAcrossRuntimesTest__init_), "$hashesTheKnownAnswers", $rt_wrapFunction0(ipcp_CoreAcrossRuntimesTest_hashesTheKnownAnswers), "$writesTheSameCbor", $rt_wrapFunction0(ipcp_CoreAcrossRuntimesTest_writesTheSameCbor), "$refusesBrokenMessagesWithACode", $rt_wrapFunction0(ipcp_CoreAcrossRuntimesTest_refusesBrokenMessagesWithACode), "$collectsAndOrdersTheSameWay", $rt_wrapFunction0(ipcp_CoreAcrossRuntimesTest_collectsAndOrdersTheSameWay)],
ipcw_LinkMessage$Pong, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_65", $rt_wrapFunction4(ipcw_LinkMessage$Pong__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Pong_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Pong_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Pong_write)],
ju_TreeMap$NavigableMapValues, 0, ju_AbstractCollection, [ju_SequencedCollection], 0, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_34", $rt_wrapFunction1(ju_TreeMap$NavigableMapValues__init_), "$iterator", $rt_wrapFunction0(ju_TreeMap$NavigableMapValues_iterator)],
ipci_PeerKind, "PeerKind", 14, jl_Enum, [], 65553, 0, () => ipci_PeerKind_$callClinit(), ["$number", $rt_wrapFunction0(ipci_PeerKind_number)],
jnc_StandardCharsets, 0, jl_Object, [], 17, 0, () => jnc_StandardCharsets_$callClinit(), 0,
ju_Collections$_clinit_$lambda$_59_0, 0, jl_Object, [ju_Comparator], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ju_Collections$_clinit_$lambda$_59_0__init_)],
ipcw_LinkMessage$Direct, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_69", $rt_wrapFunction2(ipcw_LinkMessage$Direct__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Direct_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Direct_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Direct_write)],
ipcw_DataMessage$Held, "DataMessage$Held", 13, jl_Record, [], 17, 0, 0, ["$_init_70", $rt_wrapFunction4(ipcw_DataMessage$Held__init_), "$write", $rt_wrapFunction1(ipcw_DataMessage$Held_write), "$toString", $rt_wrapFunction0(ipcw_DataMessage$Held_toString), "$equals0", $rt_wrapFunction1(ipcw_DataMessage$Held_equals)],
ipcw_TopicProtocol$Replicate, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_71", $rt_wrapFunction2(ipcw_TopicProtocol$Replicate__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Replicate_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Replicate_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Replicate_write)],
ipcw_JoinMessage$Join, 0, jl_Record, [ipcw_JoinMessage], 17, 0, 0, ["$_init_72", $rt_wrapFunction2(ipcw_JoinMessage$Join__init_), "$number", $rt_wrapFunction0(ipcw_JoinMessage$Join_number), "$fields", $rt_wrapFunction0(ipcw_JoinMessage$Join_fields), "$write", $rt_wrapFunction1(ipcw_JoinMessage$Join_write)],
ju_AbstractMap$KeySet, 0, ju_AbstractSet, [], 0, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$iterator", $rt_wrapFunction0(ju_AbstractMap$KeySet_iterator)],
ipcw_RoutingMessage$Route, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_74", $rt_wrapFunction4(ipcw_RoutingMessage$Route__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$Route_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$Route_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$Route_write)],
ipcw_MessageCodec, 0, jl_Object, [], 17, 0, 0, 0,
jnci_Iso8859Charset, 0, jnc_Charset, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jnci_Iso8859Charset__init_)],
jl_Double, 0, jl_Number, [jl_Comparable], 1, 0, () => jl_Double_$callClinit(), 0,
ipcw_TopicProtocol$Ids, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_50", $rt_wrapFunction2(ipcw_TopicProtocol$Ids__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Ids_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Ids_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Ids_write)],
ipcw_TopicProtocol$Append, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_71", $rt_wrapFunction2(ipcw_TopicProtocol$Append__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Append_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Append_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Append_write)],
ju_TemplateCollections$ImmutableEntry, 0, jl_Object, [ju_Map$Entry, jl_Cloneable], 0, 0, 0, ["$_init_8", $rt_wrapFunction2(ju_TemplateCollections$ImmutableEntry__init_), "$getValue", $rt_wrapFunction0(ju_TemplateCollections$ImmutableEntry_getValue)],
ju_NavigableSet, 0, jl_Object, [ju_SortedSet], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_TreeSet, "TreeSet", 1, ju_AbstractSet, [jl_Cloneable, ju_NavigableSet], 1, 0, () => ju_TreeSet_$callClinit(), ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_TreeSet__init_), "$contains", $rt_wrapFunction1(ju_TreeSet_contains), "$size", $rt_wrapFunction0(ju_TreeSet_size), "$iterator", $rt_wrapFunction0(ju_TreeSet_iterator), "$add", $rt_wrapFunction1(ju_TreeSet_add)],
ju_ArrayList, "ArrayList", 1, ju_AbstractList, [jl_Cloneable, ji_Serializable, ju_RandomAccess], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ju_ArrayList__init_2), "$_init_3", $rt_wrapFunction1(ju_ArrayList__init_0), "$_init_55", $rt_wrapFunction1(ju_ArrayList__init_1), "$ensureCapacity", $rt_wrapFunction1(ju_ArrayList_ensureCapacity), "$get1", $rt_wrapFunction1(ju_ArrayList_get), "$size", $rt_wrapFunction0(ju_ArrayList_size), "$set", $rt_wrapFunction2(ju_ArrayList_set), "$add", $rt_wrapFunction1(ju_ArrayList_add),
"$add0", $rt_wrapFunction2(ju_ArrayList_add0), "$clear", $rt_wrapFunction0(ju_ArrayList_clear), "$forEach", $rt_wrapFunction1(ju_ArrayList_forEach), "$toString", $rt_wrapFunction0(ju_ArrayList_toString), "$sort", $rt_wrapFunction1(ju_ArrayList_sort)],
ipcb_Promise$Callback, 0, jl_Object, [], 1024, 0, 0, 0,
jl_IllegalMonitorStateException, "IllegalMonitorStateException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_IllegalMonitorStateException__init_)],
ipcw_DataMessage$Offer, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_43", $rt_wrapFunction1(ipcw_DataMessage$Offer__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Offer_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Offer_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Offer_write)],
ipcw_LinkMessage$Failure, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_12", $rt_wrapFunction3(ipcw_LinkMessage$Failure__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Failure_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Failure_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Failure_write)],
jl_String, "String", 4, jl_Object, [ji_Serializable, jl_Comparable, jl_CharSequence], 17, 0, () => jl_String_$callClinit(), ["$_init_0", $rt_wrapFunction0(jl_String__init_1), "$_init_30", $rt_wrapFunction1(jl_String__init_2), "$_init_2", $rt_wrapFunction1(jl_String__init_4), "$_init_18", $rt_wrapFunction3(jl_String__init_5), "$_init_29", $rt_wrapFunction2(jl_String__init_), "$charAt", $rt_wrapFunction1(jl_String_charAt), "$length", $rt_wrapFunction0(jl_String_length), "$isEmpty", $rt_wrapFunction0(jl_String_isEmpty),
"$compareTo3", $rt_wrapFunction1(jl_String_compareTo), "$substring", $rt_wrapFunction2(jl_String_substring), "$substring0", $rt_wrapFunction1(jl_String_substring0), "$toString", $rt_wrapFunction0(jl_String_toString), "$toCharArray", $rt_wrapFunction0(jl_String_toCharArray), "$equals0", $rt_wrapFunction1(jl_String_equals), "$getBytes", $rt_wrapFunction1(jl_String_getBytes), "$compareTo2", $rt_wrapFunction1(jl_String_compareTo0)],
otjt_Uint16Array, 0, otjt_TypedArray, [], 1, 0, 0, 0,
ipcw_LinkMessage$HelloAnswer, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_75", function(var_1, var_2, var_3, var_4, var_5) { ipcw_LinkMessage$HelloAnswer__init_(this, var_1, var_2, var_3, var_4, var_5); }, "$number", $rt_wrapFunction0(ipcw_LinkMessage$HelloAnswer_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$HelloAnswer_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$HelloAnswer_write)],
jl_NegativeArraySizeException, "NegativeArraySizeException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_NegativeArraySizeException__init_)],
jnci_BufferedEncoder, 0, jnc_CharsetEncoder, [], 1025, 0, 0, ["$_init_41", $rt_wrapFunction3(jnci_BufferedEncoder__init_), "$encodeLoop", $rt_wrapFunction2(jnci_BufferedEncoder_encodeLoop)],
jnci_UTF8Encoder, 0, jnci_BufferedEncoder, [], 1, 0, 0, ["$_init_77", $rt_wrapFunction1(jnci_UTF8Encoder__init_), "$arrayEncode", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7) { return jnci_UTF8Encoder_arrayEncode(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7); }],
ju_AbstractMap$KeySet$1, 0, jl_Object, [ju_Iterator], 0, 0, 0, ["$_init_73", $rt_wrapFunction2(ju_AbstractMap$KeySet$1__init_), "$hasNext", $rt_wrapFunction0(ju_AbstractMap$KeySet$1_hasNext), "$next", $rt_wrapFunction0(ju_AbstractMap$KeySet$1_next)],
ipci_NodeId, "NodeId", 14, ipci_Point, [], 17, 0, () => ipci_NodeId_$callClinit(), ["$_init_13", $rt_wrapFunction1(ipci_NodeId__init_)],
jnci_UTF8Charset, 0, jnc_Charset, [], 1, 0, () => jnci_UTF8Charset_$callClinit(), ["$newDecoder", $rt_wrapFunction0(jnci_UTF8Charset_newDecoder), "$newEncoder", $rt_wrapFunction0(jnci_UTF8Charset_newEncoder)],
ipcw_TopicProtocol$Pages, "TopicProtocol$Pages", 13, jl_Record, [], 17, 0, () => ipcw_TopicProtocol$Pages_$callClinit(), ["$_init_44", $rt_wrapFunction2(ipcw_TopicProtocol$Pages__init_0), "$toString", $rt_wrapFunction0(ipcw_TopicProtocol$Pages_toString), "$equals0", $rt_wrapFunction1(ipcw_TopicProtocol$Pages_equals), "$from", $rt_wrapFunction0(ipcw_TopicProtocol$Pages_from), "$to", $rt_wrapFunction0(ipcw_TopicProtocol$Pages_to)],
ipcb_Promise, 0, jl_Object, [], 17, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcb_Promise__init_), "$complete", $rt_wrapFunction1(ipcb_Promise_complete), "$value", $rt_wrapFunction0(ipcb_Promise_value), "$map", $rt_wrapFunction1(ipcb_Promise_map)],
ipcc_SignedEnvelope, 0, jl_Object, [], 17, 0, () => ipcc_SignedEnvelope_$callClinit(), ["$body", $rt_wrapFunction0(ipcc_SignedEnvelope_body), "$encoded", $rt_wrapFunction0(ipcc_SignedEnvelope_encoded)],
oj_Assert, 0, jl_Object, [], 1, 0, 0, 0,
ju_Deque, 0, jl_Object, [ju_Queue, ju_SequencedCollection], 1537, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach)],
ju_ArrayDeque, 0, ju_AbstractCollection, [ju_Deque, jl_Cloneable, ji_Serializable], 1, 0, 0, ["$forEach", $rt_wrapFunction1(jl_Iterable_forEach), "$_init_0", $rt_wrapFunction0(ju_ArrayDeque__init_0), "$_init_3", $rt_wrapFunction1(ju_ArrayDeque__init_), "$addLast", $rt_wrapFunction1(ju_ArrayDeque_addLast), "$removeFirst", $rt_wrapFunction0(ju_ArrayDeque_removeFirst), "$pollFirst", $rt_wrapFunction0(ju_ArrayDeque_pollFirst), "$add", $rt_wrapFunction1(ju_ArrayDeque_add), "$remove", $rt_wrapFunction0(ju_ArrayDeque_remove),
"$size", $rt_wrapFunction0(ju_ArrayDeque_size), "$isEmpty", $rt_wrapFunction0(ju_ArrayDeque_isEmpty)],
ipcw_DataMessage$Copies$write$lambda$_3_0, 0, jl_Object, [juf_Consumer], 1, 0, 0, ["$_init_58", $rt_wrapFunction1(ipcw_DataMessage$Copies$write$lambda$_3_0__init_), "$accept0", $rt_wrapFunction1(ipcw_DataMessage$Copies$write$lambda$_3_0_accept0), "$accept2", $rt_wrapFunction1(ipcw_DataMessage$Copies$write$lambda$_3_0_accept)],
ipcw_DataMessage$Pull$write$lambda$_3_0, 0, jl_Object, [juf_Consumer], 1, 0, 0, ["$_init_58", $rt_wrapFunction1(ipcw_DataMessage$Pull$write$lambda$_3_0__init_), "$accept0", $rt_wrapFunction1(ipcw_DataMessage$Pull$write$lambda$_3_0_accept0), "$accept3", $rt_wrapFunction1(ipcw_DataMessage$Pull$write$lambda$_3_0_accept)],
jl_IllegalStateException, "IllegalStateException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_IllegalStateException__init_2), "$_init_", $rt_wrapFunction1(jl_IllegalStateException__init_0)]]);
$rt_metadata([ipcw_LinkMessage$Response, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_82", $rt_wrapFunction2(ipcw_LinkMessage$Response__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Response_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Response_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Response_write)],
ipcw_TopicProtocol$AskItems, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_83", $rt_wrapFunction4(ipcw_TopicProtocol$AskItems__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$AskItems_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$AskItems_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$AskItems_write)],
ipcw_TopicProtocol$Push, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_71", $rt_wrapFunction2(ipcw_TopicProtocol$Push__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Push_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Push_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Push_write)],
ipcw_TopicProtocol$Append$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$Append$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$Append$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_TopicProtocol$Append$read$lambda$_4_0_apply)],
ipcc_IdentityBundle$of$lambda$_1_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcc_IdentityBundle$of$lambda$_1_0__init_), "$apply0", $rt_wrapFunction1(ipcc_IdentityBundle$of$lambda$_1_0_apply0), "$apply5", $rt_wrapFunction1(ipcc_IdentityBundle$of$lambda$_1_0_apply)],
jl_NullPointerException, "NullPointerException", 4, jl_RuntimeException, [], 1, 0, 0, ["$_init_", $rt_wrapFunction1(jl_NullPointerException__init_2), "$_init_0", $rt_wrapFunction0(jl_NullPointerException__init_0)],
jn_ByteBuffer, 0, jn_Buffer, [jl_Comparable], 1025, 0, 0, ["$_init_0", $rt_wrapFunction0(jn_ByteBuffer__init_), "$get3", $rt_wrapFunction3(jn_ByteBuffer_get0), "$get5", $rt_wrapFunction1(jn_ByteBuffer_get), "$put4", $rt_wrapFunction3(jn_ByteBuffer_put0), "$put3", $rt_wrapFunction1(jn_ByteBuffer_put), "$hasArray", $rt_wrapFunction0(jn_ByteBuffer_hasArray), "$array2", $rt_wrapFunction0(jn_ByteBuffer_array), "$flip1", $rt_wrapFunction0(jn_ByteBuffer_flip), "$position", $rt_wrapFunction1(jn_ByteBuffer_position)],
ipcp_StreamOrder$Stream, 0, jl_Object, [], 16, 0, 0, 0,
otpp_AsyncCallbackWrapper, 0, jl_Object, [oti_AsyncCallback], 0, 0, 0, ["$_init_85", $rt_wrapFunction1(otpp_AsyncCallbackWrapper__init_), "$complete", $rt_wrapFunction1(otpp_AsyncCallbackWrapper_complete), "$error", $rt_wrapFunction1(otpp_AsyncCallbackWrapper_error)],
ipcw_DataMessage$Records$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_DataMessage$Records$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_DataMessage$Records$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_DataMessage$Records$read$lambda$_4_0_apply)],
ipcw_RoutingMessage$Links, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_6", $rt_wrapFunction1(ipcw_RoutingMessage$Links__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$Links_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$Links_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$Links_write)],
jl_Object$Monitor, 0, jl_Object, [], 0, 0, 0, ["$_init_0", $rt_wrapFunction0(jl_Object$Monitor__init_)],
jl_Math, 0, jl_Object, [], 17, 0, 0, 0,
jl_Byte, "Byte", 4, jl_Number, [jl_Comparable], 1, 0, () => jl_Byte_$callClinit(), ["$_init_86", $rt_wrapFunction1(jl_Byte__init_), "$toString", $rt_wrapFunction0(jl_Byte_toString), "$equals0", $rt_wrapFunction1(jl_Byte_equals)],
otj_TestEntryPoint, 0, jl_Object, [], 16, 0, 0, 0,
ipcp_TopicItem$Reading, 0, jl_Object, [], 16, 0, 0, ["$_init_90", $rt_wrapFunction2(ipcp_TopicItem$Reading__init_)],
ipcw_RoutingMessage$Found, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_88", $rt_wrapFunction3(ipcw_RoutingMessage$Found__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$Found_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$Found_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$Found_write)],
ipcb_Rng, 0, jl_Object, [], 17, 0, 0, ["$_init_3", $rt_wrapFunction1(ipcb_Rng__init_), "$nextInt0", $rt_wrapFunction0(ipcb_Rng_nextInt0), "$nextInt", $rt_wrapFunction1(ipcb_Rng_nextInt), "$shuffle", $rt_wrapFunction1(ipcb_Rng_shuffle)],
ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0, 0, jl_Object, [juf_Consumer], 1, 0, 0, ["$_init_64", $rt_wrapFunction1(ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0__init_), "$accept0", $rt_wrapFunction1(ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0_accept0), "$accept4", $rt_wrapFunction1(ipcp_CoreAcrossRuntimesTest$collection$lambda$_5_0_accept)],
ipcp_MessageCollection$Page, "MessageCollection$Page", 15, jl_Object, [], 16, 0, 0, ["$_init_54", $rt_wrapFunction1(ipcp_MessageCollection$Page__init_), "$indexOf", $rt_wrapFunction1(ipcp_MessageCollection$Page_indexOf)],
ipcw_TopicProtocol$Subscribe, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_89", $rt_wrapFunction2(ipcw_TopicProtocol$Subscribe__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Subscribe_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Subscribe_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Subscribe_write)],
ipcw_DataMessage$Pull$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_DataMessage$Pull$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_DataMessage$Pull$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_DataMessage$Pull$read$lambda$_4_0_apply)],
ipcp_TopicItem, "TopicItem", 15, jl_Record, [jl_Comparable], 17, 0, 0, ["$_init_87", function(var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8) { ipcp_TopicItem__init_(this, var_1, var_2, var_3, var_4, var_5, var_6, var_7, var_8); }, "$streamName", $rt_wrapFunction0(ipcp_TopicItem_streamName), "$isExpired", $rt_wrapFunction1(ipcp_TopicItem_isExpired), "$expiresAt", $rt_wrapFunction0(ipcp_TopicItem_expiresAt), "$compareTo5", $rt_wrapFunction1(ipcp_TopicItem_compareTo), "$toString", $rt_wrapFunction0(ipcp_TopicItem_toString),
"$equals0", $rt_wrapFunction1(ipcp_TopicItem_equals), "$id", $rt_wrapFunction0(ipcp_TopicItem_id), "$sequence", $rt_wrapFunction0(ipcp_TopicItem_sequence), "$publishedAt", $rt_wrapFunction0(ipcp_TopicItem_publishedAt), "$encoded", $rt_wrapFunction0(ipcp_TopicItem_encoded), "$compareTo2", $rt_wrapFunction1(ipcp_TopicItem_compareTo0)],
ipcw_TopicProtocol$AskIds, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_91", $rt_wrapFunction4(ipcw_TopicProtocol$AskIds__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$AskIds_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$AskIds_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$AskIds_write)],
ipcb_Promise$2, 0, ipcb_Promise$Callback, [], 0, 0, 0, ["$_init_78", $rt_wrapFunction3(ipcb_Promise$2__init_), "$done", $rt_wrapFunction2(ipcb_Promise$2_done)],
ipcw_TopicProtocol$AskDigest, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_92", $rt_wrapFunction2(ipcw_TopicProtocol$AskDigest__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$AskDigest_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$AskDigest_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$AskDigest_write)],
ipcw_TopicProtocol$Replicate$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_TopicProtocol$Replicate$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_TopicProtocol$Replicate$read$lambda$_4_0_apply0), "$apply", $rt_wrapFunction1(ipcw_TopicProtocol$Replicate$read$lambda$_4_0_apply)],
ipcc_Hkdf, 0, jl_Object, [], 17, 0, 0, ["$_init_63", $rt_wrapFunction1(ipcc_Hkdf__init_), "$hmac", $rt_wrapFunction2(ipcc_Hkdf_hmac)],
ipcb_CborWriter, 0, jl_Object, [], 17, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcb_CborWriter__init_1), "$_init_3", $rt_wrapFunction1(ipcb_CborWriter__init_), "$array", $rt_wrapFunction1(ipcb_CborWriter_array), "$uint", $rt_wrapFunction1(ipcb_CborWriter_uint), "$ulong", $rt_wrapFunction1(ipcb_CborWriter_ulong), "$bool", $rt_wrapFunction1(ipcb_CborWriter_bool), "$bytes", $rt_wrapFunction1(ipcb_CborWriter_bytes), "$list0", $rt_wrapFunction1(ipcb_CborWriter_list), "$text", $rt_wrapFunction1(ipcb_CborWriter_text),
"$toBytes", $rt_wrapFunction0(ipcb_CborWriter_toBytes)],
jn_BufferOverflowException, "BufferOverflowException", 2, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jn_BufferOverflowException__init_0)],
jnc_CoderResult, 0, jl_Object, [], 1, 0, () => jnc_CoderResult_$callClinit(), ["$_init_93", $rt_wrapFunction2(jnc_CoderResult__init_0), "$isUnderflow", $rt_wrapFunction0(jnc_CoderResult_isUnderflow), "$isOverflow", $rt_wrapFunction0(jnc_CoderResult_isOverflow), "$isError", $rt_wrapFunction0(jnc_CoderResult_isError), "$isMalformed", $rt_wrapFunction0(jnc_CoderResult_isMalformed), "$isUnmappable", $rt_wrapFunction0(jnc_CoderResult_isUnmappable), "$length", $rt_wrapFunction0(jnc_CoderResult_length), "$throwException",
$rt_wrapFunction0(jnc_CoderResult_throwException)],
jn_ByteBufferJsImpl, 0, jn_ByteBuffer, [jn_ArrayBufferViewProvider], 0, 0, 0, ["$_init_84", function(var_1, var_2, var_3, var_4, var_5) { jn_ByteBufferJsImpl__init_(this, var_1, var_2, var_3, var_4, var_5); }, "$arrayImpl", $rt_wrapFunction0(jn_ByteBufferJsImpl_arrayImpl), "$hasArrayImpl", $rt_wrapFunction0(jn_ByteBufferJsImpl_hasArrayImpl), "$capacityImpl", $rt_wrapFunction0(jn_ByteBufferJsImpl_capacityImpl), "$getImpl0", $rt_wrapFunction4(jn_ByteBufferJsImpl_getImpl), "$putImpl2", $rt_wrapFunction4(jn_ByteBufferJsImpl_putImpl),
"$isReadOnly", $rt_wrapFunction0(jn_ByteBufferJsImpl_isReadOnly)],
ipcw_LinkMessage$Ready, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_LinkMessage$Ready__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$Ready_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$Ready_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$Ready_write)],
otr_StringInfo, 0, otrr_ReflectionInfo, [], 17, 0, 0, 0,
ipcw_DataMessage$Pull, 0, jl_Record, [ipcw_DataMessage], 17, 0, 0, ["$_init_43", $rt_wrapFunction1(ipcw_DataMessage$Pull__init_), "$number", $rt_wrapFunction0(ipcw_DataMessage$Pull_number), "$fields", $rt_wrapFunction0(ipcw_DataMessage$Pull_fields), "$write", $rt_wrapFunction1(ipcw_DataMessage$Pull_write)],
ipcp_StreamOrder, 0, jl_Object, [], 16, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcp_StreamOrder__init_), "$arrived", $rt_wrapFunction2(ipcp_StreamOrder_arrived)],
ipcc_SignedEnvelope$sign$lambda$_2_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_79", $rt_wrapFunction2(ipcc_SignedEnvelope$sign$lambda$_2_0__init_), "$apply0", $rt_wrapFunction1(ipcc_SignedEnvelope$sign$lambda$_2_0_apply0), "$apply6", $rt_wrapFunction1(ipcc_SignedEnvelope$sign$lambda$_2_0_apply)],
ipcw_LinkMessage$HelloProof, 0, jl_Record, [ipcw_LinkMessage], 17, 0, 0, ["$_init_13", $rt_wrapFunction1(ipcw_LinkMessage$HelloProof__init_), "$number", $rt_wrapFunction0(ipcw_LinkMessage$HelloProof_number), "$fields", $rt_wrapFunction0(ipcw_LinkMessage$HelloProof_fields), "$write", $rt_wrapFunction1(ipcw_LinkMessage$HelloProof_write)],
ju_TreeMap$NavigableMapValues$1, 0, jl_Object, [ju_Iterator], 0, 0, 0, ["$_init_66", $rt_wrapFunction2(ju_TreeMap$NavigableMapValues$1__init_), "$hasNext", $rt_wrapFunction0(ju_TreeMap$NavigableMapValues$1_hasNext), "$next", $rt_wrapFunction0(ju_TreeMap$NavigableMapValues$1_next), "$remove1", $rt_wrapFunction0(ju_TreeMap$NavigableMapValues$1_remove)],
ipcw_RoutingMessage$Signal, 0, jl_Record, [ipcw_RoutingMessage], 17, 0, 0, ["$_init_96", $rt_wrapFunction3(ipcw_RoutingMessage$Signal__init_), "$number", $rt_wrapFunction0(ipcw_RoutingMessage$Signal_number), "$fields", $rt_wrapFunction0(ipcw_RoutingMessage$Signal_fields), "$write", $rt_wrapFunction1(ipcw_RoutingMessage$Signal_write)],
ipcw_ContactInfo, "ContactInfo", 13, jl_Record, [], 17, 0, 0, ["$_init_97", $rt_wrapFunction4(ipcw_ContactInfo__init_), "$write", $rt_wrapFunction1(ipcw_ContactInfo_write), "$toString", $rt_wrapFunction0(ipcw_ContactInfo_toString), "$equals0", $rt_wrapFunction1(ipcw_ContactInfo_equals)],
jnc_UnmappableCharacterException, "UnmappableCharacterException", 3, jnc_CharacterCodingException, [], 1, 0, 0, ["$_init_3", $rt_wrapFunction1(jnc_UnmappableCharacterException__init_), "$getMessage", $rt_wrapFunction0(jnc_UnmappableCharacterException_getMessage)],
ipcw_HolderSet$read$lambda$_10_1, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_HolderSet$read$lambda$_10_1__init_), "$apply0", $rt_wrapFunction1(ipcw_HolderSet$read$lambda$_10_1_apply0), "$apply7", $rt_wrapFunction1(ipcw_HolderSet$read$lambda$_10_1_apply)],
ipcw_ContactInfo$read$lambda$_2_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_ContactInfo$read$lambda$_2_0__init_), "$apply0", $rt_wrapFunction1(ipcw_ContactInfo$read$lambda$_2_0_apply0), "$apply8", $rt_wrapFunction1(ipcw_ContactInfo$read$lambda$_2_0_apply)],
jn_BufferUnderflowException, "BufferUnderflowException", 2, jl_RuntimeException, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(jn_BufferUnderflowException__init_)],
ipcw_HolderSet$read$lambda$_10_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_HolderSet$read$lambda$_10_0__init_), "$apply0", $rt_wrapFunction1(ipcw_HolderSet$read$lambda$_10_0_apply0), "$apply7", $rt_wrapFunction1(ipcw_HolderSet$read$lambda$_10_0_apply)],
otcit_FloatAnalyzer$Result, 0, jl_Object, [], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(otcit_FloatAnalyzer$Result__init_)],
ipcw_DataMessage$Copies$read$lambda$_4_0, 0, jl_Object, [juf_Function], 1, 0, 0, ["$_init_0", $rt_wrapFunction0(ipcw_DataMessage$Copies$read$lambda$_4_0__init_), "$apply0", $rt_wrapFunction1(ipcw_DataMessage$Copies$read$lambda$_4_0_apply0), "$apply9", $rt_wrapFunction1(ipcw_DataMessage$Copies$read$lambda$_4_0_apply)],
otrr_ClassInfo, 0, otrr_ReflectionInfo, [], 17, 0, 0, ["$newArrayInstance", $rt_wrapFunction1(otrr_ClassInfo_newArrayInstance)],
ipcp_MessageCollection$Difference, 0, jl_Record, [], 16, 0, 0, ["$_init_57", $rt_wrapFunction3(ipcp_MessageCollection$Difference__init_), "$wanted", $rt_wrapFunction0(ipcp_MessageCollection$Difference_wanted)]]);
$rt_metadata([ju_Collections, 0, jl_Object, [], 17, 0, () => ju_Collections_$callClinit(), 0,
ipcw_TopicProtocol$Unsubscribe, 0, jl_Record, [ipcw_TopicProtocol], 17, 0, 0, ["$_init_48", $rt_wrapFunction1(ipcw_TopicProtocol$Unsubscribe__init_), "$number", $rt_wrapFunction0(ipcw_TopicProtocol$Unsubscribe_number), "$fields", $rt_wrapFunction0(ipcw_TopicProtocol$Unsubscribe_fields), "$write", $rt_wrapFunction1(ipcw_TopicProtocol$Unsubscribe_write)]]);
let $rt_charArrayCls = $rt_arraycls($rt_charcls),
$rt_byteArrayCls = $rt_arraycls($rt_bytecls),
$rt_intArrayCls = $rt_arraycls($rt_intcls),
$rt_longArrayCls = $rt_arraycls($rt_longcls);
$rt_stringPool(["Can\'t enter monitor from another thread synchronously", "", ": ", "Cause already set", "Circular causation relation", "Malformed input of length ", "a holder set of ", "HolderSet[", "sequence=", ", ballot=", ", holders=", ", former=", "]", "main", "Held[", "item=", ", since=", "arrays first differed at element ", "[", "; ", "a point of ", " bytes", "�", "maxCharsPerByte must be positive. Actual value is ", "averageCharsPerByte must be positive. Actual value is ", "newAction must be non-null",
"(this Map)", ", ", "BIG_ENDIAN", "LITTLE_ENDIAN", "null", "false", "true", "...", "New position ", " is outside of range [0;", "expected array was null", "actual array was null", "array lengths differed, expected.length=", " actual.length=", "[]", "end of array", "Unknown Source", ")", "(this Collection)", "0123456789abcdef", "Capacity is negative: ", "IDENTITY", "TOKEN", "PROOF", "RECORD", "RECEIPT", "MESSAGE", "LEASE", "ROUTED", "JOIN", "ADMISSION", "0", "a span beyond all time", "Span[", "level=", ", number=",
", digest=", "Should never been thrown", "Replacement preconditions do not hold", "Action must be non-null", "US-ASCII", "IGNORE", "REPLACE", "REPORT", "array of ", "number ", " over ", "head longer than needed", "number over 2^63, or its head longer than needed", "no boolean", "bytes of length ", ", not ", "text that is no UTF-8", "list of ", " bytes left over", "truncated", "length ", "item ", "nested too deep", "head ", "number over 2^31", "major type ", "CBOR: ", "unknown message ", "spans that are not in order",
"\n", "\tat ", "Caused by: ", "UNKNOWN_ERROR", "RATE_LIMITED", "ALREADY_PROCESSED", "INVALID_REQUEST", "TIMEOUT", "REFUSED", "UNREACHABLE", "BRIDGE_UNAVAILABLE", "BOOTSTRAP_FAILED", "INVALID_TOKEN", "UNAUTHORIZED", "INVALID_SIGNATURE", "UNSUPPORTED", "WRONG_NETWORK", "NETWORK_CHANGED", "WRONG_ORIGIN", "TOO_LARGE", "OVERLOADED", "CONFLICT", "NOT_ENOUGH_HOLDERS", "CLOCK_SKEW", "CLOSED", "GLARE", "ALREADY_LINKED", "INSTANCE_TAKEN", "REPLACED", "LINK_LIMIT", "NOT_RESPONSIBLE", "STORAGE_FAILED", "CANNOT_OPEN", "NOT_FOUND",
"NO_ROUTE", "INTERNAL", "UNKNOWN", "Copy[", "record=", ", keptUntil=", "[L", "Either src or dest is null", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abcdbcdecdefdefgefghfghighij", "hijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "水\ud83d\ude00", "861a000f42401b7fffffffffffffff1afffffffff542ff0067e6b0b4f09f9880", "why",
"peer kind ", "BROWSER", "browser", "NODE", "node", "BRIDGE", "bridge", "UTF-16", "UTF-16BE", "UTF-16LE", "slot=", ", sequence=", "message of ", "fields missing in ", "messages nested too deep", "ISO-8859-1", "UTF-8", "pages that end before they begin", "Pages[", "from=", ", to=", "not done", " version ", "envelope type ", "envelope has other items", "envelope of ", " with ", " bytes unsent", "peerloom-signed-v1", " ", "expected:<", "> but was:<", ">", "expected: ", " but was: ", "<", "io.peerloom.core.pubsub.CoreAcrossRuntimesTest.hashesTheKnownAnswers()V",
"io.peerloom.core.pubsub.CoreAcrossRuntimesTest.writesTheSameCbor()V", "io.peerloom.core.pubsub.CoreAcrossRuntimesTest.refusesBrokenMessagesWithACode()V", "io.peerloom.core.pubsub.CoreAcrossRuntimesTest.collectsAndOrdersTheSameWay()V", "Invalid test name", "empty message", "message under another key", "bound ", "TopicItem[", "id=", ", topic=", ", identityKey=", ", stream=", ", publishedAt=", ", ttlSeconds=", ", encoded=", "negative ", "no step of a signal", "ContactInfo[", ", kind=", ", active=", ", addresses=",
"Unmappable characters of length "]);
jl_String.prototype.toString = function() {
    return $rt_ustr(this);
};
jl_String.prototype.valueOf = jl_String.prototype.toString;
jl_Object.prototype.toString = function() {
    return $rt_ustr(jl_Object_toString(this));
};
jl_Object.prototype.__teavm_class__ = function() {
    return $dbg_class(this);
};
let $rt_export_main = $rt_mainStarter(otj_TestJsEntryPoint_main);
$rt_export_main.javaException = $rt_javaException;
jl_Throwable.prototype.getMessage = function() {
    return $rt_ustr(this.$getMessage());
};
$rt_exports.main = $rt_export_main;
}));

//# sourceMappingURL=classTest.js.map
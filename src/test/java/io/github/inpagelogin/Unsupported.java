package io.github.inpagelogin;

import java.lang.reflect.Proxy;

/** An object that refuses every call: what a fake does not override, the code under test must not use. */
final class Unsupported {
    private Unsupported() {}

    static <T> T of(Class<T> type) {
        Object refusing = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        });
        return type.cast(refusing);
    }
}

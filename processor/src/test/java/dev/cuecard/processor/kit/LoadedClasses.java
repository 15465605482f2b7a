package dev.cuecard.processor.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes of a compiled project, called by name. */
public final class LoadedClasses {

    private final ClassLoader loader;

    private LoadedClasses(ClassLoader loader) {
        this.loader = loader;
    }

    static LoadedClasses from(Path classes) {
        try {
            URL url = classes.toUri().toURL();
            return new LoadedClasses(new URLClassLoader(new URL[] {url}, LoadedClasses.class.getClassLoader()));
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Returns a class. */
    public Class<?> type(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("No class " + name, e);
        }
    }

    /** Makes an object with the only constructor of its class. */
    public Object create(String type, @Nullable Object... arguments) {
        try {
            Constructor<?> constructor = type(type).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Calls a static method, the only one of its name and number of parameters; what it throws comes out as it is. */
    public @Nullable Object call(String type, String method, @Nullable Object... arguments) {
        return invoke(type(type), null, method, arguments);
    }

    /** Calls a method of an object. */
    public static @Nullable Object call(Object target, String method, @Nullable Object... arguments) {
        return invoke(target.getClass(), target, method, arguments);
    }

    private static @Nullable Object invoke(
            Class<?> type, @Nullable Object target, String method, @Nullable Object... arguments) {
        List<Method> found = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(method) && !each.isBridge())
                .filter(each -> each.getParameterCount() == arguments.length)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    type + " has " + found + " for " + method + " with " + arguments.length + " arguments");
        }
        try {
            Method only = found.get(0);
            only.setAccessible(true);
            return only.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
        } catch (InvocationTargetException e) {
            throw sneaky(e.getCause());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(@Nullable Throwable thrown) throws T {
        throw (T) thrown;
    }
}
